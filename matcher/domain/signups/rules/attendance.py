"""What may be recorded as having happened."""

from datetime import date, datetime, timedelta

from matcher.clock import end_of_day, tokyo_date, tokyo_instant
from matcher.domain.opportunities.models import Shift, ShiftStatus
from matcher.domain.signups.models import AttendanceStatus, SignUpState
from matcher.errors import DomainError

MINUTES_OF_A_DAY = 1440
MOST_HEADS = 200


class NotOnADayOfTheShift(DomainError):
    """The day lies outside the shift's days."""

    code = "not-on-a-day-of-the-shift"
    field = "happened_on"


class NotYetHappened(DomainError):
    """Attendance is recorded from the shift's day on, not ahead."""

    code = "not-yet-happened"


class ShiftDidNotHappen(DomainError):
    """The shift was called off."""

    code = "shift-did-not-happen"


class NotExpected(DomainError):
    """Only somebody with a confirmed place has an attendance; others are added as walk-ins."""

    code = "attendance-without-place"


class MinutesOutOfRange(DomainError):
    """Between 0 minutes and a whole day."""

    code = "minutes-out-of-range"
    field = "minutes"


class MinutesNeeded(DomainError):
    """A period has no hours of its own: how long somebody was there must be said."""

    code = "minutes-needed"
    field = "minutes"


class HeadCountTooHigh(DomainError):
    """More people than seats: further ones are added as walk-ins."""

    code = "head-count-too-high"
    field = "present"


class WalkInIsMinor(DomainError):
    """Nobody under 18 is entered by name without a guardian's consent: add the child without a name."""

    code = "walk-in-is-minor"
    field = "is_adult"


class WalkInContactNeeded(DomainError):
    """A name needs a phone number or a mail address; without one the person is added without a name."""

    code = "walk-in-contact-needed"
    field = "phone"


class WalkInAlreadyListed(DomainError):
    """The person has a place already: mark them on the list."""

    code = "walk-in-already-listed"
    field = "name"


class HeadsOutOfRange(DomainError):
    """One person at least, `most` at most at a time."""

    code = "heads-out-of-range"
    field = "heads"


def check_heads(heads: int) -> None:
    """A number of nameless people one can add at a time. Raises HeadsOutOfRange."""
    if not 1 <= heads <= MOST_HEADS:
        raise HeadsOutOfRange(most=MOST_HEADS)


def days_of(shift: Shift) -> list[date]:
    """The Tokyo days the shift touches, in order; one that ends at midnight ends the evening before."""
    first, last = tokyo_date(shift.starts_at), tokyo_date(shift.ends_at - timedelta(microseconds=1))
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def usual_minutes(shift: Shift, on: date) -> int | None:
    """The minutes of the shift that lie on that day; None for a period, which has no hours of its own."""
    if not shift.is_timed:
        return None
    begins = max(shift.starts_at, tokyo_instant(on))
    ends = min(shift.ends_at, end_of_day(on))
    return min(MINUTES_OF_A_DAY, max(0, int((ends - begins).total_seconds() // 60)))


def check_has_happened(shift: Shift, on: date, today: date) -> None:
    """The day is one of the shift's and not ahead. Raises ShiftDidNotHappen, NotOnADayOfTheShift, NotYetHappened."""
    if shift.status != ShiftStatus.SCHEDULED:
        raise ShiftDidNotHappen
    if on not in days_of(shift):
        raise NotOnADayOfTheShift
    if on > today:
        raise NotYetHappened


def check_has_place(state: SignUpState) -> None:
    """Only confirmed places have an attendance. Raises NotExpected."""
    if state != SignUpState.CONFIRMED:
        raise NotExpected


def minutes_to_record(shift: Shift, on: date, status: AttendanceStatus, minutes: int | None) -> int:
    """The minutes to write: none for somebody absent, else those given or the shift's own of that day.

    Raises MinutesNeeded, MinutesOutOfRange.
    """
    if status == AttendanceStatus.ABSENT:
        return 0
    wanted = usual_minutes(shift, on) if minutes is None else minutes
    if wanted is None:
        raise MinutesNeeded
    if not 0 <= wanted <= MINUTES_OF_A_DAY:
        raise MinutesOutOfRange
    return wanted


def is_recordable(shift: Shift, at: datetime) -> bool:
    """Whether the shift's first day has come, so that attendance can be recorded."""
    return shift.status == ShiftStatus.SCHEDULED and tokyo_date(shift.starts_at) <= tokyo_date(at)
