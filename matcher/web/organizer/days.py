"""The days of an opportunity as its group sees them: which one a page is about, and how each stands."""

from datetime import datetime

from flask import abort

from matcher.clock import now
from matcher.domain.opportunities.models import Opportunity, Shift, ShiftStatus
from matcher.domain.signups.queries.board import ShiftCount, board
from matcher.web.asked import asked_number


def chosen_day(opportunity: Opportunity) -> Shift | None:
    """The day the address asks for, else the next to come, else the last; 404 for a day that is not of this one."""
    asked = asked_number("shift")
    if asked is not None:
        return next((shift for shift in opportunity.shifts if shift.id == asked), None) or abort(404)
    coming = [shift for shift in opportunity.shifts if shift.is_to_come(now())]
    return next(iter(coming), None) or next(iter(opportunity.shifts[-1:]), None)


def days_beside(opportunity: Opportunity, chosen: Shift) -> tuple[list[tuple[ShiftCount, str]], ShiftCount | None]:
    """The days that are over, or those still to come, whichever the chosen one is among, each with its state's code;
    and the one of the other days that is nearest to now.
    """
    moment = now()
    days = board(opportunity.id)
    over, coming = [day for day in days if day.ends_at <= moment], [day for day in days if day.ends_at > moment]
    is_over = chosen.ends_at <= moment
    beside, nearest = (over, coming[:1]) if is_over else (coming, over[-1:])
    return [(day, state_of(day, moment)) for day in beside], next(iter(nearest), None)


def state_of(day: ShiftCount, at: datetime) -> str:
    """The code of the state in which the day stands, as matcher/words/statuses.py knows it."""
    if day.status != ShiftStatus.SCHEDULED:
        return day.status.value
    if day.ends_at <= at:
        return "ended"
    if day.missing:
        return "short"
    if day.capacity is not None and day.taken >= day.capacity:
        return "ready"
    return "deadline-passed" if day.sign_up_until_at <= at else "open"
