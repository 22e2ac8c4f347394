"""Members come by invitation, and no organization loses its last owner."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, scoped_session

from matcher.clock import now
from matcher.db import db
from matcher.domain.notifications.models import Notification
from matcher.domain.organizations import membership as acts
from matcher.domain.organizations.membership_rules import (
    MOST_OPEN_INVITATIONS,
    AlreadyMember,
    InvitationNotUsable,
    LastOwner,
    TooManyInvitations,
)
from matcher.domain.organizations.models import MemberRole, Membership, Organization, OrganizationStatus
from matcher.domain.organizations.queries import (
    memberships_of,
    open_invitations,
    organizations_only_owned_by,
    owns_organization,
    runs_organization,
)
from matcher.domain.people.models import Account, AccountStatus, Person
from tests.support.factories import make_account, make_member, make_organization, make_staff

Sessions = scoped_session[Session]


def membership_of(account: Account) -> Membership:
    """The account's one membership."""
    return memberships_of(account)[0]


def invited(one: Organization, account: Account, by: Account, role: MemberRole = MemberRole.EDITOR) -> str:
    """The secret of an invitation to the account's address."""
    return acts.invite(one, email=account.email or "", role=role, by=by)


def test_an_invitation_makes_its_addressee_a_member_with_its_role(session: Sessions) -> None:
    one, guest = make_organization(), make_account()
    owner = make_member(one)
    secret = invited(one, guest, owner)

    acts.accept_invitation(secret, by=guest)

    assert runs_organization(guest, one)
    assert not owns_organization(guest, one)
    notice = session.scalars(select(Notification).where(Notification.kind == "invitation-accepted")).one()
    assert notice.recipient_id == owner.person_id


def test_an_invitation_is_used_once(session: Sessions) -> None:
    one, guest = make_organization(), make_account()
    secret = invited(one, guest, make_member(one))
    joined = acts.accept_invitation(secret, by=guest)
    acts.leave(joined)

    with pytest.raises(InvitationNotUsable):
        acts.accept_invitation(secret, by=guest)


def test_an_invitation_is_for_its_address_alone(session: Sessions) -> None:
    one, guest, other = make_organization(), make_account(), make_account()
    secret = invited(one, guest, make_member(one))

    with pytest.raises(InvitationNotUsable):
        acts.accept_invitation(secret, by=other)
    assert not runs_organization(other, one)
    acts.accept_invitation(secret, by=guest)
    assert runs_organization(guest, one)


def test_an_invitation_runs_out_after_seven_days(session: Sessions) -> None:
    one, guest = make_organization(), make_account()
    secret = invited(one, guest, make_member(one))

    with time_machine.travel(now() + timedelta(days=7, seconds=1)), pytest.raises(InvitationNotUsable):
        acts.accept_invitation(secret, by=guest)


def test_a_newer_invitation_replaces_the_older_one(session: Sessions) -> None:
    one, guest = make_organization(), make_account()
    owner = make_member(one)
    older = invited(one, guest, owner)
    newer = invited(one, guest, owner, MemberRole.OWNER)

    with pytest.raises(InvitationNotUsable):
        acts.accept_invitation(older, by=guest)
    acts.accept_invitation(newer, by=guest)
    assert owns_organization(guest, one)


def test_an_invitation_ends_with_the_right_of_who_sent_it(session: Sessions) -> None:
    one, guest, other = make_organization(), make_account(), make_account()
    owner, second = make_member(one), make_member(one)
    by_removed, by_editor = invited(one, guest, second), invited(one, other, owner)

    acts.remove_member(membership_of(second), by=owner)
    with pytest.raises(InvitationNotUsable):
        acts.accept_invitation(by_removed, by=guest)
    acts.accept_invitation(by_editor, by=other)
    assert open_invitations(one) == []


def test_an_owner_who_becomes_editor_has_invited_nobody(session: Sessions) -> None:
    one, guest = make_organization(), make_account()
    owner, second = make_member(one), make_member(one)
    secret = invited(one, guest, second)

    acts.change_role(membership_of(second), role=MemberRole.EDITOR, by=owner)

    with pytest.raises(InvitationNotUsable):
        acts.accept_invitation(secret, by=guest)


def test_an_invitation_of_a_suspended_account_is_not_usable(session: Sessions) -> None:
    one, guest = make_organization(), make_account()
    owner = make_member(one)
    secret = invited(one, guest, owner)

    owner.status = AccountStatus.SUSPENDED

    with pytest.raises(InvitationNotUsable):
        acts.accept_invitation(secret, by=guest)


def test_a_revoked_invitation_is_not_usable(session: Sessions) -> None:
    one, guest = make_organization(), make_account()
    owner = make_member(one)
    secret = invited(one, guest, owner)

    acts.revoke_invitation(open_invitations(one)[0], by=owner)

    with pytest.raises(InvitationNotUsable):
        acts.accept_invitation(secret, by=guest)


