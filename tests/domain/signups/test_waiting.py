"""The waiting list: its order, who is promoted when a place frees, who is passed over."""

from datetime import timedelta

import time_machine

from matcher.domain.audit.models import AuditEntry
from matcher.domain.signups import actions
from tests.support.days import at
from tests.support.factories import make_account, make_member, make_opportunity, make_shift
from tests.support.reading import audit_acts, notices


def leave(sign_up):
    actions.withdraw(sign_up=sign_up, by=make_account())


def states(*sign_ups):
    return [sign_up.state.value for sign_up in sign_ups]


def test_the_first_in_line_gets_the_freed_place(session, join):
    shift = make_shift(capacity=1)
    held, first, second = join(shift), join(shift), join(shift)

    leave(held)

    assert states(held, first, second) == ["withdrawn", "confirmed", "waiting"]
    assert (shift.roles[0].taken, shift.roles[0].waiting) == (1, 1)
    assert notices(first.asked_by) == ["sign-up-waiting", "sign-up-promoted"]
    assert audit_acts(first) == ["sign-up", "promote-sign-up"]


def test_who_comes_back_stands_at_the_end(session, join):
    shift, account = make_shift(capacity=1), make_account()
    held, mine, next_one = join(shift), join(shift, account), join(shift)

    leave(mine)
    again = join(shift, account)
    leave(held)

    assert states(next_one, again) == ["confirmed", "waiting"]
    assert (mine.turn, next_one.turn, again.turn) == (1, 2, 3)


def test_who_left_the_line_promotes_nobody(session, join):
    shift = make_shift(capacity=1)
    held, first, second = join(shift), join(shift), join(shift)

    leave(first)

    assert states(held, first, second) == ["confirmed", "withdrawn", "waiting"]
    assert (shift.roles[0].taken, shift.roles[0].waiting) == (1, 1)


def test_more_places_take_as_many_as_wait(session, join):
    shift = make_shift(capacity=1)
    waiting = [join(shift), join(shift), join(shift), join(shift)][1:]

    actions.change_capacity(role=shift.roles[0], capacity=3, by=make_account())

    assert states(*waiting) == ["confirmed", "confirmed", "waiting"]


def test_no_limit_takes_everybody_who_waits(session, join):
    shift = make_shift(capacity=1)
    waiting = [join(shift), join(shift), join(shift)][1:]

    actions.change_capacity(role=shift.roles[0], capacity=None, by=make_account())

    assert states(*waiting) == ["confirmed", "confirmed"]


def test_who_holds_another_place_at_that_time_is_passed_over_and_keeps_the_turn(session, join):
    account = make_account()
    shift, other = make_shift(starts_at=at(9), capacity=1), make_shift(starts_at=at(10))
    held, busy, next_one = join(shift), join(shift, account), join(shift)
    join(other, account)

    leave(held)

    assert states(busy, next_one) == ["waiting", "confirmed"]
    passed = session.query(AuditEntry).filter_by(act="pass-over-sign-up", subject_id=busy.id).one()
    assert passed.reason == "clash"


def test_who_was_passed_over_gets_the_place_when_the_other_day_is_given_up(session, join):
    account = make_account()
    shift, other = make_shift(starts_at=at(9), capacity=1), make_shift(starts_at=at(10))
    held, busy = join(shift), join(shift, account)
    elsewhere = join(other, account)
    leave(held)

    leave(elsewhere)

    assert states(busy) == ["confirmed"]


def test_a_newcomer_gets_the_place_nobody_in_line_can_take(session, join):
    account = make_account()
    shift, other = make_shift(starts_at=at(9), capacity=1), make_shift(starts_at=at(10))
    held, busy = join(shift), join(shift, account)
    join(other, account)
    leave(held)

    newcomer = join(shift)

    assert states(busy, newcomer) == ["waiting", "confirmed"]
    assert (shift.roles[0].taken, shift.roles[0].waiting) == (1, 1)
    assert notices(newcomer.asked_by) == ["sign-up-promoted"]


def test_after_the_deadline_nobody_is_promoted_and_the_group_is_told(session, join):
    shift = make_shift(starts_at=at(9), capacity=1, sign_up_until_at=at(9) - timedelta(days=1))
    organizer = make_member(shift.opportunity.organization)
    held, waiting = join(shift), join(shift)

    with time_machine.travel(at(9) - timedelta(hours=3)):
        leave(held)

    assert states(held, waiting) == ["withdrawn", "waiting"]
    assert notices(organizer.person) == ["late-withdrawal"]


def test_waiting_runs_out_when_the_shift_is_over(session, join):
    shift = make_shift(starts_at=at(9), capacity=1)
    held, waiting = join(shift), join(shift)

    with time_machine.travel(at(11)):
        ended = actions.end_unanswered()

    assert ended == 1
    assert states(held, waiting) == ["confirmed", "expired"]
    assert shift.roles[0].waiting == 0
    assert notices(waiting.asked_by)[-1] == "sign-up-expired"


def test_leaving_everything_frees_each_place(session, join):
    account = make_account()
    first, second = make_shift(starts_at=at(9), capacity=1), make_shift(starts_at=at(9, 12), capacity=1)
    join(first, account)
    join(second, account)
    next_ones = [join(first), join(second)]

    count = actions.withdraw_all(person=account.person, by=account)

    assert count == 2
    assert states(*next_ones) == ["confirmed", "confirmed"]
    assert notices(account.person).count("sign-up-withdrawn") == 2


def test_two_lines_that_wait_for_each_other_are_both_served(session, join):
    account = make_account()
    opportunity = make_opportunity()
    first = make_shift(opportunity, starts_at=at(9), capacity=1)
    second = make_shift(opportunity, starts_at=at(9, 12), capacity=1)
    held = [join(first, account), join(second, account)]
    waiting = [join(first), join(second)]

    for sign_up in held:
        leave(sign_up)

    assert states(*waiting) == ["confirmed", "confirmed"]


def test_what_was_told_to_the_group_is_forgotten_when_the_day_is_over(session, join):
    over, coming = make_shift(starts_at=at(9)), make_shift(starts_at=at(9, 20))
    told = [join(over), join(coming)]
    for sign_up in told:
        sign_up.message = "座ってする仕事がよいです"
    session.flush()

    with time_machine.travel(at(11)):
        forgotten = actions.forget_messages()

    assert forgotten == 1
    assert [sign_up.message for sign_up in told] == [None, "座ってする仕事がよいです"]
