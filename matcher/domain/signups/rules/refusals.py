"""Why somebody gets no place: exactly one reason, the first that holds in the order of `refusal`.

Each reason is an error with the parameters its sentence and its way out need; the words are made at the edge.
"""

from dataclasses import dataclass
from datetime import datetime

from matcher.clock import tokyo_date
from matcher.domain.opportunities.models import OpportunityStatus, Shift, ShiftStatus, SignUpWay
from matcher.domain.organizations.models import OrganizationStatus
from matcher.domain.people.models import Person
from matcher.errors import DomainError

ADULT = 18  # 民法4条


class Refusal(DomainError):
    """No place for this person in this shift, and why."""

    code = "sign-up-refused"


class NotPublished(Refusal):
    """The opportunity is not (or no longer) open to the public."""

    code = "not-published"


class SignUpElsewhere(Refusal):
    """The group takes sign-ups in another place."""

    code = "sign-up-elsewhere"


class SignUpNotNeeded(Refusal):
    """One simply comes."""

    code = "sign-up-not-needed"


class OrganizationSuspended(Refusal):
    """The group may not act at present."""

    code = "organization-suspended"


class ShiftCancelled(Refusal):
    """The shift does not take place."""

    code = "shift-is-cancelled"


class ShiftOver(Refusal):
    """The shift has taken place."""

    code = "shift-is-over"


class DeadlinePassed(Refusal):
    """Sign-up ended at `until_at`."""

    code = "deadline-passed"


class AlreadySignedUp(Refusal):
    """The person has a live sign-up for the shift."""

    code = "already-signed-up"


class ConsentNeeded(Refusal):
    """The person is under 18 on the day and no guardian's consent is recorded."""

    code = "consent-needed"


class AgeUnknown(ConsentNeeded):
    """The person said nothing about the age and is taken for a minor until then."""

    code = "age-unknown"


class BirthDateNeeded(Refusal):
    """The age limit cannot be judged by 「18歳以上」 alone."""

    code = "birth-date-needed"


class TooYoung(Refusal):
    """Younger than `min_age` on the day."""

    code = "too-young"


class TooOld(Refusal):
    """Older than `max_age` on the day."""

    code = "too-old"


class Clash(Refusal):
    """The hours overlap those of another shift the person holds a place in."""

    code = "clash"


class CourseFull(Refusal):
    """One day of a course is full; a course is taken as a whole, so nobody waits for it."""

    code = "course-full"


class CourseGrew(Refusal):
    """The course got a day more at the same moment: look at its days, then ask again."""

    code = "course-grew"


class TooMuchAtOnce(Refusal):
    """So many people asked at the same moment that no answer came in time: ask again."""

    code = "sign-up-too-busy"


@dataclass(frozen=True, kw_only=True)
class Held:
    """A place the person holds in a shift with exact hours."""

    title: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of one person and one shift at an instant: all that decides about a place but free places."""

    person: Person
    shift: Shift
    at: datetime
    is_signed_up: bool = False
    clash: Held | None = None
    has_consent: bool = False


def refusal(standing: Standing) -> Refusal | None:
    """The first reason against a sign-up in the fixed order: the post, the day, the person; None: nothing against."""
    return of_the_post(standing.shift) or of_the_day(standing.shift, standing.at) or of_the_person(standing)


def of_the_post(shift: Shift) -> Refusal | None:
    """Whether the opportunity takes sign-ups here at all."""
    opportunity = shift.opportunity
    if opportunity.status != OpportunityStatus.PUBLISHED:
        return NotPublished()
    if opportunity.sign_up_way == SignUpWay.ELSEWHERE:
        return SignUpElsewhere()
    if opportunity.sign_up_way == SignUpWay.NOT_NEEDED:
        return SignUpNotNeeded()
    if opportunity.organization.status != OrganizationStatus.APPROVED:
        return OrganizationSuspended()
    return None


def of_the_day(shift: Shift, at: datetime) -> Refusal | None:
    """Whether the shift still takes sign-ups at that instant."""
    if shift.status != ShiftStatus.SCHEDULED:
        return ShiftCancelled()
    if shift.ends_at <= at:
        return ShiftOver()
    if shift.sign_up_until_at <= at:
        return DeadlinePassed(until_at=shift.sign_up_until_at)
    return None


def of_the_person(standing: Standing) -> Refusal | None:
    """Whether the person may be there: not twice, old enough, not in two places at once."""
    if standing.is_signed_up:
        return AlreadySignedUp()
    against = of_the_age(standing.person, standing.shift, has_consent=standing.has_consent)
    if against is None and standing.clash is not None:
        held = standing.clash
        return Clash(title=held.title, starts_at=held.starts_at, ends_at=held.ends_at)
    return against


def of_the_age(person: Person, shift: Shift, *, has_consent: bool = False) -> Refusal | None:
    """Whether the person's age on the day of the shift is within the limits; minors need a guardian's consent.

    The limits come first where the age is known: no consent helps against them.
    """
    on = tokyo_date(shift.starts_at)
    against = _of_the_limits(person.age_on(on), shift.opportunity.min_age, shift.opportunity.max_age)
    if against is None and person.is_minor_on(on) and not has_consent:
        return AgeUnknown() if person.birth_on_sealed is None else ConsentNeeded()
    return against


def _of_the_limits(age: int | None, min_age: int | None, max_age: int | None) -> Refusal | None:
    if age is None:
        cannot_tell = (min_age is not None and min_age > ADULT) or max_age is not None
        return BirthDateNeeded(min_age=min_age, max_age=max_age) if cannot_tell else None
    if min_age is not None and age < min_age:
        return TooYoung(min_age=min_age)
    if max_age is not None and age > max_age:
        return TooOld(max_age=max_age)
    return None