def test_a_member_is_not_invited_again(session: Sessions) -> None:
    one = make_organization()
    owner = make_member(one)

    with pytest.raises(AlreadyMember):
        acts.invite(one, email=owner.email or "", role=MemberRole.EDITOR, by=owner)


def test_invitations_cannot_flood_the_town(session: Sessions) -> None:
    one = make_organization()
    owner = make_member(one)
    for number in range(MOST_OPEN_INVITATIONS):
        acts.invite(one, email=f"guest{number}@example.jp", role=MemberRole.EDITOR, by=owner)

    with pytest.raises(TooManyInvitations):
        acts.invite(one, email="one-more@example.jp", role=MemberRole.EDITOR, by=owner)


def test_somebody_without_an_account_is_invited_by_mail_too(session: Sessions) -> None:
    one = make_organization()
    owner = make_member(one)

    acts.invite(one, email="new@example.jp", role=MemberRole.EDITOR, by=owner)
    acts.invite(one, email="new@example.jp", role=MemberRole.OWNER, by=owner)

    person = session.scalars(select(Person).where(Person.email == "new@example.jp")).one()
    notices = session.scalars(select(Notification).where(Notification.recipient_id == person.id)).all()
    assert [notice.kind for notice in notices] == ["invitation", "invitation"]


def test_the_office_invites_the_first_member_of_a_group_on_paper(session: Sessions) -> None:
    one, guest = make_organization(), make_account()

    acts.accept_invitation(invited(one, guest, make_staff(), MemberRole.OWNER), by=guest)

    assert owns_organization(guest, one)


def leave(account: Account) -> None:
    """The owner leaves."""
    acts.leave(membership_of(account))


def become_editor(account: Account) -> None:
    """The owner becomes an editor."""
    acts.change_role(membership_of(account), role=MemberRole.EDITOR, by=account)


@pytest.mark.parametrize("go", [leave, become_editor])
def test_the_last_owner_stays(session: Sessions, go: Callable[[Account], None]) -> None:
    one = make_organization()
    owner = make_member(one)
    make_member(one, role=MemberRole.EDITOR)
    make_member(one, status=AccountStatus.SUSPENDED)

    with pytest.raises(LastOwner):
        go(owner)


@pytest.mark.parametrize("change", [{"ended_at": now()}, {"role": MemberRole.EDITOR}])
def test_the_database_itself_keeps_the_last_owner(session: Sessions, change: dict[str, object]) -> None:
    owner = make_member(make_organization())

    with pytest.raises(IntegrityError, match="membership_keeps_owner"):
        session.execute(update(Membership).where(Membership.account_id == owner.id).values(**change))


def test_a_closed_organization_needs_no_owner(session: Sessions) -> None:
    owner = make_member(make_organization(status=OrganizationStatus.CLOSED))

    leave(owner)

    assert memberships_of(owner) == []


def test_of_two_owners_who_leave_at_once_one_stays(app: Flask, session: Sessions) -> None:
    one = make_organization()
    leaving = [make_member(one).id, make_member(one).id]
    session.commit()
    start = Barrier(2)

    def go(account_id: int) -> str:
        with app.app_context():
            start.wait()
            try:
                with db.unit_of_work():
                    leave(db.session.get_one(Account, account_id))
            except LastOwner:
                return "stays"
            return "left"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(go, leaving))

    assert outcomes == ["left", "stays"]


def test_of_two_who_accept_one_link_at_once_one_becomes_a_member_once(app: Flask, session: Sessions) -> None:
    one, guest = make_organization(), make_account()
    secret = invited(one, guest, make_member(one))
    guest_id = guest.id
    session.commit()
    start = Barrier(2)

    def accept(_: int) -> str:
        with app.app_context():
            start.wait()
            try:
                with db.unit_of_work():
                    acts.accept_invitation(secret, by=db.session.get_one(Account, guest_id))
            except InvitationNotUsable:
                return "refused"
            return "joined"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(accept, range(2)))

    assert outcomes == ["joined", "refused"]


def test_an_account_that_alone_owns_a_group_is_told_which(session: Sessions) -> None:
    alone, shared = make_organization(), make_organization()
    owner = make_member(alone)
    make_member(shared)
    session.add(Membership(organization_id=shared.id, account_id=owner.id, role=MemberRole.OWNER, started_at=now()))
    session.flush()

    assert [one.id for one in organizations_only_owned_by(owner)] == [alone.id]


def test_membership_ends_at_once(session: Sessions) -> None:
    one = make_organization()
    owner, editor = make_member(one), make_member(one, role=MemberRole.EDITOR)
    assert runs_organization(editor, one)

    acts.remove_member(membership_of(editor), by=owner)

    assert not runs_organization(editor, one)
