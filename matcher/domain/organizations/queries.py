"""Reads of organizations and their members, and the facts authority is built on."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from matcher.clock import now
from matcher.db import db
from matcher.domain.organizations.models import (
    Invitation,
    MemberRole,
    Membership,
    Organization,
    OrganizationStatus,
)
from matcher.domain.people.models import Account, AccountStatus, Person

# Read for every page somebody signed in asks for: written once, and only what its header shows.
_OWN = (
    select(Organization.slug, Organization.name, (Organization.kind == "company").label("is_company"))
    .join(Membership)
    .where(
        Membership.account_id == bindparam("account_id"),
        Membership.ended_at.is_(None),
        Organization.status != OrganizationStatus.CLOSED,
    )
    .order_by(Membership.id)
)


def organization(slug: str) -> Organization:
    """The organization at that address. Raises NoResultFound."""
    return db.session.scalars(
        select(Organization).where(Organization.slug == slug).options(selectinload(Organization.fields))
    ).one()


def company(slug: str) -> Organization:
    """The organization at that address, if it is a company. Raises NoResultFound."""
    return db.session.scalars(
        select(Organization).where(Organization.slug == slug, Organization.kind == "company")
    ).one()


def public_organization(slug: str) -> Organization:
    """The approved organization at that address. Raises NoResultFound."""
    return db.session.scalars(
        select(Organization)
        .where(Organization.slug == slug, Organization.status == OrganizationStatus.APPROVED)
        .options(selectinload(Organization.fields))
    ).one()


def organizations_of_same_name(one: Organization) -> Sequence[Organization]:
    """Other registrations, not closed, with the same name or kana: likely the same group twice."""
    same = (Organization.name == one.name) | (Organization.name_kana == one.name_kana)
    return db.session.scalars(
        select(Organization)
        .where(Organization.id != one.id, Organization.status != OrganizationStatus.CLOSED, same)
        .order_by(Organization.id)
    ).all()


def has_registered(account: Account, name: str) -> bool:
    """Whether the account owns an organization, not closed, of that name."""
    mine = organizations_run_by(account).where(
        Organization.name == name, Organization.status != OrganizationStatus.CLOSED
    )
    return db.session.scalar(select(mine.exists())) is True


def memberships_of(account: Account) -> Sequence[Membership]:
    """The memberships that last, with their organizations, in the order of their beginning."""
    return db.session.scalars(
        _lasting().where(Membership.account_id == account.id).options(joinedload(Membership.organization))
    ).all()


def members(one: Organization) -> Sequence[Membership]:
    """The memberships that last, owners first, with account and person."""
    return db.session.scalars(
        _lasting()
        .where(Membership.organization_id == one.id)
        .options(joinedload(Membership.account))
        .order_by(None)
        .order_by(Membership.role.desc(), Membership.started_at, Membership.id)
    ).all()


def member_ids(one: Organization) -> set[int]:
    """The ids of all accounts that are, or ever were, members."""
    return set(db.session.scalars(select(Membership.account_id).where(Membership.organization_id == one.id)))


def owners(one: Organization) -> Sequence[Person]:
    """The persons who own it with an account in use: those whom decisions are told."""
    return db.session.scalars(
        select(Person)
        .join(Account, Account.person_id == Person.id)
        .join(Membership, Membership.account_id == Account.id)
        .where(*_owns(one.id))
        .order_by(Membership.id)
    ).all()


def is_owner(person_id: int, organization_id: int) -> bool:
    """Whether the person owns the organization with an account in use: the one whom its decisions are told."""
    mine = select(Membership.id).join(Account).where(*_owns(organization_id), Account.person_id == person_id)
    return db.session.scalar(select(mine.exists())) is True


def is_open_invitation(invitation_id: int) -> bool:
    """Whether an invitation can still be accepted."""
    return db.session.scalar(select(_open().where(Invitation.id == invitation_id).exists())) is True


def other_owners(membership: Membership) -> int:
    """How many other owners with an account in use the organization has."""
    number = db.session.scalar(
        select(func.count())
        .select_from(Membership)
        .join(Account)
        .where(*_owns(membership.organization_id), Membership.id != membership.id)
    )
    return number or 0


def organizations_only_owned_by(account: Account) -> Sequence[Organization]:
    """The organizations that would be left without an owner if the account went away."""
    mine = organizations_owned_by(account).where(Organization.status != OrganizationStatus.CLOSED)
    return [
        one for one in db.session.scalars(mine) if not [owner for owner in owners(one) if owner.id != account.person_id]
    ]


def membership(slug: str, membership_id: int) -> Membership:
    """A lasting membership of the organization at that address. Raises NoResultFound."""
    return db.session.scalars(
        _lasting()
        .join(Organization)
        .where(Organization.slug == slug, Membership.id == membership_id)
        .options(joinedload(Membership.organization), joinedload(Membership.account))
    ).one()


def own_membership(one: Organization, account: Account) -> Membership:
    """The account's lasting membership of the organization. Raises NoResultFound."""
    return db.session.scalars(
        _lasting()
        .where(Membership.organization_id == one.id, Membership.account_id == account.id)
        .options(joinedload(Membership.organization), joinedload(Membership.account))
    ).one()


