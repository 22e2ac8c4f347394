"""Whatever the domain names by a code is said in words: refusals, notices, and the letters behind notices."""

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest
from flask import Flask

import matcher.domain
from matcher.errors import DomainError
from matcher.words import SENTENCES, notices
from tests.support.databases import on_sqlite

TELLING = {"notify", "_tell_owners", "_tell_of_each", "tell", "tell_everybody", "tell_group", "tell_runners"}
MATCHER = Path(matcher.domain.__file__).parents[1]


def every_refusal() -> list[type[DomainError]]:
    """Every error a rule of the product can raise."""
    for module in pkgutil.walk_packages(matcher.domain.__path__, "matcher.domain."):
        importlib.import_module(module.name)
    found, waiting = [], [DomainError]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting += kind.__subclasses__()
    return [kind for kind in found if kind.__module__.startswith("matcher.")]


def notice_kinds() -> set[str]:
    """Every kind of notice that some action writes, as it stands in the code."""
    calls = [
        call
        for path in (MATCHER / "domain").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in TELLING
    ]
    return {call.args[0].value for call in calls if call.args and isinstance(call.args[0], ast.Constant)}


@pytest.mark.parametrize("refusal", every_refusal(), ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_sentence(refusal: type[DomainError]) -> None:
    abstract = refusal.__subclasses__() and refusal.code == DomainError.code
    assert abstract or refusal.code in SENTENCES, f"{refusal.__module__}: '{refusal.code}' has no words"


def test_no_two_refusals_share_a_code() -> None:
    codes = [kind.code for kind in every_refusal() if "code" in vars(kind)]

    assert sorted(codes) == sorted(set(codes))


def test_every_kind_of_notice_has_a_title_and_a_letter() -> None:
    letters = {path.stem for path in (MATCHER / "templates" / "mail").glob("*.txt")} - {"layout"}

    assert notice_kinds() - set(notices.TITLES) == set()
    assert set(notices.TITLES) == letters


@on_sqlite
def test_every_letter_compiles(app: Flask) -> None:
    for kind in notices.TITLES:
        assert app.jinja_env.get_template(f"mail/{kind}.txt") is not None
