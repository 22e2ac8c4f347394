"""Members: invited by a one-use link, changed, removed, leaving; the last owner in use stays."""

from datetime import timedelta

from sqlalchemy import ColumnElement, Select, select

from matcher.clock import now
from matcher.db import db, refused_as
from matcher.domain.audit.actions import Replaced, record
from matcher.domain.notifications.actions import notify
from matcher.domain.organizations.membership_rules import (
    AlreadyMember,
    InvitationNotUsable,
    LastOwner,
    check_invitation,
    check_is_open_to_change,
    check_keeps_owner,
    check_membership_lasts,
    check_not_member,
    check_room_for_invitation,
)
from matcher.domain.organizations.models import Invitation, MemberRole, Membership, Organization
from matcher.domain.organizations.queries import may_still_invite, members, open_invitations, other_owners
from matcher.domain.people.links import end_links, issue_link, open_link, take_link
from matcher.domain.people.models import Account, LinkPurpose, Person
from matcher.domain.people.rules import LinkNotUsable

INVITATION_LASTS = timedelta(days=7)


def invite(organization: Organization, *, email: str, role: MemberRole, by: Account) -> str:
    """Invite the owner of a mail address (in small letters); the link's secret, told this once, also goes by mail.

    An earlier open invitation to the same address ends. Raises AlreadyMember, TooManyInvitations.
    """
    check_is_open_to_change(organization)
    check_not_member(email, {member.account.email or "" for member in members(organization)})
    _end_open_invitations(Invitation.organization_id == organization.id, Invitation.email == email)
    check_room_for_invitation(len(open_invitations(organization)))
    sent_at = now()
    invitation = Invitation(
        organization_id=organization.id,
        email=email,
        role=role,
        invited_by=by.id,
        invited_at=sent_at,
        expires_at=sent_at + INVITATION_LASTS,
    )
    db.session.add(invitation)
    invited = _person_at(email, by)
    secret = issue_link(LinkPurpose.INVITATION, invitation, invited, lifetime=INVITATION_LASTS)
    notify("invitation", invited, invitation, parameters={"organization": organization.name}, secret=secret)
    record("invite-member", invitation, by=by.actor, changes={"organization_id": organization.id, "role": role})
    return secret


def invitation_for(secret: str, account: Account) -> Invitation:
    """The invitation behind a link, if this account may accept it now. Raises InvitationNotUsable.

    Its row is held until the transaction ends: accepting and revoking take turns.
    """
    try:
        link = open_link(secret, LinkPurpose.INVITATION)
    except LinkNotUsable:
        raise InvitationNotUsable from None
    invitation = db.session.scalars(_held(Invitation.id == link.subject_id)).one()
    may_invite = may_still_invite(invitation.inviter, invitation.organization)
    email = account.email if account.is_in_use else None
    check_invitation(invitation, email=email, at=now(), inviter_may_invite=may_invite)
    return invitation


def accept_invitation(secret: str, *, by: Account) -> Membership:
    """Make the account a member; the link is used up. Raises InvitationNotUsable, AlreadyMember."""
    invitation = invitation_for(secret, by)
    try:
        take_link(secret, LinkPurpose.INVITATION)
    except LinkNotUsable:
        raise InvitationNotUsable from None
    invitation.accepted_at = now()
    membership = Membership(
        organization_id=invitation.organization_id,
        account_id=by.id,
        role=invitation.role,
        started_at=invitation.accepted_at,
    )
    with refused_as({"uq_membership_live": AlreadyMember}):
        db.session.add(membership)
    record("accept-invitation", invitation, by=by.actor, changes={"role": invitation.role})
    inviter = invitation.inviter.person
    notify("invitation-accepted", inviter, invitation, parameters={"organization": invitation.organization.name})
    return membership


def revoke_invitation(invitation: Invitation, *, by: Account) -> None:
    """Make an open invitation unusable."""
    _end_open_invitations(Invitation.id == invitation.id)
    record("revoke-invitation", invitation, by=by.actor)


def change_role(membership: Membership, *, role: MemberRole, by: Account) -> None:
    """Make a member owner or editor. Raises LastOwner, MembershipEnded."""
    check_membership_lasts(membership)
    if membership.role == role:
        return
    check_keeps_owner(membership, other_owners(membership))
    before = membership.role
    with refused_as({"membership_keeps_owner": LastOwner}):
        membership.role = role
    if role != MemberRole.OWNER:
        _end_invitations_of(membership)
    record("change-member-role", membership, by=by.actor, changes={"role": Replaced(before, role)})


def remove_member(membership: Membership, *, by: Account) -> None:
    """End a membership from now on, and with it what the member sent out. Raises LastOwner, MembershipEnded."""
    _end(membership)
    record("remove-member", membership, by=by.actor)
    person = membership.account.person
    notify("membership-ended", person, membership, parameters={"organization": membership.organization.name})


def leave(membership: Membership) -> None:
    """End one's own membership. Raises LastOwner, MembershipEnded."""
    _end(membership)
    record("leave-organization", membership, by=membership.account.actor)


def _end(membership: Membership) -> None:
    check_membership_lasts(membership)
    check_keeps_owner(membership, other_owners(membership))
    with refused_as({"membership_keeps_owner": LastOwner}):
        membership.ended_at = now()
    _end_invitations_of(membership)


def _end_invitations_of(membership: Membership) -> None:
    _end_open_invitations(
        Invitation.organization_id == membership.organization_id, Invitation.invited_by == membership.account_id
    )


def _end_open_invitations(*which: ColumnElement[bool]) -> None:
    still_open = (Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))
    for invitation in db.session.scalars(_held(*which, *still_open)).all():
        invitation.revoked_at = now()
        end_links(LinkPurpose.INVITATION, invitation)
    db.session.flush()


def _held(*which: ColumnElement[bool]) -> Select[Invitation]:
    """Invitations as they are now, their rows locked (SQLite has one writer anyway)."""
    rows = select(Invitation).where(*which).order_by(Invitation.id)
    return rows.with_for_update().execution_options(populate_existing=True)


def _person_at(email: str, by: Account) -> Person:
    """The person whose account has the address; else somebody known by the address alone, so that mail can go out."""
    known = db.session.scalar(select(Person).join(Account).where(Account.email == email))
    known = known or db.session.scalar(
        select(Person)
        .outerjoin(Account)
        .where(Person.email == email, Account.id.is_(None), Person.merged_into_id.is_(None))
        .order_by(Person.id)
        .limit(1)
    )
    if known is None:
        known = Person(name=email, email=email, entered_by=by.id, created_at=now())
        db.session.add(known)
        db.session.flush()
    return known
