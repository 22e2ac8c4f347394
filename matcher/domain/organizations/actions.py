"""The life of a registration: from a draft through the office's decision to its end.

Suspending or closing an organization that asks people to come touches sign-ups too: that act lives with them and calls
the organization's own part here.
"""

import secrets
from collections.abc import Mapping

from matcher.clock import now
from matcher.db import db, refused_as
from matcher.domain.audit.actions import Replaced, record
from matcher.domain.city.plan import current_plan
from matcher.domain.notifications.actions import notify
from matcher.domain.organizations.membership_rules import check_is_open_to_change
from matcher.domain.organizations.models import MemberRole, Membership, Organization, OrganizationField
from matcher.domain.organizations.queries import has_registered, member_ids, owners
from matcher.domain.organizations.rules import (
    CorporateNumberTaken,
    Details,
    OrganizationAct,
    OwnRegistration,
    RegisteredAlready,
    SlugTaken,
    check_codes,
    check_complete,
    check_confirmed_facts_stay,
    check_corporate_number,
    check_decider,
    check_move,
    check_slug,
)
from matcher.domain.people.models import Account
from matcher.errors import Conflict
from matcher.folding import folded

PLAIN = ("kind", "name", "name_kana", "corporate_number", "district", "description", "website", "conditions_accepted")
CONTACT = ("contact_name", "contact_phone", "contact_email")  # may be a person's own: never in the audit log


def register(*, details: Details, by: Account, slug: str | None = None) -> Organization:
    """A new registration as a draft, owned by whoever registers; without `slug` it gets a plain address, group-<n>.

    The office registers groups that bring paper and does not become a member of them. Raises errors of rules.py.
    """
    if slug is not None:
        check_slug(slug)
    check_details(details)
    if not by.is_staff and has_registered(by, details.name):
        raise RegisteredAlready
    organization = Organization(slug=slug or secrets.token_hex(16), created_at=now())
    write_details(organization, details)
    with refused_as({"uq_organization_slug": SlugTaken, "uq_organization_corporate_number": CorporateNumberTaken}):
        db.session.add(organization)
    if slug is None:
        organization.slug = f"group-{organization.id}"
    if not by.is_staff:
        owner = MemberRole.OWNER
        db.session.add(
            Membership(
                organization_id=organization.id, account_id=by.id, role=owner, started_at=organization.created_at
            )
        )
    record("register-organization", organization, by=by.actor, changes={"kind": details.kind, "name": details.name})
    return organization


def change_details(organization: Organization, *, details: Details, by: Account, version: int) -> None:
    """Write what the organization says of itself; `version` is the one that was read.

    A member's change also says that everything is current. Raises Conflict where somebody changed it meanwhile, and
    errors of rules.py.
    """
    _check_version(organization, version)
    check_is_open_to_change(organization)
    check_details(details)
    if not by.is_staff:
        check_confirmed_facts_stay(organization, details)
        organization.confirmed_current_at = now()
    changes = changes_to(organization, details)
    write_details(organization, details)
    with refused_as({"uq_organization_corporate_number": CorporateNumberTaken}):
        db.session.add(organization)
    if changes:
        record("change-organization", organization, by=by.actor, changes=changes)


def submit(organization: Organization, *, by: Account) -> None:
    """Hand the registration in to the office. Raises RegistrationIncomplete, ConditionsNotAccepted and others."""
    status = check_move(organization.status, OrganizationAct.SUBMIT)
    conditions = current_plan().conditions_for(organization.kind)
    check_complete(details_of(organization), [condition.code for condition in conditions])
    organization.status = status
    organization.submitted_by, organization.submitted_at = by.id, now()
    organization.decided_by = organization.decided_at = organization.return_reason = None
    record("submit-organization", organization, by=by.actor)


def approve(organization: Organization, *, by: Account, version: int) -> None:
    """Make the organization public, as it was in the `version` the office read. Raises OwnRegistration, Conflict."""
    _check_version(organization, version)
    _decide(organization, OrganizationAct.APPROVE, by)
    organization.confirmed_current_at = organization.decided_at
    with refused_as({"ck_organization_four_eyes": OwnRegistration}):
        record("approve-organization", organization, by=by.actor)
    _tell_owners("organization-approved", organization)


