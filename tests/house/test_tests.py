"""Tests about the tests: none is skipped, none believes a stand-in of our own code, each stands where one looks."""

import ast

from config import ROOT
from tests.house.tree import hold, modules

ROOMS_OF_THEIR_OWN = {"support", "house", "journeys", "browser", "permissions", "privacy", "safety", "storms", "data"}
SKIPPING = {"skip", "skipif", "xfail", "importorskip"}


def test_no_test_is_left_out() -> None:
    skipped = [
        f"{module.at(node)}: {ast.unparse(node)}"
        for module in modules("tests")
        for node in module.nodes(ast.Attribute)
        if node.attr in SKIPPING and ast.unparse(node).startswith("pytest.")
    ]

    hold("A test that cannot run fails; nothing is skipped in silence:", skipped)


def test_no_test_believes_a_stand_in() -> None:
    mocking = [
        module.at(node)
        for module in modules("tests")
        for node, name in module.imported()
        if name in {"unittest.mock", "mock", "pytest_mock"}
    ]

    hold("Test the real thing; what is outside of us has a sink or a server in tests/support:", mocking)


def test_tests_stand_where_what_they_test_stands() -> None:
    strays = [
        module.place
        for module in modules("tests")
        for room in [module.path.relative_to(ROOT / "tests").parent]
        if room.parts and room.parts[0] not in ROOMS_OF_THEIR_OWN and not (ROOT / "matcher" / room).is_dir()
    ]

    hold("tests/ mirrors matcher/:", strays)
