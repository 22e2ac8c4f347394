"""Asking for a place."""

from datetime import date, time, timedelta

import pytest
import time_machine

from matcher.clock import now, tokyo_instant
from matcher.domain.opportunities.models import Decision, OpportunityStatus, SignUpWay, Timing
from matcher.domain.organizations.models import OrganizationStatus
from matcher.domain.signups import actions
from matcher.domain.signups.models import SignUpState
from matcher.domain.signups.rules import refusals
from matcher.sealing import seal_date
from tests.support.days import at
from tests.support.factories import make_account, make_opportunity, make_organization, make_person, make_shift
from tests.support.reading import audit_acts, notices


def test_a_free_place_is_confirmed_at_once(session, join):
    shift = make_shift(capacity=2)

    mine = join(shift)

    assert mine.state == SignUpState.CONFIRMED
    assert (shift.roles[0].taken, shift.roles[0].waiting) == (1, 0)
    assert notices(mine.asked_by) == ["sign-up-confirmed"]
    assert audit_acts(mine) == ["sign-up"]


def test_a_full_shift_puts_the_next_person_on_the_waiting_list(session, join):
    shift = make_shift(capacity=1)
    join(shift)

    second, third = join(shift), join(shift)

    assert [(each.state, each.turn) for each in (second, third)] == [
        (SignUpState.WAITING, 1),
        (SignUpState.WAITING, 2),
    ]
    assert (shift.roles[0].taken, shift.roles[0].waiting) == (1, 2)
    assert notices(third.asked_by) == ["sign-up-waiting"]


def test_without_a_limit_nobody_waits(session, join):
    shift = make_shift(capacity=None)

    states = {join(shift).state for _ in range(12)}

    assert states == {SignUpState.CONFIRMED}
    assert shift.roles[0].taken == 12


def test_the_organizers_decision_takes_no_place(session, join):
    shift = make_shift(make_opportunity(decision=Decision.BY_ORGANIZER), capacity=1)

    mine = join(shift)

    assert mine.state == SignUpState.REQUESTED
    assert shift.roles[0].taken == 0
    assert notices(mine.asked_by) == ["sign-up-requested"]


def test_the_same_request_sent_twice_is_one_sign_up(session, join):
    shift, account = make_shift(capacity=5), make_account()

    first = join(shift, account, key="pressed-twice")
    again = join(shift, account, key="pressed-twice")

    assert again.id == first.id
    assert shift.roles[0].taken == 1


def test_the_key_of_somebody_else_opens_nothing(session, join):
    shift = make_shift(capacity=5)
    theirs = join(shift, key="guessed")

    mine = join(shift, key="guessed")

    assert mine.id != theirs.id


def test_a_second_request_for_the_same_shift_is_refused(session, join):
    shift, account = make_shift(), make_account()
    join(shift, account)

    with pytest.raises(refusals.AlreadySignedUp):
        join(shift, account)

    assert shift.roles[0].taken == 1


def test_a_refusal_leaves_nothing_behind(session, join):
    shift, account = make_shift(capacity=1), make_account()
    join(shift, account)
    join(shift)

    with pytest.raises(refusals.AlreadySignedUp):
        join(shift, account)

    session.refresh(shift.roles[0])
    assert (shift.roles[0].taken, shift.roles[0].waiting, shift.roles[0].next_turn) == (1, 1, 2)


def test_two_shifts_at_the_same_time_clash_and_the_refusal_names_the_other(session, join):
    account = make_account()
    held = make_shift(make_opportunity(title="竹林整備"), starts_at=at(9), hours=3)
    join(held, account)

    with pytest.raises(refusals.Clash) as refused:
        join(make_shift(starts_at=at(11), hours=2), account)

    assert refused.value.parameters == {"title": "竹林整備", "starts_at": held.starts_at, "ends_at": held.ends_at}


def test_back_to_back_is_no_clash(session, join):
    account = make_account()
    join(make_shift(starts_at=at(9), hours=2), account)

    assert join(make_shift(starts_at=at(11), hours=2), account).state == SignUpState.CONFIRMED


def test_waiting_elsewhere_is_no_clash(session, join):
    account = make_account()
    full = make_shift(starts_at=at(9), capacity=1)
    join(full)
    join(full, account)

    assert join(make_shift(starts_at=at(9)), account).state == SignUpState.CONFIRMED


def test_a_period_clashes_with_nothing(session, join):
    account = make_account()
    join(make_shift(starts_at=at(9)), account)
    period = make_shift(starts_at=at(0), hours=48, timing=Timing.PERIOD)

    assert join(period, account).state == SignUpState.CONFIRMED


