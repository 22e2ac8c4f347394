"""What is written down as having happened stays: no act on places or days takes it away."""

import pytest
import time_machine
from sqlalchemy.exc import IntegrityError

from matcher.clock import now, today
from matcher.db import constraint_name
from matcher.domain.signups import actions
from matcher.domain.signups.invariants import invariants
from matcher.domain.signups.models import Attendance, AttendanceStatus
from matcher.domain.signups.rules import changes
from tests.support.days import at
from tests.support.factories import make_account, make_shift

PRESENT = AttendanceStatus.PRESENT


@pytest.fixture
def account(session):
    return make_account()


@pytest.fixture
def recorded(shift, by, account, join):
    """Somebody whose coming is written down while the day still runs."""
    sign_up = join(shift, account)
    with time_machine.travel(at(10)):
        actions.record_attendance(participant=sign_up.participants[0], happened_on=today(), status=PRESENT, by=by)
        yield sign_up


def test_whoever_was_seen_can_no_longer_take_the_day_back(recorded, account):
    with pytest.raises(changes.TookPart):
        actions.withdraw(sign_up=recorded, by=account)

    assert recorded.state == "confirmed"


def test_a_day_on_which_somebody_was_seen_is_neither_moved_nor_called_off(recorded, shift, by):
    for act in (
        lambda: actions.move_shift(shift=shift, starts_at=at(9), ends_at=at(11), by=by),
        lambda: actions.cancel_shift(shift=shift, by=by, reason="雨"),
        lambda: actions.remove(sign_up=recorded, by=by, reason="人が足りました"),
    ):
        with pytest.raises(changes.AttendanceRecorded):
            act()

    assert (shift.status, recorded.state) == ("scheduled", "confirmed")


def test_calling_off_the_whole_keeps_the_day_on_which_somebody_was_seen(recorded, shift, by, join):
    later = make_shift(shift.opportunity, starts_at=at(9))
    coming = join(later)

    actions.cancel_opportunity(opportunity=shift.opportunity, by=by, reason="会場の都合")

    assert (shift.status, recorded.state) == ("scheduled", "confirmed")
    assert (later.status, coming.state) == ("cancelled", "cancelled")
    assert [finding for finding in invariants() if not finding.holds] == []


def test_an_account_that_is_deleted_leaves_what_happened(recorded, account):
    assert actions.withdraw_all(person=account.person, by=account) == 0


def test_the_database_keeps_a_place_that_has_an_attendance(session, recorded):
    recorded.state = "cancelled"

    with pytest.raises(IntegrityError) as refusal:
        session.flush()
    assert constraint_name(refusal.value) == "place_keeps_attendance"


def test_the_database_takes_no_attendance_without_a_place(session, shift, by, join):
    sign_up = join(shift)
    sign_up.state = "withdrawn"
    session.flush()
    session.add(
        Attendance(
            participant_id=sign_up.participants[0].id, happened_on=today(), status=PRESENT, minutes=60,
            recorded_by=by.id, recorded_at=now(),
        )
    )  # fmt: skip

    with pytest.raises(IntegrityError) as refusal:
        session.flush()
    assert constraint_name(refusal.value) == "attendance_of_a_place"