def open_invitations(one: Organization) -> Sequence[Invitation]:
    """Invitations that can still be accepted, newest first."""
    return db.session.scalars(
        _open().where(Invitation.organization_id == one.id).order_by(Invitation.invited_at.desc(), Invitation.id)
    ).all()


def open_invitation(slug: str, invitation_id: int) -> Invitation:
    """One invitation that can still be accepted. Raises NoResultFound."""
    return db.session.scalars(
        _open().join(Organization).where(Organization.slug == slug, Invitation.id == invitation_id)
    ).one()


def organizations_run_by(account: Account) -> Select[Organization]:
    """The rows of `runs_organization`: organizations the account acts for."""
    return (
        select(Organization).join(Membership).where(Membership.account_id == account.id, Membership.ended_at.is_(None))
    )


def own_organizations(account: Account) -> Sequence[Row[str, str, bool]]:
    """The organizations the account acts for that are not closed: (slug, name, is_company), in order of joining."""
    return db.session.execute(_OWN, {"account_id": account.id}).all()


def organizations_owned_by(account: Account) -> Select[Organization]:
    """The rows of `owns_organization`."""
    return organizations_run_by(account).where(Membership.role == MemberRole.OWNER)


def runs_organization(account: Account | None, thing: Any) -> bool:
    """Whether the account acts for the organization, or for the one the thing belongs to."""
    return _is_among(account, thing, owning=False)


def owns_organization(account: Account | None, thing: Any) -> bool:
    """Whether the account owns the organization, or the one the thing belongs to."""
    return _is_among(account, thing, owning=True)


def may_still_invite(inviter: Account, one: Organization) -> bool:
    """Whether whoever sent an invitation could send it now: an owner, or the support office."""
    return inviter.is_in_use and (inviter.is_staff or owns_organization(inviter, one))


def is_outsider(account: Account, one: Organization) -> bool:
    """Whether the account neither submitted the registration nor ever belonged: it may decide about it (I-21)."""
    return account.id != one.submitted_by and account.id not in member_ids(one)


def _is_among(account: Account | None, thing: Any, *, owning: bool) -> bool:
    if account is None or not account.is_in_use or thing is None:
        return False
    one = thing if isinstance(thing, Organization) else thing.organization
    if one is None:
        return False
    rows = organizations_owned_by(account) if owning else organizations_run_by(account)
    return db.session.scalar(select(rows.where(Organization.id == one.id).exists())) is True


def _lasting() -> Select[Membership]:
    return select(Membership).where(Membership.ended_at.is_(None)).order_by(Membership.started_at, Membership.id)


def _open() -> Select[Invitation]:
    return select(Invitation).where(
        Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None), Invitation.expires_at > now()
    )


def _owns(organization_id: int) -> tuple[Any, ...]:
    return (
        Membership.organization_id == organization_id,
        Membership.role == MemberRole.OWNER,
        Membership.ended_at.is_(None),
        Account.status == AccountStatus.ACTIVE,
    )


def approved_by_name(names: Iterable[str]) -> dict[str, int]:
    """The ids of approved organizations by exactly these names; unknown names are left out."""
    query = select(Organization.name, Organization.id).where(
        Organization.name.in_(list(names)), Organization.status == OrganizationStatus.APPROVED
    )
    return {name: organization_id for name, organization_id in db.session.execute(query)}