def refused_posts():
    """Each state of a post with the reason it gives."""
    elsewhere, not_needed = SignUpWay.ELSEWHERE, SignUpWay.NOT_NEEDED
    return [
        ({"status": OpportunityStatus.SUSPENDED}, {}, refusals.NotPublished),
        ({"sign_up_way": elsewhere}, {}, refusals.SignUpElsewhere),
        ({"sign_up_way": not_needed}, {}, refusals.SignUpNotNeeded),
        ({}, {"status": OrganizationStatus.SUSPENDED}, refusals.OrganizationSuspended),
        ({"status": OpportunityStatus.CLOSED}, {"status": OrganizationStatus.SUSPENDED}, refusals.NotPublished),
    ]


@pytest.mark.parametrize(("post", "group", "reason"), refused_posts())
def test_a_post_that_takes_no_sign_ups_gives_the_first_reason_that_holds(session, join, post, group, reason):
    shift = make_shift(make_opportunity(organization=make_organization(**group), **post))

    with pytest.raises(reason):
        join(shift)


def test_after_the_deadline_it_is_too_late_to_the_second(session, join):
    shift = make_shift(starts_at=at(9), sign_up_until_at=at(9) - timedelta(days=1))

    with time_machine.travel(shift.sign_up_until_at - timedelta(seconds=1), tick=False):
        assert join(shift).state == SignUpState.CONFIRMED
    with time_machine.travel(shift.sign_up_until_at, tick=False), pytest.raises(refusals.DeadlinePassed):
        join(shift)


def test_under_18_on_the_day_needs_consent(session, join):
    shift = make_shift(starts_at=tokyo_instant(date(2027, 1, 10), time(9)))
    turns_18 = date(2027, 1, 11)
    minor = make_account(
        person=make_person(adult_declared_at=None, adult_on=turns_18, birth_on_sealed=seal_date(date(2009, 1, 11)))
    )

    with time_machine.travel(tokyo_instant(date(2027, 1, 1))), pytest.raises(refusals.ConsentNeeded):
        join(shift, minor)


def test_18_on_the_very_day_is_an_adult(session, join):
    birthday = date(2027, 1, 10)
    shift = make_shift(starts_at=tokyo_instant(birthday, time(9)))
    adult = make_account(
        person=make_person(adult_declared_at=None, adult_on=birthday, birth_on_sealed=seal_date(date(2009, 1, 10)))
    )

    with time_machine.travel(tokyo_instant(date(2027, 1, 1))):
        assert join(shift, adult).state == SignUpState.CONFIRMED


def test_whoever_declared_nothing_is_taken_for_a_minor(session, join):
    undeclared = make_account(person=make_person(adult_declared_at=None))

    with pytest.raises(refusals.AgeUnknown):
        join(make_shift(), undeclared)


def test_a_minor_below_the_age_limit_is_told_the_limit_no_consent_helps_against(session, join):
    shift = make_shift(make_opportunity(min_age=18), starts_at=tokyo_instant(date(2027, 1, 10), time(9)))
    minor = make_account(
        person=make_person(
            adult_declared_at=None, adult_on=date(2028, 5, 14), birth_on_sealed=seal_date(date(2010, 5, 14))
        )
    )

    with time_machine.travel(tokyo_instant(date(2027, 1, 1))), pytest.raises(refusals.TooYoung):
        join(shift, minor)


@pytest.mark.parametrize(
    ("limits", "born_on", "reason"),
    [
        ({"min_age": 18}, None, None),
        ({"min_age": 20}, None, refusals.BirthDateNeeded),
        ({"max_age": 64}, None, refusals.BirthDateNeeded),
        ({"min_age": 20}, date(2007, 1, 11), refusals.TooYoung),
        ({"min_age": 20}, date(2007, 1, 10), None),
        ({"max_age": 39}, date(1987, 1, 10), refusals.TooOld),
        ({"max_age": 39}, date(1987, 1, 11), None),
    ],
)
def test_age_limits_hold_on_the_day_of_the_shift(session, join, limits, born_on, reason):
    shift = make_shift(make_opportunity(**limits), starts_at=tokyo_instant(date(2027, 1, 10), time(9)))
    account = make_account(person=make_person(birth_on_sealed=seal_date(born_on) if born_on else None))

    with time_machine.travel(tokyo_instant(date(2027, 1, 1))):
        if reason is None:
            assert join(shift, account).state == SignUpState.CONFIRMED
        else:
            with pytest.raises(reason):
                join(shift, account)


def test_the_places_left_that_lists_show_follow_each_sign_up(session, join):
    opportunity = make_opportunity(places_left=3, first_open_starts_at=at(9))
    shift = make_shift(opportunity, capacity=3)

    mine = join(shift)
    assert opportunity.places_left == 2

    actions.withdraw(sign_up=mine, by=make_account())
    assert opportunity.places_left == 3


def test_a_shift_that_is_over_takes_nobody(session, join):
    shift = make_shift(starts_at=now() - timedelta(hours=5), hours=2)

    with pytest.raises(refusals.ShiftOver):
        join(shift)
