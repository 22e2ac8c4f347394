"""The pages one must sign in for meet the databases in turn: each test runs on one of them, half of a file's on each.

What they ask of a database is the domain's, whose tests meet both, and tests/permissions opens every page on both.
The pages of everyone search and count for themselves: their tests run on both.
"""

from zlib import crc32

import pytest

from tests.support.databases import on_postgresql, on_sqlite

IN_TURN = ("accounts", "company", "organizer", "staff", "volunteer")
TURNS = (on_sqlite, on_postgresql)


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose by the test's name: another test beside it changes nothing. A test that names its database has it."""
    asked = [mark for mark in metafunc.definition.iter_markers("parametrize") if mark.args[0] == "database"]
    if metafunc.definition.path.parent.name in IN_TURN and "database" in metafunc.fixturenames and not asked:
        metafunc.definition.add_marker(TURNS[crc32(metafunc.function.__name__.encode()) % len(TURNS)])
