"""Registrations the office enters from a list of its own: many at once, in a few statements.

Four eyes hold as for any other: who enters a list hands its registrations in, somebody else approves.
"""

import secrets
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import String, cast, select, update
from sqlalchemy.orm.attributes import set_committed_value

from matcher.clock import now
from matcher.db import db, in_parts, refused_as
from matcher.domain.audit.actions import record_all
from matcher.domain.city.plan import current_plan
from matcher.domain.organizations.actions import changes_to, check_details, write_details
from matcher.domain.organizations.models import Membership, Organization, OrganizationStatus
from matcher.domain.organizations.rules import CorporateNumberTaken, Details, OrganizationAct, check_move, lacking_parts
from matcher.domain.people.models import Account


def register_listed(listed: Iterable[Details], *, by: Account) -> list[Organization]:
    """A registration for each, in their order: handed in where it is complete, else a draft of the office.

    Nobody becomes a member and nothing is public. Raises errors of rules.py, CorporateNumberTaken.
    """
    made = [_registration(details, by) for details in listed]
    with refused_as({"uq_organization_corporate_number": CorporateNumberTaken}):
        db.session.add_all(made)
    _give_addresses(made)
    told = [(one, {"kind": one.kind, "name": one.name}) for one in made]
    record_all("register-organization", told, by=by.actor)
    handed_in = [(one, None) for one in made if one.status == OrganizationStatus.SUBMITTED]
    record_all("submit-organization", handed_in, by=by.actor)
    return made


def _registration(details: Details, by: Account) -> Organization:
    check_details(details)
    one = Organization(slug=secrets.token_hex(16), status=OrganizationStatus.DRAFT, created_at=now())
    write_details(one, details)
    if not lacking_parts(details, current_plan()):
        one.status, one.submitted_by, one.submitted_at = OrganizationStatus.SUBMITTED, by.id, one.created_at
    return one


def _give_addresses(made: Sequence[Organization]) -> None:
    """The plain address of each, group-<n>, as `register` gives one."""
    for some in in_parts(made):
        db.session.execute(
            update(Organization)
            .where(Organization.id.in_([one.id for one in some]))
            .values(slug="group-" + cast(Organization.id, String))
            .execution_options(synchronize_session=False)
        )
    for one in made:
        set_committed_value(one, "slug", f"group-{one.id}")


def change_listed(
    changes: Iterable[tuple[Organization, Details]], *, by: Account, complete: Collection[int] = ()
) -> None:
    """Write what a list says into registrations that are known; the drafts named in `complete` are handed in then.

    Raises errors of rules.py, CorporateNumberTaken.
    """
    told, handed_in = [], []
    for one, details in changes:
        check_details(details)
        told.append((one, changes_to(one, details)))
        write_details(one, details)
        if one.id in complete:
            one.status = check_move(one.status, OrganizationAct.SUBMIT)
            one.submitted_by, one.submitted_at = by.id, now()
            handed_in.append((one, None))
    with refused_as({"uq_organization_corporate_number": CorporateNumberTaken}):
        record_all("change-organization", told, by=by.actor)
    record_all("submit-organization", handed_in, by=by.actor)


def approve_listed(keys: Sequence[int], *, by: Account) -> int:
    """Make those of these registrations public that still wait and that nobody acts for yet; how many they were.

    One that `by` handed in stays waiting (four eyes), and so does one with members: the office decides about it alone.
    """
    at, approved = now(), list[Organization]()
    has_members = select(Membership.id).where(Membership.organization_id == Organization.id).exists()
    for some in in_parts(keys):
        waiting = select(Organization).where(
            Organization.id.in_(some),
            Organization.status == OrganizationStatus.SUBMITTED,
            Organization.submitted_by != by.id,
            ~has_members,
        )
        approved += db.session.scalars(waiting.with_for_update())
    for one in approved:
        one.status, one.decided_by, one.decided_at = OrganizationStatus.APPROVED, by.id, at
        one.confirmed_current_at = at
    record_all("approve-organization", [(one, None) for one in approved], by=by.actor)
    return len(approved)
