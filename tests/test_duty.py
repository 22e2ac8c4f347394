"""Of several workers one has a duty, for as long as it said, and only that one ends it."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from matcher import duty
from matcher.clock import now
from matcher.db import db
from matcher.duty import LEASE, Duty

NAME, OFTEN = "deliver-letters", timedelta(seconds=1)


@pytest.fixture(autouse=True)
def enlisted(app: Flask) -> None:
    duty.enlist([NAME])


def test_of_two_who_reach_for_a_duty_one_has_it_until_it_is_done(app: Flask) -> None:
    mine = duty.lease(NAME, OFTEN)
    assert mine is not None
    assert duty.lease(NAME, OFTEN) is None

    duty.note(NAME, 3, leased_until=mine)

    assert duty.lease(NAME, OFTEN) is None, "it is not due yet"
    with time_machine.travel(now() + 2 * OFTEN):
        assert duty.lease(NAME, OFTEN) is not None


def test_a_worker_that_comes_late_does_not_end_the_duty_of_the_one_that_took_it_up(app: Flask) -> None:
    late = duty.lease(NAME, OFTEN)
    with time_machine.travel(now() + LEASE + OFTEN):
        taken_up = duty.lease(NAME, OFTEN)

        duty.note(NAME, 3, leased_until=late)

        assert taken_up is not None
        assert duty.lease(NAME, OFTEN) is None
        db.session.expire_all()
        assert db.session.get_one(Duty, NAME).lease_until_at == taken_up
