"""What is personal is read by those whom tests/privacy/seen.csv names, at no other place, and by each of them.

Every page and file of every route is asked for as each principal, and everything they link to.
"""

import logging

import pytest

from tests.house.tree import hold
from tests.permissions.world import PRINCIPALS
from tests.privacy.acting import logged, personal_in
from tests.privacy.columns import seen
from tests.privacy.conftest import MarkedCity
from tests.privacy.crawling import Sight, marked_links
from tests.privacy.marks import Marks
from tests.support.databases import on_sqlite


@on_sqlite
@pytest.mark.parametrize("principal", PRINCIPALS)
def test_everybody_reads_what_the_list_says_and_nothing_else(
    marked: MarkedCity, principal: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sights: set[Sight] = set()
    in_links, broken, not_kept = [], [], []

    for path, answer in (walk := marked.walk(principal)).answers():
        here = walk.sights(path, answer)
        sights |= here
        in_links += [f"{path} links to {link}" for link in marked_links(answer, marked.marks)]
        broken += [path] if answer.status_code >= 500 else []
        not_kept += unkept(marked, here)

    declared = {case for case, principals in seen().items() if principal in principals}
    found = {(sight.column, sight.relation): sight.path for sight in sorted(sights, key=str)}
    hold(
        f"What {principal} reads:",
        [
            *(f"must not be seen: {case} at {path}" for case, path in found.items() if case not in declared),
            *(f"is seen nowhere, so that nothing is proved: {case}" for case in declared - set(found)),
            *(f"an address holds something personal: {link}" for link in in_links),
            *(f"is logged: {value}" for value in personal_in(marked, logged(caplog))),
            *(f"breaks: {path}" for path in broken),
            *(f"that it was seen is not kept: {fault}" for fault in sorted(set(not_kept))),
        ],
    )


def unkept(marked: MarkedCity, sights: set[Sight]) -> list[str]:
    """The sights of another person's data for which no view was kept."""
    seen_here = {
        person: sight
        for sight in sights
        if sight.relation != "own" and (person := marked.person_of(sight.column, sight.row))
    }
    if not seen_here:
        return []
    kept = marked.viewed()
    return [f"{sight.path}: {sight.column}" for person, sight in seen_here.items() if person not in kept]


@on_sqlite
def test_a_leak_would_be_found(marked: MarkedCity) -> None:
    mine = marked.city.askers["citizen"].ask("GET", "/me/profile")

    read_by_another = marked.walk("student").sights("/me/profile", mine)

    allowed = {case for case, principals in seen().items() if "student" in principals}
    leaks = {(sight.column, sight.relation) for sight in read_by_another} - allowed
    assert leaks >= {(f"person.{column}", "other") for column in ("name", "name_kana", "email", "phone")}


@pytest.mark.parametrize(
    "written",
    [
        "zq00001qz",
        "ZQ00001QZ",
        "mailto:zq00001qz@example.jp",
        "070-9000-0001",
        "07090000001",
        "1931-01-02",
        "1931年1月2日",
        "昭和6年1月2日",
        "2071-01-02",
        "$argon2id$kept",
    ],
)
def test_a_mark_is_found_however_it_is_written(written: str) -> None:
    marks = Marks([("person.name", 1), ("person.name", 2)], {"$argon2id$kept": "account.password_hash"})

    assert marks.found_in(f"<p>{written}</p>") in ({("person.name", 2)}, {("account.password_hash", 0)})
