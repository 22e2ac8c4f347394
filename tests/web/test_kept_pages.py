"""Public pages are made once for everybody, and never shown again once anything was written."""

import gzip
from contextlib import ExitStack

import httpx
import time_machine
from sqlalchemy import text

from matcher.clock import now
from matcher.db import db
from matcher.domain.opportunities.counters import refresh_counters
from tests.support.factories import make_opportunity, make_shift
from tests.support.statements import counted_statements
from tests.support.visitor import Visitor


def statements_of(client: Visitor, address: str = "/opportunities") -> int:
    with counted_statements() as statements:
        assert client.get(address).status_code == 200
    return len(statements)


def test_a_page_asked_for_again_costs_no_statement_and_is_the_same(client: Visitor) -> None:
    make_shift()
    with time_machine.travel(now().replace(second=1), tick=False):
        first = client.get("/opportunities")

        assert statements_of(client) == 0
        again = client.get("/opportunities")

    assert (again.text, sorted(again.headers)) == (first.text, sorted(first.headers))
    assert again.headers["Cache-Control"] == "public, no-cache"


def test_it_is_kept_too_where_many_asked_at_once_before(client: Visitor) -> None:
    with ExitStack() as busy:
        for _ in range(3):
            busy.enter_context(db.engine.connect())
    with time_machine.travel(now().replace(second=1), tick=False):
        client.get("/opportunities")

        assert statements_of(client) == 0


def test_whoever_has_the_page_is_told_so(client: Visitor) -> None:
    with time_machine.travel(now().replace(second=1), tick=False):
        tag = client.get("/opportunities").headers["ETag"]

        unchanged = client.get("/opportunities", headers={"If-None-Match": tag})

    assert (unchanged.status_code, unchanged.data) == (304, b"")


def test_a_page_is_sent_compressed_to_whoever_understands_it(client: Visitor) -> None:
    plain = client.get("/kpi")

    packed = client.get("/kpi", headers={"Accept-Encoding": "gzip, br"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_any_write_by_anybody_makes_the_page_anew(client: Visitor) -> None:
    shift = make_shift()
    assert "あと10人" in client.get("/opportunities").text

    shift.roles[0].taken = 3
    refresh_counters(shift.opportunity)

    assert "あと7人" in client.get("/opportunities").text


def test_a_page_is_made_anew_with_each_minute(client: Visitor) -> None:
    make_shift()
    at = now().replace(second=1)
    with time_machine.travel(at, tick=False):
        client.get("/opportunities")
        assert statements_of(client) == 0
    with time_machine.travel(at.replace(second=0).timestamp() + 60, tick=False):
        assert statements_of(client) > 0


def test_whoever_brings_a_cookie_gets_a_page_of_their_own(client: Visitor) -> None:
    client.get("/opportunities")
    client.set_cookie("session", "x")

    assert statements_of(client) > 0
    assert client.get("/opportunities").headers["Cache-Control"] == "private, no-store"


def test_only_pages_that_are_good_are_kept(client: Visitor) -> None:
    assert client.get("/opportunities/999").status_code == 404
    opportunity = make_opportunity(id=999)
    make_shift(opportunity)

    assert client.get("/opportunities/999").status_code == 200
    assert "ETag" not in client.get("/sign-in").headers


def test_what_another_process_writes_is_seen_at_once(server: object, database: object) -> None:
    opportunity = make_shift(make_opportunity(title="はじめの題")).opportunity
    db.session.commit()
    address = f"{server.url}/opportunities/{opportunity.id}"  # type: ignore[attr-defined]

    for title in ("つぎの題", "そのつぎ", "おわりの題"):
        httpx.get(address)
        with db.unit_of_work():
            db.session.execute(text("UPDATE opportunity SET title = :title"), {"title": title})

        assert title in httpx.get(address).text
