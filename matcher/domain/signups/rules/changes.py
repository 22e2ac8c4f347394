"""What bounds the acts of organizers and companies on places and days."""

from collections.abc import Collection
from datetime import datetime

from matcher.domain.opportunities.content import OpportunityContent, ShiftContent
from matcher.domain.opportunities.models import Shift, ShiftRole, ShiftStatus, Timing
from matcher.domain.organizations.models import Organization
from matcher.domain.signups.rules.refusals import Refusal, of_the_day, of_the_post
from matcher.errors import DomainError


class NoPlaceLeft(DomainError):
    """All places are taken: put on the waiting list, or raise the number of places."""

    code = "no-place-left"


class ApplicantHindered(DomainError):
    """The applicant cannot take the place now: another place at that time, age or consent. Which, is not told."""

    code = "applicant-hindered"


class CapacityBelowTaken(DomainError):
    """Fewer places than the `taken` ones: nobody is sent away for it."""

    code = "capacity-below-taken"
    field = "capacity"


class CapacityBelowMinimum(DomainError):
    """Fewer places than the `minimum` the shift needs to take place."""

    code = "capacity-below-minimum"
    field = "capacity"


class CapacityNotPositive(DomainError):
    """A number of places is at least one."""

    code = "capacity-not-positive"
    field = "capacity"


class ReasonNeeded(DomainError):
    """Somebody is turned down or a day is called off: the reason is told, so it must be there."""

    code = "reason-is-told"
    field = "reason"


class ShiftNotToCome(DomainError):
    """The shift is over or called off: it stays as it was."""

    code = "shift-not-to-come"


class AttendanceRecorded(DomainError):
    """Somebody's coming is written down already: what happened is neither moved, called off nor taken away."""

    code = "attendance-recorded"


class TookPart(DomainError):
    """One's own coming is written down already: there is nothing to take back."""

    code = "took-part"


class WaysStay(DomainError):
    """People are signed up: how one signs up, joins and is chosen is what they agreed to."""

    code = "ways-to-join-stay"


class DayGone(DomainError):
    """A day is added to a public post that has begun already: nobody could sign up for it."""

    code = "shift-day-gone"
    field = "on"


class CourseHasSignUps(DomainError):
    """People signed up for all days of the course: they did not say yes to one more."""

    code = "course-has-sign-ups"


class CourseRolesDiffer(DomainError):
    """One joins a course in the same role on every day: a new day has the roles of the others."""

    code = "course-roles-differ"
    field = "roles"


class PlacesWouldBeLost(DomainError):
    """At the new time `count` people hold another place and would lose this one: whoever moves it is asked first."""

    code = "places-would-be-lost"


class MovedToPast(DomainError):
    """A shift is moved to a time still to come."""

    code = "shift-moved-to-past"
    field = "starts_at"


class EndsBeforeStart(DomainError):
    """A shift ends after it starts."""

    code = "shift-ends-before-start"
    field = "ends_at"


class DeadlineAfterStart(DomainError):
    """Sign-up ends at the latest when the shift starts."""

    code = "shift-closes-after-start"
    field = "sign_up_until_at"


class TeamsNotAllowed(Refusal):
    """The shift takes single people only."""

    code = "teams-not-allowed"


class NotACompany(Refusal):
    """Only a registered company (or school) holds seats by head-count."""

    code = "not-a-company"


class SeatsNotLeft(Refusal):
    """Fewer places are free than seats asked for; `places_left` are."""

    code = "seats-not-left"
    field = "seats"


class SeatsAlreadyHeld(Refusal):
    """The organization holds seats in this role already: change their number instead."""

    code = "seats-already-held"


class SeatsOutOfRange(DomainError):
    """One seat at least, `most` at most at a time."""

    code = "seats-out-of-range"
    field = "seats"


MOST_SEATS = 200


def check_capacity(role: ShiftRole, capacity: int | None) -> None:
    """A new number of places is positive and not below the minimum. Raises CapacityNotPositive, -BelowMinimum."""
    if capacity is not None and capacity < 1:
        raise CapacityNotPositive
    if capacity is not None and capacity < role.minimum:
        raise CapacityBelowMinimum(minimum=role.minimum)


def check_still_to_come(shift: Shift, at: datetime) -> None:
    """Only a scheduled shift that is not over can be changed. Raises ShiftNotToCome."""
    if shift.status != ShiftStatus.SCHEDULED or shift.ends_at <= at:
        raise ShiftNotToCome


def check_nothing_recorded(sign_up_ids: Collection[int]) -> None:
    """None of the sign-ups concerned has an attendance. Raises AttendanceRecorded."""
    if sign_up_ids:
        raise AttendanceRecorded


def check_known_to_leave(leaving: int, known: int | None) -> None:
    """Nobody loses a place unknown to whoever moves the shift (None: does not ask). Raises PlacesWouldBeLost."""
    if known is not None and leaving > known:
        raise PlacesWouldBeLost(count=leaving)


def check_new_time(shift: Shift, starts_at: datetime, ends_at: datetime, until_at: datetime, at: datetime) -> None:
    """The new time is to come, in order, and its deadline not after the start (of a period: the end).

    Raises MovedToPast, EndsBeforeStart, DeadlineAfterStart.
    """
    if ends_at <= starts_at:
        raise EndsBeforeStart
    if (starts_at if shift.is_timed else ends_at) <= at:
        raise MovedToPast
    if until_at > (starts_at if shift.is_timed else ends_at):
        raise DeadlineAfterStart


def check_ways_stay(before: OpportunityContent, after: OpportunityContent, *, is_joined: bool) -> None:
    """Where anybody is signed up, how one signs up, joins and is chosen stays. Raises WaysStay."""
    ways = ("sign_up_way", "joining", "decision")
    if is_joined and any(getattr(before, way) != getattr(after, way) for way in ways):
        raise WaysStay


def check_added_day(day: ShiftContent, at: datetime) -> None:
    """A day added to a public post has not begun (a period: is not over). Raises DayGone."""
    if (day.starts_at if day.timing == Timing.TIMED else day.ends_at) <= at:
        raise DayGone


def check_roles_of_course(day: ShiftContent, others: Collection[Shift]) -> None:
    """A new day of a course has the roles of its other days, by name. Raises CourseRolesDiffer."""
    names = {role.name for role in day.roles}
    if any({role.name for role in other.roles} != names for other in others):
        raise CourseRolesDiffer


def check_may_hold_seats(organization: Organization, shift: Shift, seats: int, at: datetime) -> None:
    """A company with an approved registration holds seats where teams are welcome.

    Raises a Refusal, SeatsOutOfRange.
    """
    if not (organization.is_public and organization.kind in ("company", "school")):
        raise NotACompany
    against = of_the_post(shift) or of_the_day(shift, at)
    if against is not None:
        raise against
    if not shift.allows_teams:
        raise TeamsNotAllowed
    check_seats(seats)


def check_seats(seats: int) -> None:
    """A number of seats one can ask for. Raises SeatsOutOfRange."""
    if not 1 <= seats <= MOST_SEATS:
        raise SeatsOutOfRange(most=MOST_SEATS)


def check_reason(reason: str | None) -> str:
    """The reason as it is told. Raises ReasonNeeded where there is none."""
    if not reason or not reason.strip():
        raise ReasonNeeded
    return reason.strip()
