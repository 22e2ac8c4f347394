"""Every list on screen as a file: the rows of the page and its order, in each kind of file, and what is told of it."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import delete, event, select

from matcher.clock import today
from matcher.db import db
from matcher.documents.cells import text_of
from matcher.domain.people.models import PersonalView
from tests.house.tree import hold
from tests.permissions.matrix import matrix
from tests.permissions.sign_ups import sign_up_for
from tests.support.collaboration import attend
from tests.support.contents import in_days
from tests.support.databases import on_sqlite
from tests.support.factories import make_opportunity, make_person, make_shift
from tests.support.long_lists.city import CITY
from tests.support.long_lists.groups import GROUPS
from tests.support.long_lists.making import posted
from tests.support.long_lists.public import PUBLIC
from tests.support.visitor import Visitor
from tests.support.workbooks import read_workbook, rows_of

LISTS = {**PUBLIC, **GROUPS, **CITY}
TOKEN = re.compile(r"q\d{3}q")
LINK = re.compile(r'href="([^"]*/list\.(?:csv|xlsx)[^"]*)"')
NEXT = re.compile(r'href="([^"]*)" rel="next"')
STATEMENTS = 20  # of a file, whatever the number of its rows: fewer than the rows of the shortest list here


def pages(client: Visitor, address: str) -> Iterator[str]:
    """The pages of a list one after another."""
    page: str | None = address
    while page:
        answer = client.get(page)
        assert answer.status_code == 200, f"{page} answered {answer.status_code}"
        yield answer.text
        following = NEXT.search(answer.text)
        page = unescape(following[1]) if following else None


def links(page: str) -> list[str]:
    return [unescape(one) for one in LINK.findall(page)]


def tokens_in(rows: list[list[str]]) -> list[str]:
    return [found[0] for row in rows if (found := TOKEN.search(",".join(row)))]


@pytest.mark.parametrize("name", LISTS)
@on_sqlite
def test_a_file_holds_the_rows_of_the_pages_in_their_order(client: Visitor, name: str) -> None:
    looking, address = LISTS[name]()
    if looking:
        client.enter(looking)

    seen = list(pages(client, address))
    as_csv, as_xlsx, _as_cp932 = links(seen[-1])
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", note := lambda *told: statements.append(told[2]))
    answer = client.get(as_csv)
    event.remove(db.engine, "before_cursor_execute", note)
    rows, sheet = rows_of(answer.data), read_workbook(client.get(as_xlsx).data)

    on_screen = list(dict.fromkeys(token for page in seen for token in TOKEN.findall(page)))
    assert len(on_screen) > 20
    assert tokens_in(rows) == on_screen
    assert [[text_of(cell) for cell in row] + [""] * (len(rows[0]) - len(row)) for row in sheet.rows] == rows
    assert sheet.formulas == 0
    assert len([one for one in statements if "personal_view" not in one]) < STATEMENTS


@pytest.mark.parametrize(
    "name",
    [
        "opportunities, soonest first",
        "opportunities, newest first",
        "organizations",
        "log",
        "what waits for the city",
        "what waits for other eyes",
        "organizations that wait",
        "ledger of a department",
        "candidates",
        "people to call",
        "people no letter reached",
    ],
)
def test_a_file_of_many_pieces_is_the_list_once(client: Visitor, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looking, address = LISTS[name]()
    if looking:
        client.enter(looking)
    staff = ("audit", "worklist", "organizations", "projects", "candidates", "notices")
    for module in ("public.opportunities", "public.organizations", *(f"staff.{name}" for name in staff)):
        monkeypatch.setattr(f"matcher.web.{module}.AT_ONCE", 7)

    seen = list(pages(client, address))
    rows = rows_of(client.get(links(seen[0])[0]).data)

    assert tokens_in(rows) == list(dict.fromkeys(token for page in seen for token in TOKEN.findall(page)))


@on_sqlite
def test_whoever_sees_a_list_may_have_its_file_and_nobody_else(app: Flask) -> None:
    files = {name for name in app.view_functions if re.search(r"_(csv|xlsx)\Z", name)}
    wider = [
        f"{name}: {relation}"
        for (name, method, relation), answers in matrix().items()
        if name in files and answers != matrix()[name.rpartition("_")[0], method, relation]
    ]
    other = [
        name
        for name in files
        if app.view_functions[name].permission != app.view_functions[name.rpartition("_")[0]].permission
    ]

    assert len(files) == 2 * len({name.rpartition("_")[0] for name in files}) > 40
    hold("A file is for whom its page is for:", [*wider, *other])


@pytest.mark.parametrize("name", ["applicants", "attendance", "members", "accounts", "log", "people to call"])
def test_that_people_were_seen_in_a_file_is_kept(client: Visitor, name: str) -> None:
    looking, address = LISTS[name]()
    client.enter(looking)
    seen = list(pages(client, address))
    by_page = set(db.session.scalars(select(PersonalView.person_id)))
    db.session.execute(delete(PersonalView))

    client.get(links(seen[0])[0])
    in_file = set(db.session.scalars(select(PersonalView.person_id)))
    places = set(db.session.scalars(select(PersonalView.place)))

    assert in_file == by_page
    assert all(place.endswith("-file") or place == "staff-audit" for place in places)


@on_sqlite
def test_a_day_to_come_gives_no_names_in_its_file_of_attendance(client: Visitor) -> None:
    shift, looking = posted(in_days(3))
    sign_up_for(shift, make_person(name="q001q"))
    client.enter(looking)
    day = f"/organizer/{shift.opportunity.organization.slug}/shifts/{shift.id}/attendance"

    assert links(client.get(day).text) == []
    assert len(rows_of(client.get(f"{day}/list.csv").data)) == 1
    assert set(db.session.scalars(select(PersonalView.place))) <= {"organizer-attendance"}


@on_sqlite
def test_an_empty_list_offers_no_file(client: Visitor) -> None:
    assert links(client.get("/organizations").text) == []
    assert len(rows_of(client.get("/organizations/list.csv").data)) == 1


@pytest.mark.parametrize(
    "address",
    ["/opportunities/list.csv?from=9", "/organizations/list.xlsx?district=x", "/kpi/npo/list.csv?characters=x"],
)
@on_sqlite
def test_a_question_no_list_answers_is_answered_by_no_file(client: Visitor, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 400
    assert answer.mimetype == "text/html"


@pytest.mark.parametrize("address", ["/organizations", "/support"])
@pytest.mark.parametrize("typed", ["endpoint=x", "_method=POST", "_scheme=javascript", "_external=1", "_anchor=x"])
@on_sqlite
def test_what_is_typed_after_a_list_never_becomes_more_than_its_arguments(
    client: Visitor, address: str, typed: str
) -> None:
    LISTS["organizations" if address == "/organizations" else "support"]()

    page = client.get(f"{address}?{typed}&after=30")

    assert page.status_code == 200
    assert f'href="{address}?{typed}"' in page.text
    assert f"{address}/list.csv?{typed}" in page.text


@on_sqlite
def test_small_numbers_of_people_are_hidden_in_a_file_as_on_the_page(client: Visitor) -> None:
    for title, people in (("小さな会", 2), ("つぎに小さな会", 6), ("大きな会", 9)):
        came = make_shift(make_opportunity(title=title), starts_at=in_days(-3))
        for _person in range(people):
            attend(came, happened_on=today())

    rows = rows_of(client.get("/kpi/participation/list.csv").data)
    sheet = read_workbook(client.get("/kpi/participation/list.xlsx").data)

    figures = {row[0]: row[2:] for row in rows[1:]}
    assert figures["小さな会"] == ["秘匿", "秘匿", "秘匿"]
    assert figures["つぎに小さな会"] == ["秘匿", "秘匿", "秘匿"]
    assert figures["大きな会"] == ["9", "9", "18"]
    assert {row[0]: [text_of(cell) for cell in row[2:]] for row in sheet.rows[1:]} == figures
