"""What must hold of needs and offers: each check raises one named error."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.domain.city.models import Department
from matcher.domain.city.plan import Plan, UnknownCode
from matcher.domain.organizations.models import Organization
from matcher.domain.support.models import Direction, SupportItem, SupportStatus
from matcher.errors import DomainError


class SupportAct(StrEnum):
    """What moves a need or offer from one status to another."""

    FULFIL = "fulfil"
    CLOSE = "close"
    REOPEN = "reopen"


MOVES: dict[tuple[SupportStatus, SupportAct], SupportStatus] = {
    (SupportStatus.OPEN, SupportAct.FULFIL): SupportStatus.FULFILLED,
    (SupportStatus.OPEN, SupportAct.CLOSE): SupportStatus.CLOSED,
    (SupportStatus.FULFILLED, SupportAct.REOPEN): SupportStatus.OPEN,
    (SupportStatus.CLOSED, SupportAct.REOPEN): SupportStatus.OPEN,
}


@dataclass(frozen=True, kw_only=True)
class SupportDetails:
    """What is wanted or given; `quantity` counts in `unit`, `quantity_text` says it where no count fits."""

    direction: Direction
    type: str
    title: str
    detail: str | None = None
    conditions: str | None = None
    quantity_text: str | None = None
    quantity: int | None = None
    unit: str | None = None
    from_on: date | None = None
    until_on: date | None = None


class SupportActNotPossible(DomainError):
    """The status of the need or offer does not allow the act."""

    code = "support-act-not-possible"


class SupportTypeUnknown(DomainError):
    """The plan has no such kind of support."""

    code = "support-type-unknown"
    field = "type"


class SupportOwnerNotApproved(DomainError):
    """Only organizations the office approved ask and offer in public."""

    code = "support-owner-not-approved"


class SupportAlreadyOver(DomainError):
    """The last day lies in the past: nobody would see it."""

    code = "support-already-over"
    field = "until_on"


class UnitMissing(DomainError):
    """A number without a unit says nothing; a unit without a number neither."""

    code = "support-unit-missing"
    field = "unit"


class QuantityBelowPromised(DomainError):
    """More is promised to others already."""

    code = "support-quantity-below-promised"
    field = "quantity"


class SupportDepartmentEnded(DomainError):
    """The department is no more: its successor posts."""

    code = "support-department-ended"


class PostedAlready(DomainError):
    """The same is open already: the button was pressed twice."""

    code = "support-posted-already"
    field = "title"


def check_move(status: SupportStatus, act: SupportAct) -> SupportStatus:
    """The status after the act. Raises SupportActNotPossible."""
    if (status, act) not in MOVES:
        raise SupportActNotPossible
    return MOVES[status, act]


def check_owner(owner: Organization | Department, *, today: date) -> None:
    """A department while it exists, an organization while it is approved."""
    if isinstance(owner, Organization) and not owner.is_public:
        raise SupportOwnerNotApproved
    if isinstance(owner, Department) and not owner.is_valid_on(today):
        raise SupportDepartmentEnded


def check_details(details: SupportDetails, *, plan: Plan, today: date) -> None:
    """The kind is one of the plan's, number and unit stand together, and the last day has not passed."""
    try:
        plan.support_type(details.type)
    except UnknownCode as unknown:
        raise SupportTypeUnknown from unknown
    check_unit(details.quantity, details.unit)
    check_last_day(details.until_on, today=today)


def check_unit(quantity: int | None, unit: str | None) -> None:
    """Number and unit stand together. Raises UnitMissing."""
    if (quantity is None) != (unit is None):
        raise UnitMissing


def check_last_day(until_on: date | None, *, today: date) -> None:
    """The last day has not passed. Raises SupportAlreadyOver."""
    if until_on is not None and until_on < today:
        raise SupportAlreadyOver


def remaining_after(item: SupportItem, quantity: int | None) -> int | None:
    """What remains when the quantity changes: what is promised stays promised. Raises QuantityBelowPromised."""
    promised = (item.quantity or 0) - (item.remaining or 0)
    if promised > (quantity or 0):
        raise QuantityBelowPromised(promised=promised, unit=item.unit or "")
    return None if quantity is None else quantity - promised
