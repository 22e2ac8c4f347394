"""Courses: joined and left as a whole, all days or none."""

import pytest
from sqlalchemy import select

from matcher.db import db
from matcher.domain.notifications.models import Notification
from matcher.domain.opportunities.models import Joining
from matcher.domain.signups import actions
from matcher.domain.signups.models import SignUp, SignUpState
from matcher.domain.signups.rules import refusals
from tests.support.days import at
from tests.support.factories import make_account, make_opportunity, make_shift
from tests.support.reading import notices


def course(capacities):
    opportunity = make_opportunity(joining=Joining.ALL_SHIFTS)
    shifts = [make_shift(opportunity, starts_at=at(9, day), capacity=size) for day, size in enumerate(capacities, 10)]
    db.session.refresh(opportunity)
    return shifts


def test_a_course_is_joined_as_a_whole(session, join):
    first, second, third = course([5, 5, 5])

    mine = join(second)

    assert [shift.roles[0].taken for shift in (first, second, third)] == [1, 1, 1]
    assert mine.shift_id == second.id
    assert notices(mine.asked_by) == ["sign-up-confirmed"]


def test_whoever_joins_or_leaves_a_course_is_told_of_all_its_days(session, join):
    shifts = course([5, 5, 5])
    mine = join(shifts[1])

    actions.withdraw(sign_up=mine, by=make_account())

    told = session.scalars(select(Notification.parameters).where(Notification.recipient_id == mine.asked_by_id)).all()
    days = [shift.starts_at.isoformat() for shift in shifts]
    assert [[day["starts_at"] for day in each["course"]] for each in told] == [days, days]


def test_a_course_with_one_full_day_takes_nobody_on_any_day(session, join):
    first, second, third = course([5, 1, 5])
    join(first)

    with pytest.raises(refusals.CourseFull):
        join(first)

    for shift in (first, second, third):
        session.refresh(shift.roles[0])
    assert [shift.roles[0].taken for shift in (first, second, third)] == [1, 1, 1]
    assert second.roles[0].waiting == 0


def test_leaving_a_course_leaves_all_its_days(session, join):
    first, second = course([5, 5])
    mine = join(first)

    actions.withdraw(sign_up=mine, by=make_account())

    assert {each.state for each in session.query(SignUp)} == {SignUpState.WITHDRAWN}
    assert [shift.roles[0].taken for shift in (first, second)] == [0, 0]
