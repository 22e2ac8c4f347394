"""What must hold of an opportunity and its shifts. Each check raises one named error; none asks the database."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from matcher.domain.city.models import Department
from matcher.domain.city.taxonomy import Audience, Criterion
from matcher.domain.opportunities.audiences import untrue_audiences
from matcher.domain.opportunities.content import RoleContent, ShiftContent
from matcher.domain.opportunities.models import Opportunity, Shift, Timing
from matcher.domain.organizations.models import Organization
from matcher.errors import Conflict, DomainError

MOST_SHIFTS = 200


class StillUsed(Conflict):
    """Something speaks of the opportunity (sign-ups, a project): it stays."""

    code = "opportunity-still-used"


class CopyWaiting(Conflict):
    """A copy of the post waits to be finished that whoever asks for another did not see."""

    code = "opportunity-copy-waiting"


class AudienceWithoutCriterion(DomainError):
    """An audience tag is wished for, but none of the criteria that make it true holds."""

    code = "opportunity-audience-without-criterion"
    field = "audiences"


class CriterionContradicted(DomainError):
    """A criterion is ticked that the days or the place contradict; `criteria` and `hints`: its name and meaning."""

    code = "opportunity-criterion-contradicted"
    field = "criteria"


class UnknownCode(DomainError):
    """A code is not in the plan."""

    code = "opportunity-unknown-code"


class DepartmentNotValid(DomainError):
    """The department does not exist today."""

    code = "opportunity-department-not-valid"
    field = "department_id"


class AgesReversed(DomainError):
    """The youngest age is above the oldest."""

    code = "opportunity-ages-reversed"
    field = "max_age"


class Incomplete(DomainError):
    """Something that must be said before the city looks at it is not said yet."""

    code = "opportunity-incomplete"


class NoLongerComplete(DomainError):
    """A change would take out of a public post what it must say; `missing` are the parts."""

    code = "opportunity-no-longer-complete"


class OwnDecision(DomainError):
    """Somebody would decide about what they handed in themselves, or about their own group's."""

    code = "opportunity-own-decision"


class OrganizationNotApproved(DomainError):
    """The group's registration is not approved, so nothing of it can be public."""

    code = "opportunity-organization-not-approved"


class NotOver(DomainError):
    """Days are still to come: it can be called off, not closed."""

    code = "opportunity-not-over"


class ShiftEndsFirst(DomainError):
    """A shift would end before it starts."""

    code = "shift-ends-first"
    field = "ends"


class ShiftTooLong(DomainError):
    """A timed shift would last more than a day: that is a period."""

    code = "shift-too-long"
    field = "ends"


class DeadlineAfterStart(DomainError):
    """One could sign up when it has begun."""

    code = "shift-deadline-after-start"
    field = "sign_up_until_on"


class ShiftTwice(DomainError):
    """The same time is there already."""

    code = "shift-twice"
    field = "starts"


class TooManyShifts(DomainError):
    """One opportunity would have more days than a page can show."""

    code = "shift-too-many"


class RoleWithoutName(DomainError):
    """There are several tasks, so each needs a name."""

    code = "shift-role-without-name"
    field = "roles"


class RoleTwice(DomainError):
    """Two tasks of a shift carry the same name."""

    code = "shift-role-twice"
    field = "roles"


class MinimumAboveCapacity(DomainError):
    """More people are needed than there are places, in the role of that `number` (1 is the first)."""

    code = "shift-minimum-above-capacity"
    field = "roles"


class NoRole(DomainError):
    """A shift without a task has no places."""

    code = "shift-no-role"
    field = "roles"


def check_unchanged(seen_version: int, version: int) -> None:
    """What is being changed is what its writer saw."""
    if seen_version != version:
        raise Conflict


def check_copies_seen(seen: int | None, waiting: Sequence[int]) -> None:
    """The newest copy that waits to be finished is the one seen; none where none is there. Raises CopyWaiting."""
    if (waiting[0] if waiting else None) != seen:
        raise CopyWaiting


def check_audiences(audiences: Iterable[Audience], *, wished: Collection[str], criteria: Collection[str]) -> None:
    """Each audience tag wished for is true. The error names the tags that are not."""
    untrue = untrue_audiences(audiences, wished=wished, criteria=criteria)
    if untrue:
        raise AudienceWithoutCriterion(audiences=[audience.name for audience in untrue])


def check_criteria(contradicted: Sequence[Criterion]) -> None:
    """No criterion is contradicted by what the opportunity says itself. The error names those that are."""
    if contradicted:
        names, hints = [one.name for one in contradicted], [one.hint for one in contradicted]
        raise CriterionContradicted(criteria=names, hints=hints)


def check_codes(field: str, codes: Collection[str], known: Collection[str]) -> None:
    """Every code is one of the plan."""
    for code in codes:
        if code not in known:
            raise UnknownCode(field=field, value=code)


def check_ages(min_age: int | None, max_age: int | None) -> None:
    """The youngest age is not above the oldest."""
    if min_age is not None and max_age is not None and min_age > max_age:
        raise AgesReversed


def check_department(department: Department | None, on: date) -> None:
    """The department exists on that day."""
    if department is None or not department.is_valid_on(on):
        raise DepartmentNotValid


def check_complete(missing: Sequence[object]) -> None:
    """Nothing is missing. The error says how much is."""
    if missing:
        raise Incomplete(count=len(missing))


def check_lacks_no_more(before: Sequence[str], after: Sequence[str]) -> None:
    """A change of what is public takes nothing out that must be said. Raises NoLongerComplete."""
    if taken := [part for part in after if part not in before]:
        raise NoLongerComplete(missing=taken)


def check_other_eyes(decider_id: int, submitter_id: int | None, *, is_member: bool) -> None:
    """Who decides neither handed it in nor belongs to the group (four eyes)."""
    if is_member or decider_id == submitter_id:
        raise OwnDecision


def check_organization(organization: Organization) -> None:
    """The group is approved."""
    if not organization.is_public:
        raise OrganizationNotApproved


def check_over(opportunity: Opportunity, now: datetime) -> None:
    """No day is still to come."""
    if any(shift.is_to_come(now) for shift in opportunity.shifts):
        raise NotOver


def check_shift(shift: ShiftContent) -> None:
    """Its times are in order and its roles make sense."""
    if shift.ends_at <= shift.starts_at:
        raise ShiftEndsFirst
    if shift.timing == Timing.TIMED:
        if (shift.ends_at - shift.starts_at).days >= 1:
            raise ShiftTooLong
        if shift.sign_up_until_at > shift.starts_at:
            raise DeadlineAfterStart
    check_roles(shift.roles)


def check_new_shift(shift: ShiftContent, others: Sequence[Shift]) -> None:
    """It is not there already, and the days stay few enough for one page."""
    if len(others) >= MOST_SHIFTS:
        raise TooManyShifts(most=MOST_SHIFTS)
    times = (shift.starts_at, shift.ends_at, shift.label)
    if any((other.starts_at, other.ends_at, other.label) == times for other in others):
        raise ShiftTwice


def check_roles(roles: Sequence[RoleContent]) -> None:
    """At least one role; where there are several, each has a name of its own; a minimum can be reached."""
    if not roles:
        raise NoRole
    names = [role.name for role in roles]
    if len(roles) > 1 and not all(names):
        raise RoleWithoutName
    if len(set(names)) < len(names):
        raise RoleTwice
    for number, role in enumerate(roles, 1):
        if role.capacity is not None and role.minimum > role.capacity:
            raise MinimumAboveCapacity(number=number, minimum=role.minimum, capacity=role.capacity)
