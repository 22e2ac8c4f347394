"""What the organizer decides about one sign-up."""

import pytest

from matcher.domain.opportunities.models import Decision
from matcher.domain.signups import actions
from matcher.domain.signups.models import SignUpState
from matcher.domain.signups.rules import changes, states
from tests.support.factories import make_account, make_opportunity, make_shift
from tests.support.reading import notices


@pytest.fixture
def shift(session):
    return make_shift(make_opportunity(decision=Decision.BY_ORGANIZER), capacity=1)


def test_an_accepted_request_takes_a_place(shift, join):
    asked = join(shift)

    actions.accept(sign_up=asked, by=make_account())

    assert asked.state == SignUpState.CONFIRMED
    assert shift.roles[0].taken == 1
    assert notices(asked.asked_by) == ["sign-up-requested", "sign-up-accepted"]


def test_no_more_are_accepted_than_there_are_places(shift, join):
    first, second = join(shift), join(shift)
    actions.accept(sign_up=first, by=make_account())

    with pytest.raises(changes.NoPlaceLeft):
        actions.accept(sign_up=second, by=make_account())

    assert second.state == SignUpState.REQUESTED
    assert shift.roles[0].taken == 1


def test_a_declined_request_says_why(shift, join):
    asked = join(shift)

    actions.decline(sign_up=asked, by=make_account(), reason="人数がそろいました")

    assert (asked.state, asked.reason_text) == (SignUpState.DECLINED, "人数がそろいました")
    assert notices(asked.asked_by)[-1] == "sign-up-declined"


def test_nobody_is_turned_down_without_a_reason(shift, join):
    asked = join(shift)

    with pytest.raises(changes.ReasonNeeded):
        actions.decline(sign_up=asked, by=make_account(), reason="  ")

    assert asked.state == SignUpState.REQUESTED


def test_a_request_put_on_the_waiting_list_gets_the_next_free_place(shift, join):
    first, second = join(shift), join(shift)
    actions.accept(sign_up=first, by=make_account())

    actions.put_on_waiting_list(sign_up=second, by=make_account())
    assert (second.state, second.turn) == (SignUpState.WAITING, 1)

    actions.remove(sign_up=first, by=make_account(), reason="連絡がつきません")
    assert second.state == SignUpState.CONFIRMED
    assert notices(first.asked_by)[-1] == "sign-up-removed"


def test_a_request_put_on_the_list_while_a_place_is_free_gets_it_at_once(shift, join):
    asked = join(shift)

    actions.put_on_waiting_list(sign_up=asked, by=make_account())

    assert asked.state == SignUpState.CONFIRMED
    assert (shift.roles[0].taken, shift.roles[0].waiting) == (1, 0)


def test_what_ended_stays_ended(shift, join):
    asked = join(shift)
    actions.decline(sign_up=asked, by=make_account(), reason="人数がそろいました")

    with pytest.raises(states.SignUpMoved):
        actions.accept(sign_up=asked, by=make_account())


def test_why_an_applicant_cannot_come_is_not_told_to_the_group(shift, join):
    account = make_account()
    asked = join(shift, account)
    join(make_shift(starts_at=shift.starts_at), account)

    with pytest.raises(changes.ApplicantHindered) as refused:
        actions.accept(sign_up=asked, by=make_account())

    assert refused.value.parameters == {}
    assert shift.roles[0].taken == 0
