"""Nothing grows past what one can read at once."""

import ast

from tests.house.tree import hold, modules, templates


def test_no_file_has_more_than_300_lines() -> None:
    sizes = {
        module.place: len(module.text.splitlines()) for module in modules("matcher", "tests", "bench", "config.py")
    }

    too_long = [f"{place}: {size} lines" for place, size in sizes.items() if size > 300]

    hold("Split a file past 300 lines by noun or by act, never into _2 or extra:", too_long)


def test_no_function_has_more_than_25_lines_of_code() -> None:
    too_long = [
        f"{module.at(function)}: {function.name} has {size} lines"
        for module in modules("matcher", "bench", "config.py")
        for function in module.functions()
        if (size := lines_of_code(function, module.text.splitlines())) > 25
    ]

    hold("A function has at most 25 lines (signature, docstring and blank lines are not counted):", too_long)


def test_no_page_template_has_more_than_60_lines() -> None:
    sizes = {path: len(path.read_text().splitlines()) for path in templates(of_pages_only=True)}

    too_long = [f"{path.name}: {size} lines" for path, size in sizes.items() if size > 60]

    hold("A page template past 60 lines hides a component:", too_long)


def lines_of_code(function: ast.FunctionDef, lines: list[str]) -> int:
    """Lines of the body, without docstring and blank lines."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return sum(1 for line in lines[body[0].lineno - 1 : function.end_lineno] if line.strip()) if body else 0
