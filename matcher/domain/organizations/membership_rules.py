"""What must hold of members and invitations: each check raises one named error."""

from datetime import datetime

from matcher.domain.organizations.models import Invitation, Membership, Organization
from matcher.errors import DomainError

MOST_OPEN_INVITATIONS = 20


class OrganizationClosed(DomainError):
    """The organization has left the service: nothing of it changes any more."""

    code = "organization-closed"


class AlreadyMember(DomainError):
    """The address or the account belongs to a member."""

    code = "already-member"
    field = "email"


class TooManyInvitations(DomainError):
    """So many invitations are open that another would rather be a flood of mail."""

    code = "too-many-invitations"
    field = "email"


class InvitationNotUsable(DomainError):
    """The invitation is for another address, was used, has run out, was revoked, or its inviter lost the right."""

    code = "invitation-not-usable"


class LastOwner(DomainError):
    """Without this owner nobody in use could act for the organization."""

    code = "last-owner"


class MembershipEnded(DomainError):
    """The membership ended meanwhile."""

    code = "membership-ended"


def check_is_open_to_change(organization: Organization) -> None:
    """A closed organization stays as it is."""
    if not organization.is_open_to_change:
        raise OrganizationClosed


def check_not_member(email: str, addresses: set[str]) -> None:
    """Nobody is invited twice into the same organization."""
    if email in addresses:
        raise AlreadyMember


def check_room_for_invitation(open_invitations: int) -> None:
    """At most twenty invitations of one organization are open at a time."""
    if open_invitations >= MOST_OPEN_INVITATIONS:
        raise TooManyInvitations(most=MOST_OPEN_INVITATIONS)


def check_invitation(invitation: Invitation, *, email: str | None, at: datetime, inviter_may_invite: bool) -> None:
    """An invitation is for its address alone, once, in time, and while who sent it may still invite.

    One error for all reasons: who was invited and why it ended is nobody else's affair.
    """
    usable = invitation.is_open and at < invitation.expires_at and invitation.organization.is_open_to_change
    if not usable or not inviter_may_invite or email != invitation.email:
        raise InvitationNotUsable


def check_keeps_owner(membership: Membership, other_owners: int) -> None:
    """Each organization in use keeps at least one owner whose account is in use."""
    if membership.is_owner and other_owners == 0 and membership.organization.is_open_to_change:
        raise LastOwner


def check_membership_lasts(membership: Membership) -> None:
    """Only a membership that lasts can change or end."""
    if membership.ended_at is not None:
        raise MembershipEnded
