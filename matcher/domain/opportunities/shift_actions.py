"""The days of an opportunity before it is public: adding, changing, removing, repeating, copying them.

One more for a public post: signups.actions.adding.
"""

from datetime import date, timedelta

from matcher.clock import tokyo_date
from matcher.db import db
from matcher.domain.audit.actions import Actor, record
from matcher.domain.opportunities import rules
from matcher.domain.opportunities.content import RoleContent, ShiftContent
from matcher.domain.opportunities.counters import refresh_counters
from matcher.domain.opportunities.models import Opportunity, Shift, ShiftRole, ShiftStatus
from matcher.domain.opportunities.states import check_editable
from matcher.domain.opportunities.timing import Rhythm, repeated_days, same_weekday_later, years_until_future

COLUMNS = ("timing", "starts_at", "ends_at", "sign_up_until_at", "label", "allows_teams")


def add_shift(opportunity: Opportunity, content: ShiftContent, *, by: Actor) -> Shift:
    """A new day of a draft. Raises WrongState and the errors of `write_shift`."""
    shift = add_uncounted_shift(opportunity, content, by=by)
    refresh_counters(opportunity)
    return shift


def add_uncounted_shift(opportunity: Opportunity, content: ShiftContent, *, by: Actor) -> Shift:
    """The same for one of many: the caller counts again when all are there, with `counters.count_again`."""
    check_editable(opportunity.status)
    shift = _write(opportunity, content)
    db.session.flush()
    record("add-shift", shift, by=by, changes=recorded(content))
    return shift


def write_shift(opportunity: Opportunity, content: ShiftContent) -> Shift:
    """A new day, whatever the opportunity's state; the log is its caller's.

    Raises ShiftTwice, TooManyShifts and the errors of `rules.check_shift`.
    """
    shift = _write(opportunity, content)
    refresh_counters(opportunity)
    return shift


def _write(opportunity: Opportunity, content: ShiftContent) -> Shift:
    rules.check_shift(content)
    rules.check_new_shift(content, opportunity.shifts)
    shift = _made(content)
    opportunity.shifts.append(shift)
    return shift


def change_shift(shift: Shift, content: ShiftContent, *, by: Actor, version: int) -> None:
    """Write a day of a draft anew, its roles too. `version`: the one its writer saw.

    Raises Conflict, WrongState, ShiftTwice and the errors of `rules.check_shift`.
    """
    check_editable(shift.opportunity.status)
    rules.check_unchanged(version, shift.version)
    rules.check_shift(content)
    rules.check_new_shift(content, [other for other in shift.opportunity.shifts if other is not shift])
    shift.roles = []
    db.session.flush()  # the old names must be gone before the new ones come
    for name in COLUMNS:
        setattr(shift, name, getattr(content, name))
    shift.roles = _roles(content)
    record("change-shift", shift, by=by, changes=recorded(content))
    refresh_counters(shift.opportunity)


def remove_shift(shift: Shift, *, by: Actor) -> None:
    """Take a day out of a draft. Raises WrongState."""
    opportunity = shift.opportunity
    check_editable(opportunity.status)
    record("remove-shift", shift, by=by, changes={"starts_at": shift.starts_at})
    opportunity.shifts.remove(shift)
    refresh_counters(opportunity)


def repeat_shift(shift: Shift, rhythm: Rhythm, count: int, *, by: Actor) -> list[Shift]:
    """The same day again `count` times in that rhythm; what is there already is not made twice.

    Raises WrongState, TooManyShifts.
    """
    check_editable(shift.opportunity.status)
    first_on = tokyo_date(shift.starts_at)
    there = {(other.starts_at, other.ends_at, other.label) for other in shift.opportunity.shifts}
    moves = [day - first_on for day in repeated_days(first_on, rhythm, count)]
    wanted = [moved(shift, move) for move in moves]
    return [
        add_shift(shift.opportunity, content, by=by)
        for content in wanted
        if (content.starts_at, content.ends_at, content.label) not in there
    ]


def copy_shifts(opportunity: Opportunity, copy: Opportunity, *, after: date) -> None:
    """Give the copy the days of the opportunity in the first year in which they begin after that day.

    The first falls on the same weekday of the same week of its month; all others keep their distance from it, so that
    a weekend stays a weekend and a course its rhythm. What was called off is left out.
    """
    held = [shift for shift in opportunity.shifts if shift.status == ShiftStatus.SCHEDULED]
    if held:
        first_on = tokyo_date(held[0].starts_at)
        move = same_weekday_later(first_on, years_until_future(first_on, after)) - first_on
        copy.shifts += [_made(moved(shift, move)) for shift in held]


def moved(shift: Shift, move: timedelta) -> ShiftContent:
    """The day as it is, moved by whole days; Tokyo's clocks never change, so hours stay."""
    roles = tuple(
        RoleContent(name=role.name, capacity=role.capacity, minimum=role.minimum, requirement=role.requirement)
        for role in shift.roles
    )
    return ShiftContent(
        timing=shift.timing,
        starts_at=shift.starts_at + move,
        ends_at=shift.ends_at + move,
        sign_up_until_at=shift.sign_up_until_at + move,
        label=shift.label,
        allows_teams=shift.allows_teams,
        roles=roles,
    )


def _made(content: ShiftContent) -> Shift:
    return Shift(**{name: getattr(content, name) for name in COLUMNS}, roles=_roles(content))


def _roles(content: ShiftContent) -> list[ShiftRole]:
    return [
        ShiftRole(name=role.name, capacity=role.capacity, minimum=role.minimum, requirement=role.requirement)
        for role in content.roles
    ]


def recorded(content: ShiftContent) -> dict[str, object]:
    """A day as the log keeps it: its hours, and the places of each role."""
    places = [role.capacity for role in content.roles]
    return {"starts_at": content.starts_at, "ends_at": content.ends_at, "capacity": places}
