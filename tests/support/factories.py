"""Makes the things tests speak of, each complete and valid, with names for what the test cares about.

Every function adds to the session, flushes and returns the entity; nothing is committed.
"""

import itertools
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from matcher.clock import now, today, tokyo_instant
from matcher.db import Base, db
from matcher.domain.city.models import Department
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.counters import refresh_counters
from matcher.domain.opportunities.models import (
    AttendanceMode,
    Decision,
    Joining,
    Opportunity,
    OpportunityKind,
    OpportunityStatus,
    Shift,
    ShiftRole,
    SignUpWay,
)
from matcher.domain.opportunities.search_text import search_text
from matcher.domain.organizations.models import MemberRole, Membership, Organization, OrganizationStatus
from matcher.domain.people.models import Account, AccountStatus, Person

Row = TypeVar("Row", bound=Base)
_numbers = itertools.count(1)


def add(row: Row) -> Row:
    """Put a row into the session so that it has its id."""
    db.session.add(row)
    db.session.flush()
    return row


def make_person(**facts: Any) -> Person:
    """An adult with a mail address, unless told otherwise."""
    number = next(_numbers)
    given = {
        "name": f"見本 {number}",
        "name_kana": "ミホン",
        "email": f"person{number}@example.jp",
        "adult_declared_at": now(),
        "created_at": now(),
    }
    return add(Person(**{**given, **facts}))


def make_account(*, person: Person | None = None, **facts: Any) -> Account:
    """An account in use, with its person; it cannot sign in until a password hash is given."""
    owner = person or make_person()
    given = {
        "person_id": owner.id,
        "email": owner.email,
        "status": AccountStatus.ACTIVE,
        "terms_version": current_plan().accepted_version,
        "terms_accepted_at": now(),
        "created_at": now(),
    }
    account = add(Account(**{**given, **facts}))
    db.session.refresh(account)
    return account


def make_department(**facts: Any) -> Department:
    """A department that exists since long ago."""
    number = next(_numbers)
    given = {"code": f"department-{number}", "name": f"見本{number}課", "valid_from_on": today() - timedelta(days=3650)}
    return add(Department(**{**given, **facts}))


def make_staff(**facts: Any) -> Account:
    """An account of the support office."""
    return make_account(**{"is_staff": True, **facts})


def make_organization(**facts: Any) -> Organization:
    """An approved civic group."""
    number = next(_numbers)
    given = {
        "slug": f"group-{number}",
        "kind": "civic_group",
        "name": f"見本の会{number}",
        "name_kana": "ミホンノカイ",
        "district": "takasu",
        "contact_name": "活動担当",
        "contact_phone": "0540000000",
        "created_at": now(),
        "status": OrganizationStatus.APPROVED,
    }
    facts = {**given, **facts}
    if facts["status"] in (OrganizationStatus.APPROVED, OrganizationStatus.SUSPENDED):
        facts.setdefault("decided_by", make_staff().id)
        facts.setdefault("decided_at", now())
    return add(Organization(**facts))


def make_member(organization: Organization, *, role: MemberRole = MemberRole.OWNER, **facts: Any) -> Account:
    """An account that acts for the organization."""
    account = make_account(**facts)
    add(Membership(organization_id=organization.id, account_id=account.id, role=role, started_at=now()))
    return account


def make_opportunity(*, organization: Organization | None = None, **facts: Any) -> Opportunity:
    """A published volunteer opportunity with sign-up here, first come; without shifts."""
    given = {
        "organization": organization or make_organization(),
        "kind": OpportunityKind.VOLUNTEER,
        "status": OpportunityStatus.PUBLISHED,
        "title": "公園の清掃",
        "summary": "池のまわりを清掃します。",
        "description": "三班に分かれて清掃します。",
        "things_to_bring": "軍手",
        "sign_up_way": SignUpWay.HERE,
        "joining": Joining.EACH_SHIFT,
        "decision": Decision.FIRST_COME,
        "district": "takasu",
        "venue": "高洲地区交流センター",
        "attendance_mode": AttendanceMode.ON_SITE,
        "insurance_type": "event",
        "contact_name": "活動担当",
        "contact_phone": "0540000000",
        "created_at": now(),
    }
    facts = {**given, **facts}
    if facts["status"] == OpportunityStatus.PUBLISHED:
        facts.setdefault("decided_by", make_staff().id)
        facts.setdefault("published_at", now())
    opportunity = Opportunity(**facts)
    opportunity.search_text = search_text(opportunity)
    return add(opportunity)


def make_shift(
    opportunity: Opportunity | None = None,
    *,
    starts_at: datetime | None = None,
    hours: float = 2,
    capacity: int | None = 10,
    role: str = "",
    **facts: Any,
) -> Shift:
    """A timed shift in ten days at 9:00 with one role; sign-up until it starts."""
    begins = starts_at or tokyo_instant(today() + timedelta(days=10), time(9))
    given = {
        "opportunity_id": (opportunity or make_opportunity()).id,
        "starts_at": begins,
        "ends_at": begins + timedelta(hours=hours),
        "sign_up_until_at": begins,
    }
    shift = add(Shift(**{**given, **facts}))
    add(ShiftRole(shift_id=shift.id, name=role, capacity=capacity))
    db.session.refresh(shift)
    refresh_counters(shift.opportunity)
    return shift