def return_for_changes(organization: Organization, *, reason: str, by: Account, version: int) -> None:
    """Give the registration back with the reason, which its owners read. Raises OwnRegistration, Conflict."""
    _check_version(organization, version)
    _decide(organization, OrganizationAct.RETURN, by)
    organization.return_reason = reason
    with refused_as({"ck_organization_four_eyes": OwnRegistration}):
        record("return-organization", organization, by=by.actor, reason=reason)
    _tell_owners("organization-returned", organization, reason=reason)


def suspend(organization: Organization, *, reason: str, by: Account) -> None:
    """Take the organization off the public pages until it is resumed: its own part of the act."""
    organization.status = check_move(organization.status, OrganizationAct.SUSPEND)
    organization.return_reason = reason
    record("suspend-organization", organization, by=by.actor, reason=reason)
    _tell_owners("organization-suspended", organization, reason=reason)


def resume(organization: Organization, *, by: Account) -> None:
    """Show a suspended organization again."""
    organization.status = check_move(organization.status, OrganizationAct.RESUME)
    organization.return_reason = None
    record("resume-organization", organization, by=by.actor)
    _tell_owners("organization-resumed", organization)


def close(organization: Organization, *, by: Account, reason: str | None = None) -> None:
    """End the registration: its own part of the act. Nothing of it changes any more, its history stays."""
    organization.status = check_move(organization.status, OrganizationAct.CLOSE)
    record("close-organization", organization, by=by.actor, reason=reason)


def details_of(organization: Organization) -> Details:
    """What the organization says of itself now."""
    known = {name: getattr(organization, name) for name in (*PLAIN, *CONTACT)}
    known["conditions_accepted"] = tuple(organization.conditions_accepted)
    return Details(**known, field_numbers=tuple(organization.field_numbers))


def check_details(details: Details) -> None:
    """Codes are those of the plan, the 法人番号 is whole. Raises CodeUnknown, CorporateNumberMissing and others."""
    check_codes(details, current_plan())
    kind = current_plan().organization_kind(details.kind)
    check_corporate_number(details.corporate_number, is_corporation=kind.corporate_number == "required")


def _check_version(organization: Organization, version: int) -> None:
    if organization.version != version:
        raise Conflict


def _decide(organization: Organization, act: OrganizationAct, by: Account) -> None:
    status = check_move(organization.status, act)
    check_decider(by.id, submitted_by=organization.submitted_by, member_ids=member_ids(organization))
    organization.status = status
    organization.decided_by, organization.decided_at = by.id, now()


def write_details(organization: Organization, details: Details) -> None:
    """Put what the organization says of itself into its row, and into what searches read; checks nothing."""
    for name in (*PLAIN, *CONTACT):
        setattr(organization, name, getattr(details, name))
    organization.conditions_accepted = list(details.conditions_accepted)
    kept = {field.field_no: field for field in organization.fields}
    wanted = sorted(set(details.field_numbers))
    organization.fields = [kept.get(number) or OrganizationField(field_no=number) for number in wanted]
    organization.search_text = folded(details.name, details.name_kana, details.description)


def changes_to(organization: Organization, details: Details) -> Mapping[str, object]:
    """What `details` would change, as the log keeps it: values as Replaced, of the contact desk only the names."""
    before = details_of(organization)
    changed = [name for name in (*PLAIN, *CONTACT, "field_numbers") if getattr(before, name) != getattr(details, name)]
    return {
        name: None if name in CONTACT else Replaced(getattr(before, name), getattr(details, name)) for name in changed
    }


def _tell_owners(kind: str, organization: Organization, **parameters: str) -> None:
    db.session.flush()
    told = {"organization": organization.name, "slug": organization.slug, **parameters}
    for person in owners(organization):
        notify(kind, person, organization, parameters=told, version=organization.version)
