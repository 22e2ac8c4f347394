"""64 clients press the button for the last 10 places at the same moment, through a real server."""

import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from flask import Flask
from sqlalchemy import select

from matcher.db import db
from matcher.domain.opportunities.models import ShiftRole
from matcher.domain.signups.invariants import invariants
from matcher.domain.signups.models import SignUp, SignUpState
from tests.support.factories import make_account, make_opportunity, make_shift
from tests.support.servers import Server, serving
from tests.support.visitor import Visitor

CLIENTS, PLACES = 64, 10
SERVER = {"workers": 2, "threads": 4}
UNGUARDED = "tests.storms.unguarded:create_app"
HIDDEN = re.compile(r'<input[^>]*name="(csrf_token|request_key)"[^>]*value="([^"]*)"')


class Storm:
    """As many signed-in people as clients, all on the form of one shift."""

    def __init__(self, app: Flask) -> None:
        opportunity = make_opportunity()
        shift = make_shift(opportunity, capacity=PLACES)
        opportunity.places_left, opportunity.first_open_starts_at = PLACES, shift.starts_at
        self.role_id = shift.roles[0].id
        self.path = f"/opportunities/{shift.opportunity_id}/sign-up?shift={shift.id}"
        accounts = [make_account() for _ in range(CLIENTS)]
        self.cookies = [_cookie_of(app, account) for account in accounts]
        db.session.commit()
        db.session.remove()

    def press(self, server: Server, *, times: int = 1) -> tuple[list[int], float]:
        """Open the form with each client, then send all forms at once, each `times`: the answers, and the seconds."""
        with ThreadPoolExecutor(CLIENTS * times) as pool:
            forms = list(pool.map(lambda cookie: self._form(server, cookie), self.cookies))
            barrier = threading.Barrier(CLIENTS * times)
            begun = time.monotonic()
            answers = list(pool.map(lambda form: self._send(server, form, barrier), forms * times))
        return answers, time.monotonic() - begun

    def _form(self, server: Server, cookie: str) -> tuple[str, dict[str, str]]:
        page = httpx.get(server.url + self.path, cookies={"session": cookie}, timeout=60, verify=False)
        assert page.status_code == 200, page.text[:500]
        return page.cookies["session"], {**dict(HIDDEN.findall(page.text)), "agree": "y"}

    def _send(self, server: Server, form: tuple[str, dict[str, str]], barrier: threading.Barrier) -> int:
        cookie, fields = form
        with httpx.Client(base_url=server.url, cookies={"session": cookie}, timeout=60, verify=False) as client:
            barrier.wait()
            return client.post(self.path, data=fields).status_code

    def sign_ups(self) -> list[Any]:
        """What came of it: state and turn of each sign-up, in the order of coming."""
        rows = select(SignUp.state, SignUp.turn).where(SignUp.shift_role_id == self.role_id).order_by(SignUp.id)
        return list(db.session.execute(rows))


def _cookie_of(app: Flask, account: Any) -> str:
    visitor = Visitor(app, app.response_class)
    visitor.enter(account)
    cookie = visitor.get_cookie("session")
    assert cookie is not None
    return str(cookie.value)


@pytest.fixture(scope="module")
def busy_server(database: Any, instance: Path) -> Iterator[Server]:
    """The service as it is, with several processes and threads, so that requests truly meet."""
    with serving(database, instance, **SERVER) as server:
        yield server


@pytest.fixture
def storm(app: Flask) -> Storm:
    return Storm(app)


def test_exactly_ten_hold_and_the_others_wait_in_order(storm: Storm, busy_server: Server) -> None:
    answers, seconds = storm.press(busy_server)

    print(f"{CLIENTS} clients, {PLACES} places: {Counter(answers)} in {seconds:.2f} s")
    assert Counter(answers) == {303: CLIENTS}
    states = Counter(state for state, _ in storm.sign_ups())
    assert states == {SignUpState.CONFIRMED: PLACES, SignUpState.WAITING: CLIENTS - PLACES}
    turns = [turn for state, turn in storm.sign_ups() if state == SignUpState.WAITING]
    assert sorted(turns) == list(range(1, CLIENTS - PLACES + 1))
    role = db.session.get_one(ShiftRole, storm.role_id)
    assert (role.taken, role.waiting) == (PLACES, CLIENTS - PLACES)
    assert [finding for finding in invariants() if not finding.holds] == []


def test_everybody_pressing_twice_changes_nothing(storm: Storm, busy_server: Server) -> None:
    answers, _ = storm.press(busy_server, times=2)

    assert Counter(answers) == {303: 2 * CLIENTS}
    states = Counter(state for state, _ in storm.sign_ups())
    assert states == {SignUpState.CONFIRMED: PLACES, SignUpState.WAITING: CLIENTS - PLACES}
    assert [finding for finding in invariants() if not finding.holds] == []


def test_without_the_guard_more_hold_than_there_are_places(storm: Storm, database: Any, instance: Path) -> None:
    with serving(database, instance, **SERVER, application=UNGUARDED) as server:
        answers, seconds = storm.press(server)

    held = sum(state == SignUpState.CONFIRMED for state, _ in storm.sign_ups())
    print(f"control: {held} hold {PLACES} places, {Counter(answers)} in {seconds:.2f} s")
    assert held > PLACES
