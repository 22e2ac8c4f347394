"""A day more for what is public."""

from datetime import time, timedelta

import pytest
import time_machine
from sqlalchemy import select

from matcher.clock import today
from matcher.db import db
from matcher.domain.notifications.models import Notification
from matcher.domain.opportunities.content import RoleContent
from matcher.domain.opportunities.models import (
    Joining,
    OpportunityStatus,
    OpportunityTag,
    TagTaxonomy,
    Timing,
)
from matcher.domain.opportunities.rules import CriterionContradicted, ShiftTwice
from matcher.domain.opportunities.states import WrongState
from matcher.domain.signups import actions
from matcher.domain.signups.invariants import invariants
from matcher.domain.signups.models import SignUpState
from matcher.domain.signups.rules import changes, refusals
from matcher.errors import Conflict
from tests.support.contents import in_days, shift_content
from tests.support.days import at
from tests.support.factories import make_account, make_opportunity, make_shift
from tests.support.reading import audit_acts, notices


@pytest.fixture
def by(session):
    return make_account()


@pytest.fixture
def course(session):
    """A course of two days in which nobody is yet."""
    opportunity = make_opportunity(joining=Joining.ALL_SHIFTS)
    for days in (5, 12):
        make_shift(opportunity, starts_at=at(9, days))
    session.refresh(opportunity)
    return opportunity


def add_day(opportunity, by, *, days=17, version=None, **facts):
    content = shift_content(starts_at=facts.pop("starts_at", in_days(days)), **facts)
    seen = opportunity.version if version is None else version
    return actions.add_published_shift(opportunity=opportunity, content=content, by=by, version=seen)


def test_a_day_is_added_and_somebody_signs_up_for_it(join, by):
    opportunity = make_shift(capacity=3).opportunity
    seen = opportunity.version

    added = add_day(opportunity, by)

    assert opportunity.shifts[-1] is added
    assert opportunity.version == seen + 1
    assert join(added).state == SignUpState.CONFIRMED
    assert audit_acts(added) == ["add-published-shift"]


def test_lists_know_the_first_day_and_all_places_at_once(join, by):
    opportunity = make_shift(capacity=3).opportunity

    add_day(opportunity, by, days=4)

    assert (opportunity.first_open_starts_at, opportunity.places_left) == (in_days(4), 13)
    assert [finding for finding in invariants() if not finding.holds] == []


def test_a_post_whose_days_are_over_goes_on(session, by):
    opportunity = make_shift(starts_at=at(9, -3)).opportunity
    assert opportunity.first_open_starts_at is None

    add_day(opportunity, by)

    assert opportunity.first_open_starts_at == in_days(17)


def test_whoever_waits_is_told_of_the_new_day_and_whoever_has_a_place_is_not(join, by):
    shift = make_shift(capacity=1)
    held, waiting = join(shift), join(shift)

    add_day(shift.opportunity, by)

    assert notices(held.asked_by) == ["sign-up-confirmed"]
    assert notices(waiting.asked_by) == ["sign-up-waiting", "opportunity-changed"]
    told = db.session.scalars(select(Notification).where(Notification.recipient_id == waiting.asked_by_id)).all()[-1]
    assert told.parameters["changes"] == [{"name": "new_day_on", "after": (today() + timedelta(days=17)).isoformat()}]


def test_who_waited_for_a_day_that_is_over_is_left_alone(join, by):
    shift = make_shift(capacity=1)
    waiting = [join(shift), join(shift)][1]

    with time_machine.travel(at(12)):
        add_day(shift.opportunity, by, days=20)

    assert notices(waiting.asked_by) == ["sign-up-waiting"]


@pytest.mark.parametrize(
    "facts",
    [
        {"starts_at": in_days(-365)},
        {"starts_at": in_days(0, time(0)), "hours": 23.9},
        {"starts_at": in_days(-9, time(0)), "hours": 48, "timing": Timing.PERIOD},
    ],
)
def test_a_day_that_has_begun_is_not_added(session, by, facts):
    opportunity = make_shift().opportunity

    with time_machine.travel(at(12, 0)), pytest.raises(changes.DayGone) as refused:
        add_day(opportunity, by, **facts)

    assert refused.value.field == "on"
    assert len(opportunity.shifts) == 1


def test_a_period_that_goes_on_is_added(session, by):
    opportunity = make_shift().opportunity

    add_day(opportunity, by, starts_at=in_days(-9, time(0)), hours=24 * 30, timing=Timing.PERIOD)

    assert len(opportunity.shifts) == 2


def test_the_same_day_is_not_added_twice(session, by):
    opportunity = make_shift().opportunity
    add_day(opportunity, by)

    with pytest.raises(ShiftTwice):
        add_day(opportunity, by)


def test_what_somebody_else_changed_meanwhile_is_looked_at_again(session, by):
    opportunity = make_shift().opportunity
    seen = opportunity.version
    add_day(opportunity, by)

    with pytest.raises(Conflict):
        add_day(opportunity, by, days=24, version=seen)


def test_a_course_gets_a_day_while_nobody_is_in_it(course, join, by):
    actions.withdraw(sign_up=join(course.shifts[0]), by=by)

    add_day(course, by)

    assert len(course.shifts) == 3
    join(course.shifts[0])
    assert [role.taken for shift in course.shifts for role in shift.roles] == [1, 1, 1]


def test_a_course_keeps_the_days_people_signed_up_for(course, join, by):
    join(course.shifts[0])

    with pytest.raises(changes.CourseHasSignUps):
        add_day(course, by)

    assert len(course.shifts) == 2


def test_a_course_has_the_same_roles_on_every_day(course, by):
    with pytest.raises(changes.CourseRolesDiffer):
        add_day(course, by, roles=(RoleContent(name="見学", capacity=3),))

    assert len(course.shifts) == 2


def test_nobody_signs_up_for_a_course_without_the_day_that_came_meanwhile(session, course, join):
    seen = course.shifts
    make_shift(course, starts_at=at(9, 19))

    assert len(seen) == 2
    with pytest.raises(refusals.CourseGrew):
        join(seen[0])

    session.refresh(course)
    assert [role.taken for shift in course.shifts for role in shift.roles] == [0, 0, 0]


def test_a_day_that_contradicts_a_tick_is_refused(session, course, by):
    course.tags.append(OpportunityTag(taxonomy=TagTaxonomy.CRITERION, code="short"))

    with pytest.raises(CriterionContradicted):
        add_day(course, by, hours=4)

    assert len(course.shifts) == 2


def test_a_day_of_a_suspended_post_is_open_when_it_is_shown_again(join, by):
    shift = make_shift(capacity=1)
    opportunity, waiting = shift.opportunity, [join(shift), join(shift)][1]
    actions.suspend_opportunity(opportunity=opportunity, by=by, reason="確かめています")

    added = add_day(opportunity, by)

    with pytest.raises(refusals.NotPublished):
        join(added)
    assert notices(waiting.asked_by)[-1] == "opportunity-suspended"
    actions.resume_opportunity(opportunity=opportunity, by=by)
    assert join(added).state == SignUpState.CONFIRMED


@pytest.mark.parametrize(
    "status",
    [OpportunityStatus.DRAFT, OpportunityStatus.SUBMITTED, OpportunityStatus.CLOSED, OpportunityStatus.CANCELLED],
)
def test_only_what_is_public_or_suspended_gets_a_day_this_way(session, by, status):
    opportunity = make_opportunity(status=status)

    with pytest.raises(WrongState):
        add_day(opportunity, by)

    assert opportunity.shifts == []
