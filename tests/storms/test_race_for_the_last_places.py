"""64 clients press the button for the last 10 places at the same moment, through a real server.

Then a dozen do all kinds of things at once: `make storm` in small.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from matcher.db import db
from matcher.domain.opportunities.models import ShiftRole
from matcher.domain.signups.invariants import invariants
from matcher.domain.signups.models import SignUp, SignUpState
from tests.storms.scene import Scene, make_race, make_scene
from tests.storms.storm import SERVER, UNGUARDED, overbooked, press, rage
from tests.storms.tally import tally
from tests.support.servers import Server, serving

CLIENTS, PLACES = 64, 10
DOZEN, ROUNDS = 12, 4


@pytest.fixture(scope="module")
def busy_server(database: Any, instance: Path) -> Iterator[Server]:
    """The service as it is, with several processes and threads, so that requests truly meet."""
    with serving(database, instance, **SERVER) as server:
        yield server


@pytest.fixture
def race(app: Flask) -> Scene:
    return make_race(app, clients=CLIENTS, places=PLACES)


def sign_ups(race: Scene) -> list[Any]:
    """What came of it: state and turn of each sign-up, in the order of coming."""
    mine = SignUp.shift_role_id == race.days[0].role_id
    return list(db.session.execute(select(SignUp.state, SignUp.turn).where(mine).order_by(SignUp.id)))


def test_exactly_ten_hold_and_the_others_wait_in_order_though_everybody_presses_twice(
    race: Scene, busy_server: Server
) -> None:
    assert press(race, busy_server.url, times=2) == {303: 2 * CLIENTS}

    states = Counter(state for state, _ in sign_ups(race))
    assert states == {SignUpState.CONFIRMED: PLACES, SignUpState.WAITING: CLIENTS - PLACES}
    turns = [turn for state, turn in sign_ups(race) if state == SignUpState.WAITING]
    assert sorted(turns) == list(range(1, CLIENTS - PLACES + 1))
    role = db.session.get_one(ShiftRole, race.days[0].role_id)
    assert (role.taken, role.waiting) == (PLACES, CLIENTS - PLACES)
    assert [finding for finding in invariants() if not finding.holds] == []


def test_joins_leaves_resizes_and_adds_by_staff_at_once_break_no_promise(app: Flask, busy_server: Server) -> None:
    scene = make_scene(app, clients=DOZEN, places=2)

    found = tally(rage(scene, busy_server.url, rounds=ROUNDS))

    assert found.broken() == [], "\n".join(found.told())
    done = {answer.act for answer in found.answers if answer.status == 303}
    assert done == {"sign up", "take back", "resize", "add"}


def test_without_the_guard_more_hold_than_there_are_places(app: Flask, database: Any, instance: Path) -> None:
    race = make_race(app, clients=DOZEN, places=2)

    with serving(database, instance, **SERVER, application=UNGUARDED) as server:
        press(race, server.url)

    assert overbooked(race.days) > 0
