"""A ticked criterion must not contradict the days and the place of the post that ticks it."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from jpholiday import JPHoliday

from matcher.clock import today, tokyo_instant
from matcher.domain.audit.actions import CLI
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities import actions, rules
from matcher.domain.opportunities.judging import contradicted_criteria
from matcher.domain.opportunities.models import AttendanceMode, Joining, Opportunity, OpportunityStatus, Timing
from matcher.domain.opportunities.shift_actions import add_shift
from tests.support.contents import in_days, opportunity_content, shift_content
from tests.support.factories import make_member, make_organization, make_staff

pytestmark = pytest.mark.usefixtures("app")

TUESDAY, SATURDAY = 1, 5


def next_(weekday: int, at: time, *, is_holiday: bool = False) -> datetime:
    """That hour on the first such weekday at least a week from today that is a holiday, or is none."""
    days = (today() + timedelta(days=ahead) for ahead in range(7, 3650))
    on = next(day for day in days if day.weekday() == weekday and JPHoliday().is_holiday(day) == is_holiday)
    return tokyo_instant(on, at)


EVENING = (next_(TUESDAY, time(18)), 1.5)
HOLIDAY_EVENING = (next_(TUESDAY, time(19), is_holiday=True), 1.5)
LATE_AFTERNOON = (next_(TUESDAY, time(17, 59)), 1.5)
SATURDAY_EVENING = (next_(SATURDAY, time(19)), 1.5)
LONG_MORNING = (next_(SATURDAY, time(9)), 2.5)


def ticking(criterion: str, *days: tuple[datetime, float], **facts: Any) -> Opportunity:
    opportunity = actions.draft(make_organization(), opportunity_content(criteria=(criterion,), **facts), by=CLI)
    for begins, hours in days:
        add_shift(opportunity, shift_content(starts_at=begins, hours=hours), by=CLI)
    return opportunity


def contradicted(opportunity: Opportunity) -> list[str]:
    return [one.code for one in contradicted_criteria(opportunity, current_plan().criteria)]


@pytest.mark.parametrize(
    ("criterion", "days"),
    [
        ("weekday_evening", [EVENING]),
        ("weekday_evening", [SATURDAY_EVENING, EVENING]),
        ("short", [EVENING]),
        ("short", [(EVENING[0], 2)]),
        ("short", []),
        ("weekday_evening", []),
        ("seated", [LONG_MORNING]),
    ],
)
def test_a_tick_that_some_day_bears_out_or_nothing_can_judge_stands(criterion: str, days: list[Any]) -> None:
    assert contradicted(ticking(criterion, *days)) == []


@pytest.mark.parametrize(
    ("criterion", "days"),
    [
        ("weekday_evening", [LATE_AFTERNOON]),
        ("weekday_evening", [SATURDAY_EVENING, LONG_MORNING]),
        ("weekday_evening", [HOLIDAY_EVENING]),
        ("short", [LONG_MORNING]),
    ],
)
def test_a_tick_that_no_day_bears_out_is_named(criterion: str, days: list[Any]) -> None:
    assert contradicted(ticking(criterion, *days)) == [criterion]


def test_of_a_course_every_day_must_bear_it_out() -> None:
    course = ticking("weekday_evening", EVENING, SATURDAY_EVENING, joining=Joining.ALL_SHIFTS)

    assert contradicted(course) == ["weekday_evening"]


def test_a_period_has_no_hours_to_judge_by() -> None:
    opportunity = ticking("short")
    begins = in_days(10, time(0))
    period = shift_content(starts_at=begins, hours=240, timing=Timing.PERIOD, sign_up_until_at=begins)

    add_shift(opportunity, period, by=CLI)

    assert contradicted(opportunity) == []


def test_a_day_that_is_over_bears_nothing_out() -> None:
    over = EVENING[0] - timedelta(days=28)

    assert contradicted(ticking("weekday_evening", (over, 1.5), SATURDAY_EVENING)) == ["weekday_evening"]


@pytest.mark.parametrize(
    ("mode", "found"),
    [(AttendanceMode.ON_SITE, ["online"]), (AttendanceMode.ONLINE, []), (AttendanceMode.BOTH, []), (None, [])],
)
def test_from_home_is_contradicted_by_a_post_that_is_at_its_venue_only(
    mode: AttendanceMode | None, found: list[str]
) -> None:
    assert contradicted(ticking("online", attendance_mode=mode)) == found


def test_what_contradicts_itself_may_be_kept_as_a_draft_but_not_handed_in() -> None:
    member = make_member(make_organization())
    opportunity = ticking("weekday_evening", LONG_MORNING, audiences=("women",))

    with pytest.raises(rules.CriterionContradicted) as refusal:
        actions.submit(opportunity, by=member)

    assert refusal.value.parameters == {
        "criteria": ["平日の夜"],
        "hints": ["祝日でない月曜から金曜の、18時以降に始まります"],
    }
    assert opportunity.status == OpportunityStatus.DRAFT


def test_what_came_to_contradict_itself_while_it_waited_is_not_approved() -> None:
    opportunity = ticking("short", EVENING)
    actions.submit(opportunity, by=make_member(opportunity.organization))
    opportunity.shifts[0].ends_at += timedelta(hours=3)

    with pytest.raises(rules.CriterionContradicted):
        actions.approve(opportunity, by=make_staff())

    assert opportunity.status == OpportunityStatus.SUBMITTED
