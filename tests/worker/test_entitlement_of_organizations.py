"""Letters of organizations reach only who is still entitled to them when they go out."""

from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from matcher.domain.notifications.models import Notification
from matcher.domain.organizations import actions
from matcher.domain.organizations import membership as acts
from matcher.domain.organizations.models import MemberRole
from matcher.domain.organizations.queries import memberships_of, open_invitations
from matcher.domain.people.models import Person
from matcher.worker.entitlement import refusal_to_send
from tests.support.factories import make_member, make_organization, make_staff

Sessions = scoped_session[Session]


def refusal(session: Sessions, kind: str) -> str | None:
    """Why the newest letter of the kind does not go out."""
    notice = session.scalars(
        select(Notification).where(Notification.kind == kind).order_by(Notification.id.desc())
    ).first()
    person = session.get_one(Person, notice.recipient_id)
    return refusal_to_send(notice, person, person.email)


def test_a_revoked_invitation_is_not_sent(session: Sessions) -> None:
    one = make_organization()
    owner = make_member(one)
    acts.invite(one, email="guest@example.jp", role=MemberRole.EDITOR, by=owner)
    assert refusal(session, "invitation") is None

    acts.revoke_invitation(open_invitations(one)[0], by=owner)

    assert refusal(session, "invitation") == "no-longer-entitled"


def test_who_owns_the_group_no_more_is_told_nothing_of_it(session: Sessions) -> None:
    one = make_organization()
    owner = make_member(one)
    actions.suspend(one, reason="連絡がとれません。", by=make_staff())
    assert refusal(session, "organization-suspended") is None

    make_member(one)
    acts.leave(memberships_of(owner)[0])

    assert refusal(session, "organization-suspended") == "no-longer-entitled"
