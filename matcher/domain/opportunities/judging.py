"""What an opportunity claims of itself against what its days and its place say: a tick must not contradict them.

Which criterion is judged by which rule stands in the plan file. What cannot be judged (a period without hours, a post
without days or without a place) contradicts nothing. Pure.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from matcher.clock import TOKYO
from matcher.clock import now as present
from matcher.domain.city.taxonomy import Criterion
from matcher.domain.opportunities.models import AttendanceMode, Opportunity, Shift, TagTaxonomy
from matcher.weekdays import is_weekday

SHORT = timedelta(hours=2)
EVENING = 18


def contradicted_criteria(
    opportunity: Opportunity, criteria: Iterable[Criterion], *, now: datetime | None = None
) -> list[Criterion]:
    """Those of the plan's criteria that are ticked although the opportunity's own data contradict them."""
    moment = now or present()
    ticked = opportunity.codes(TagTaxonomy.CRITERION)
    return [one for one in criteria if one.code in ticked and not _may_be_true(one, opportunity, moment)]


def _may_be_true(criterion: Criterion, opportunity: Opportunity, now: datetime) -> bool:
    if criterion.judged_by is None:
        return True
    if criterion.judged_by == "not-on-site-only":
        return opportunity.attendance_mode != AttendanceMode.ON_SITE
    return _on_its_days(opportunity, now, DAY_RULES[criterion.judged_by])


def _on_its_days(opportunity: Opportunity, now: datetime, fits: Callable[[Shift], bool]) -> bool:
    """One fitting day to come is enough where one chooses among the days; of a course every day must fit."""
    verdicts = [not shift.is_timed or fits(shift) for shift in opportunity.shifts if shift.is_to_come(now)]
    enough = all if opportunity.is_course else any
    return not verdicts or enough(verdicts)


def _is_short(shift: Shift) -> bool:
    return shift.ends_at - shift.starts_at <= SHORT


def _is_weekday_evening(shift: Shift) -> bool:
    begins = shift.starts_at.astimezone(TOKYO)
    return is_weekday(begins.date()) and begins.hour >= EVENING


DAY_RULES: dict[str, Callable[[Shift], bool]] = {
    "within-two-hours": _is_short,
    "weekday-evening": _is_weekday_evening,
}
