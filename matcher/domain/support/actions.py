"""Asking for and offering goods, places, skills and people. Matching needs with offers comes on a rung of its own."""

from matcher.clock import now, today
from matcher.db import db
from matcher.domain.audit.actions import Replaced, record
from matcher.domain.city.models import Department
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.organizations.models import Organization
from matcher.domain.people.models import Account
from matcher.domain.support.models import SupportItem
from matcher.domain.support.queries import is_posted
from matcher.domain.support.rules import (
    PostedAlready,
    SupportAct,
    SupportDetails,
    check_details,
    check_move,
    check_owner,
    remaining_after,
)
from matcher.errors import Conflict

WRITTEN = (
    "direction",
    "type",
    "title",
    "detail",
    "conditions",
    "quantity_text",
    "quantity",
    "unit",
    "from_on",
    "until_on",
)


def post(
    *,
    owner: Organization | Department,
    details: SupportDetails,
    by: Account,
    opportunity: Opportunity | None = None,
) -> SupportItem:
    """A new need or offer, public at once. Raises errors of rules.py."""
    check_owner(owner, today=today())
    check_details(details, plan=current_plan(), today=today())
    organization_id = owner.id if isinstance(owner, Organization) else None
    department_id = owner.id if isinstance(owner, Department) else None
    if is_posted(details.title, details.direction, organization_id=organization_id, department_id=department_id):
        raise PostedAlready
    item = SupportItem(
        organization_id=organization_id,
        department_id=department_id,
        opportunity_id=opportunity.id if opportunity else None,
        remaining=details.quantity,
        created_by=by.id,
        created_at=now(),
        **{name: getattr(details, name) for name in WRITTEN},
    )
    db.session.add(item)
    record("post-support", item, by=by.actor, changes={"direction": details.direction, "type": details.type})
    return item


def change(item: SupportItem, *, details: SupportDetails, by: Account, version: int) -> None:
    """Write a need or offer anew; `version` is the one that was read. Raises Conflict and errors of rules.py."""
    if item.version != version:
        raise Conflict
    check_details(details, plan=current_plan(), today=today())
    remaining = remaining_after(item, details.quantity)
    changes = {
        name: Replaced(getattr(item, name), getattr(details, name))
        for name in WRITTEN
        if getattr(item, name) != getattr(details, name)
    }
    for name in changes:
        setattr(item, name, getattr(details, name))
    item.remaining = remaining
    if changes:
        record("change-support", item, by=by.actor, changes=changes)


def fulfil(item: SupportItem, *, by: Account) -> None:
    """What was asked for is found, what was offered is given: it leaves the public list."""
    _move(item, SupportAct.FULFIL, by)


def close(item: SupportItem, *, by: Account) -> None:
    """Take a need or offer back: it leaves the public list."""
    _move(item, SupportAct.CLOSE, by)


def reopen(item: SupportItem, *, by: Account) -> None:
    """Put a need or offer on the public list again. Raises SupportOwnerNotApproved and others."""
    owner = item.organization or item.department
    assert owner is not None, "every item has an owner (ck_support_item_owner)"
    check_owner(owner, today=today())
    _move(item, SupportAct.REOPEN, by)


def _move(item: SupportItem, act: SupportAct, by: Account) -> None:
    item.status = check_move(item.status, act)
    record(f"{act.value}-support", item, by=by.actor)
