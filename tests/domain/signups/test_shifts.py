"""Acts on one shift that people have signed up for."""

from datetime import timedelta

import pytest
import time_machine

from matcher.domain.opportunities.models import ShiftStatus, Timing
from matcher.domain.signups import actions
from matcher.domain.signups.models import SignUpState, busy_span
from matcher.domain.signups.rules import changes
from tests.support.days import at
from tests.support.factories import make_account, make_opportunity, make_shift
from tests.support.reading import audit_acts, notices


@pytest.fixture
def by(session):
    return make_account()


def test_places_cannot_go_below_those_taken_and_nobody_is_sent_away(join, by):
    shift = make_shift(capacity=3)
    sign_ups = [join(shift), join(shift)]

    with pytest.raises(changes.CapacityBelowTaken) as refused:
        actions.change_capacity(role=shift.roles[0], capacity=1, by=by)

    assert refused.value.parameters == {"taken": 2}
    assert {each.state for each in sign_ups} == {SignUpState.CONFIRMED}
    assert shift.roles[0].capacity == 3


def test_places_can_go_down_to_those_taken(join, by):
    shift = make_shift(capacity=3)
    join(shift)

    actions.change_capacity(role=shift.roles[0], capacity=1, by=by)

    assert shift.roles[0].is_full
    assert join(shift).state == SignUpState.WAITING


@pytest.mark.parametrize(("capacity", "refusal"), [(0, changes.CapacityNotPositive), (2, changes.CapacityBelowMinimum)])
def test_a_number_of_places_makes_sense(session, by, capacity, refusal):
    shift = make_shift(capacity=5)
    shift.roles[0].minimum = 3

    with pytest.raises(refusal):
        actions.change_capacity(role=shift.roles[0], capacity=capacity, by=by)


def test_a_cancelled_shift_ends_every_live_sign_up_and_tells_each_once(join, by):
    shift = make_shift(capacity=1)
    held, waiting, gone = join(shift), join(shift), join(shift)
    actions.withdraw(sign_up=gone, by=by)

    ended = actions.cancel_shift(shift=shift, by=by, reason="大雨のため")

    assert ended == 2
    assert [each.state for each in (held, waiting, gone)] == [
        SignUpState.CANCELLED,
        SignUpState.CANCELLED,
        SignUpState.WITHDRAWN,
    ]
    assert (shift.status, shift.roles[0].taken, shift.roles[0].waiting) == (ShiftStatus.CANCELLED, 0, 0)
    assert [notices(each.asked_by).count("shift-cancelled") for each in (held, waiting, gone)] == [1, 1, 0]
    assert audit_acts(shift) == ["cancel-shift"]


def test_a_shift_is_not_called_off_without_a_reason(join, by):
    shift = make_shift()

    with pytest.raises(changes.ReasonNeeded):
        actions.cancel_shift(shift=shift, by=by, reason=None)

    assert shift.status == ShiftStatus.SCHEDULED


def test_what_is_over_is_not_called_off(session, by):
    shift = make_shift(starts_at=at(9))

    with time_machine.travel(at(12)), pytest.raises(changes.ShiftNotToCome):
        actions.cancel_shift(shift=shift, by=by, reason="大雨のため")


def test_the_time_a_cancelled_shift_leaves_free_is_used_where_the_person_waits(join, by):
    account = make_account()
    wanted, other = make_shift(starts_at=at(9), capacity=1), make_shift(starts_at=at(9))
    first, waiting = join(wanted), join(wanted, account)
    join(other, account)
    actions.withdraw(sign_up=first, by=by)
    assert waiting.state == SignUpState.WAITING

    actions.cancel_shift(shift=other, by=by, reason="大雨のため")

    assert waiting.state == SignUpState.CONFIRMED


def test_a_moved_shift_keeps_its_people_and_moves_their_hours(join, by):
    shift = make_shift(starts_at=at(9), sign_up_until_at=at(9) - timedelta(days=2))
    mine = join(shift)

    moved = actions.move_shift(shift=shift, starts_at=at(13, 17), ends_at=at(15, 17), by=by, reason="雨")

    participant = mine.participants[0]
    assert (moved.kept, moved.left) == (1, 0)
    assert (participant.busy_from, participant.busy_to) == busy_span(mine.asked_by_id, at(13, 17), at(15, 17))
    assert shift.sign_up_until_at == at(13, 17) - timedelta(days=2)
    assert notices(mine.asked_by) == ["sign-up-confirmed", "shift-moved"]


def test_whoever_is_elsewhere_at_the_new_time_leaves_and_the_next_one_follows(join, by):
    account = make_account()
    shift, other = make_shift(starts_at=at(9), capacity=1), make_shift(starts_at=at(9, 17))
    mine, waiting = join(shift, account), join(shift)
    join(other, account)

    moved = actions.move_shift(shift=shift, starts_at=at(10, 17), ends_at=at(12, 17), by=by)

    assert (moved.kept, moved.left) == (1, 1)
    assert (mine.state, mine.reason_code) == (SignUpState.CANCELLED, "moved-into-clash")
    assert waiting.state == SignUpState.CONFIRMED
    assert notices(account.person)[-1] == "shift-moved-away"


def test_whoever_is_free_at_the_new_time_can_be_promoted(join, by):
    account = make_account()
    shift, other = make_shift(starts_at=at(9), capacity=1), make_shift(starts_at=at(9))
    held, waiting = join(shift), join(shift, account)
    join(other, account)
    actions.withdraw(sign_up=held, by=by)

    actions.move_shift(shift=shift, starts_at=at(9, 17), ends_at=at(11, 17), by=by)

    assert waiting.state == SignUpState.CONFIRMED


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        ({"starts_at": at(9, -1), "ends_at": at(11, -1)}, changes.MovedToPast),
        ({"starts_at": at(9, 20), "ends_at": at(9, 20)}, changes.EndsBeforeStart),
        ({"starts_at": at(9, 20), "ends_at": at(11, 20), "sign_up_until_at": at(10, 20)}, changes.DeadlineAfterStart),
    ],
)
def test_a_new_time_makes_sense(session, by, new, refusal):
    shift = make_shift(starts_at=at(9))

    with pytest.raises(refusal):
        actions.move_shift(shift=shift, by=by, **new)

    assert shift.starts_at == at(9)


def test_the_days_of_a_period_move_without_clashes(join, by):
    account = make_account()
    period = make_shift(starts_at=at(0), hours=48, timing=Timing.PERIOD)
    mine = join(period, account)
    join(make_shift(starts_at=at(9, 17)), account)

    moved = actions.move_shift(shift=period, starts_at=at(0, 17), ends_at=at(0, 19), by=by)

    assert (moved.kept, mine.state) == (1, SignUpState.CONFIRMED)


def test_places_left_in_lists_are_counted_again(join, by):
    opportunity = make_opportunity(places_left=8, first_open_starts_at=at(9))
    kept, called_off = make_shift(opportunity, capacity=5), make_shift(opportunity, capacity=3)
    join(kept)

    actions.cancel_shift(shift=called_off, by=by, reason="大雨のため")

    assert opportunity.places_left == 4
