"""What Python code of the house never does, read from its syntax tree."""

import ast

from tests.house.tree import JAPANESE_WORD, Module, hold, modules

ROOMS_WITHOUT_A_PURPOSE = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "extra"}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}
TRANSLATORS = {"_", "_l", "_n", "gettext", "ngettext", "lazy_gettext", "lazy_ngettext", "pgettext", "lazy_pgettext"}
FEATURE_FILES_THAT_ONLY_READ = ("rules.py", "queries.py", "models.py")
WRITING = {"add", "add_all", "delete", "flush", "commit", "rollback", "merge", "begin_nested"}


def test_every_module_says_what_its_room_is_for() -> None:
    silent = [
        m.place
        for m in modules("matcher", "tests", "bench", "config.py")
        if m.text.strip() and not ast.get_docstring(m.tree)
    ]

    hold("A module begins with a docstring that says what it is for:", silent)


def test_every_public_function_of_the_ground_floor_says_what_comes_back() -> None:
    silent = [
        f"{module.at(function)}: {function.name}"
        for module in modules("matcher/domain", "matcher/documents")
        for function in module.tree.body
        if isinstance(function, ast.FunctionDef)
        and not function.name.startswith("_")
        and not ast.get_docstring(function)
    ]

    hold("A public function of the ground floor has a docstring:", silent)


def test_no_room_is_named_for_nothing() -> None:
    nameless = [
        m.place
        for m in modules("matcher", "tests", "bench")
        if ROOMS_WITHOUT_A_PURPOSE & {m.path.stem, m.path.parent.name}
    ]

    hold("Name a module for its one subject or act:", nameless)


def test_imports_stand_at_the_head_of_a_module() -> None:
    hidden = {
        module.at(node)
        for module in modules("matcher", "tests", "bench", "config.py")
        for function in module.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }

    hold("An import inside a function hides a circle: move the act to the higher rung instead:", sorted(hidden))


def test_no_import_slips_in_for_type_checking_alone() -> None:
    back_doors = [module.place for module in modules("matcher", "config.py") if "TYPE_CHECKING" in module.text]

    hold("TYPE_CHECKING is a back door past the floors:", back_doors)


def test_only_the_clock_asks_the_time() -> None:
    askers = [
        f"{module.at(call)}: {ast.unparse(call.func)}()"
        for module in modules("matcher", "config.py")
        if module.place != "matcher/clock.py"
        for call in module.nodes(ast.Call)
        if tuple(ast.unparse(call.func).split(".")[-2:]) in CLOCKS or ast.unparse(call.func) == "func.now"
    ]

    hold("Ask matcher.clock for the time, so that Tokyo decides every date:", askers)


def test_only_one_module_reads_and_writes_csv() -> None:
    others = [
        module.at(node)
        for module in modules("matcher", "config.py")
        if module.place != "matcher/documents/csvfile.py"
        for node, name in module.imported()
        if name == "csv"
    ]

    hold("Formulas are made harmless in matcher.documents.csvfile; use it:", others)


def test_pages_ask_queries_and_never_the_database_themselves() -> None:
    askers = [
        f"{module.at(call)}: {ast.unparse(call.func)}(…)"
        for module in modules("matcher/web")
        for call in selects(module)
    ]

    hold("A select in a page belongs into the feature's queries.py:", askers)


def test_the_ground_floor_leaves_the_end_of_a_transaction_to_its_caller() -> None:
    enders = [
        f"{module.at(call)}: {ast.unparse(call.func)}()"
        for module in modules("matcher/domain")
        for call in module.nodes(ast.Call)
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"commit", "rollback"}
    ]

    hold("Web, worker and commands commit or roll back; the ground floor never does:", enders)


def test_rules_queries_and_models_change_nothing() -> None:
    writers = [
        f"{module.at(call)}: {ast.unparse(call.func)}()"
        for module in modules("matcher/domain")
        if module.path.name in FEATURE_FILES_THAT_ONLY_READ
        for call in module.nodes(ast.Call)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in WRITING
        and ast.unparse(call.func.value).endswith("session")
    ]

    hold("What changes the database is an act and stands in actions.py:", writers)


def test_rules_do_not_touch_the_database() -> None:
    touching = [
        module.at(node)
        for module in modules("matcher/domain")
        if module.path.name == "rules.py"
        for node, name in module.imported()
        if name == "matcher.db" or name.startswith("flask_sqlalchemy") or name == "sqlalchemy.orm"
    ]

    hold("A rule is given what it judges; it does not look for it:", touching)


def test_the_ground_floor_has_no_words_and_pages_have_theirs_through_gettext() -> None:
    spoken = [
        f"{module.at(node)}: {node.value[:30]!r}"
        for module in modules("matcher/domain", "matcher/web", "matcher/words", "matcher/worker")
        for node in untranslated(module)
    ]

    hold("Codes below, words above: give a Japanese text to gettext (_ or _l), or move it to the plan file:", spoken)


def test_nothing_about_one_city_stands_in_code() -> None:
    local = [
        f"{module.place}: {name}"
        for module in modules("matcher")
        for name in ("藤枝", "fujieda", "222143")
        if name in module.text.lower()
    ]

    hold("What is true of one city stands in its plan file:", local)


def selects(module: Module) -> list[ast.Call]:
    """Calls that put a question to the database."""
    return [
        call for call in module.nodes(ast.Call) if ast.unparse(call.func) in {"select", "sqlalchemy.select", "text"}
    ]


def untranslated(module: Module) -> list[ast.Constant]:
    """Japanese strings that are neither documentation, nor an argument of a translator, nor a pattern to look for."""
    translated = {
        argument
        for call in module.nodes(ast.Call)
        if ast.unparse(call.func).rpartition(".")[2] in TRANSLATORS | {"compile"}
        for argument in ast.walk(call)
    }
    spared = module.documentation() | translated
    texts = (node for node in module.nodes(ast.Constant) if isinstance(node.value, str) and node not in spared)
    return [node for node in texts if JAPANESE_WORD.search(node.value)]
