"""What must hold of registrations: each check raises one named error. Rules about members stand in membership_rules."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.city.plan import Plan, UnknownCode
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.errors import DomainError


class OrganizationAct(StrEnum):
    """What moves a registration from one status to another."""

    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    SUSPEND = "suspend"
    RESUME = "resume"
    CLOSE = "close"


_DRAFT, _SUBMITTED, _RETURNED, _APPROVED, _SUSPENDED, _CLOSED = OrganizationStatus

MOVES: dict[tuple[OrganizationStatus, OrganizationAct], OrganizationStatus] = {
    (_DRAFT, OrganizationAct.SUBMIT): _SUBMITTED,
    (_RETURNED, OrganizationAct.SUBMIT): _SUBMITTED,
    (_SUBMITTED, OrganizationAct.RETURN): _RETURNED,
    (_SUBMITTED, OrganizationAct.APPROVE): _APPROVED,
    (_APPROVED, OrganizationAct.SUSPEND): _SUSPENDED,
    (_SUSPENDED, OrganizationAct.RESUME): _APPROVED,
    (_DRAFT, OrganizationAct.CLOSE): _CLOSED,
    (_SUBMITTED, OrganizationAct.CLOSE): _CLOSED,
    (_RETURNED, OrganizationAct.CLOSE): _CLOSED,
    (_APPROVED, OrganizationAct.CLOSE): _CLOSED,
    (_SUSPENDED, OrganizationAct.CLOSE): _CLOSED,
}


@dataclass(frozen=True, kw_only=True)
class Details:
    """What an organization says of itself; codes are those of the plan file."""

    kind: str
    name: str
    district: str
    name_kana: str | None = None
    corporate_number: str | None = None
    description: str | None = None
    website: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None
    field_numbers: tuple[int, ...] = ()
    conditions_accepted: tuple[str, ...] = ()


class OrganizationActNotPossible(DomainError):
    """The registration's status does not allow the act: somebody else acted first, or the page is old."""

    code = "organization-act-not-possible"


class SlugNotPossible(DomainError):
    """The address holds other signs than a–z, 0–9 and single hyphens, or is a word of our own."""

    code = "slug-not-possible"
    field = "slug"


class SlugTaken(DomainError):
    """Another organization has the address."""

    code = "slug-taken"
    field = "slug"


class RegisteredAlready(DomainError):
    """The same account has a registration of the same name."""

    code = "organization-registered-already"
    field = "name"


class CorporateNumberWrong(DomainError):
    """The 法人番号 is not 13 digits, or its check digit does not fit."""

    code = "corporate-number-wrong"
    field = "corporate_number"


class CorporateNumberMissing(DomainError):
    """The kind of organization is a corporation, which has a 法人番号."""

    code = "corporate-number-missing"
    field = "corporate_number"


class CorporateNumberTaken(DomainError):
    """Another registration has the 法人番号."""

    code = "corporate-number-taken"
    field = "corporate_number"


class CodeUnknown(DomainError):
    """A code is not in the plan file."""

    code = "organization-code-unknown"


class RegistrationIncomplete(DomainError):
    """Something is missing that the office needs to decide; `missing` names the fields."""

    code = "registration-incomplete"


class ConditionsNotAccepted(DomainError):
    """Not every condition of registration was ticked."""

    code = "conditions-not-accepted"
    field = "conditions_accepted"


class ConfirmedFactsStay(DomainError):
    """Name, kind and 法人番号 were confirmed by the office: the organization cannot change them alone."""

    code = "confirmed-facts-stay"
    field = "name"


class OwnRegistration(DomainError):
    """Who decides submitted the registration or belongs to the organization (four eyes, I-21)."""

    code = "own-registration"


SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
OUR_WORDS = frozenset({"new", "edit", "all", "index", "search", "admin", "staff", "support", "organizations"})
MADE_BY_US = re.compile(r"group-\d+")


def check_move(status: OrganizationStatus, act: OrganizationAct) -> OrganizationStatus:
    """The status after the act. Raises OrganizationActNotPossible."""
    if (status, act) not in MOVES:
        raise OrganizationActNotPossible
    return MOVES[status, act]


def check_slug(slug: str) -> None:
    """An address people choose is 3–60 of a–z, 0–9 and single hyphens, and not one that we use or make ourselves."""
    well_formed = SLUG.fullmatch(slug) and 3 <= len(slug) <= 60
    if not well_formed or slug in OUR_WORDS or MADE_BY_US.fullmatch(slug):
        raise SlugNotPossible


def check_digit(base: str) -> int:
    """The check digit of the 12-digit base of a 法人番号: the number's first digit.

    法人番号の指定等に関する省令（平成26年財務省令第70号）第2条: 9 − (Σ Pₙ×Qₙ を9で割った余り), where Pₙ is the
    n-th digit from the lowest and Qₙ is 1 where n is odd, 2 where it is even.
    """
    return 9 - sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(base))) % 9


def check_corporate_number(number: str | None, *, is_corporation: bool) -> None:
    """A 法人番号 has 13 digits, the first of which fits the others; a corporation must give it."""
    if number is None:
        if is_corporation:
            raise CorporateNumberMissing
        return
    if not re.fullmatch(r"[0-9]{13}", number) or int(number[0]) != check_digit(number[1:]):
        raise CorporateNumberWrong


def check_codes(details: Details, plan: Plan) -> None:
    """Kind, district, fields and conditions are those of the plan."""
    try:
        plan.organization_kind(details.kind)
        plan.district(details.district)
        for number in details.field_numbers:
            plan.npo_field(number)
        for code in details.conditions_accepted:
            plan.condition(code)
    except UnknownCode as unknown:
        raise CodeUnknown from unknown


def missing_parts(details: Details) -> list[str]:
    """The names of what the office needs to decide and does not have; empty when it can be handed in."""
    needed = ("name_kana", "description", "field_numbers", "contact_name")
    missing = [name for name in needed if not getattr(details, name)]
    if not details.contact_phone and not details.contact_email:
        missing.append("contact_phone")
    return missing


def lacking_parts(details: Details, plan: Plan) -> tuple[str, ...]:
    """What keeps a registration from being handed in: the parts missing, and the conditions unless all are accepted."""
    conditions = {condition.code for condition in plan.conditions_for(details.kind)}
    unmet = () if conditions <= set(details.conditions_accepted) else ("conditions_accepted",)
    return (*missing_parts(details), *unmet)


def check_complete(details: Details, conditions: Collection[str]) -> None:
    """A registration is handed in whole, with every condition accepted."""
    missing = missing_parts(details)
    if missing:
        raise RegistrationIncomplete(missing=missing)
    if not set(conditions) <= set(details.conditions_accepted):
        raise ConditionsNotAccepted


def check_confirmed_facts_stay(organization: Organization, details: Details) -> None:
    """What the office confirmed is not changed by the organization alone."""
    if not organization.is_confirmed:
        return
    if any(getattr(organization, name) != getattr(details, name) for name in ("name", "kind", "corporate_number")):
        raise ConfirmedFactsStay


def check_decider(decider_id: int, *, submitted_by: int | None, member_ids: Collection[int]) -> None:
    """Who decides about a registration neither submitted it nor belongs, or ever belonged, to the organization."""
    if decider_id == submitted_by or decider_id in member_ids:
        raise OwnRegistration
