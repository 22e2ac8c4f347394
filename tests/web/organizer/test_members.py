"""Members and invitations through the pages."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from matcher.domain.notifications.models import Notification
from matcher.domain.organizations.models import MemberRole
from matcher.domain.organizations.queries import memberships_of, open_invitations, owns_organization, runs_organization
from matcher.sealing import unseal
from tests.support.factories import make_account, make_member, make_organization
from tests.support.visitor import Visitor

Sessions = scoped_session[Session]


def link_in_letter(session: Sessions) -> str:
    """The path of the link the newest invitation carries."""
    notice = session.scalars(
        select(Notification).where(Notification.kind == "invitation").order_by(Notification.id.desc())
    ).first()
    return f"/invitations/{unseal(notice.parameters['sealed'])}"


def test_an_invited_account_becomes_a_member_through_its_link(
    session: Sessions, client: Visitor, another_client: Visitor
) -> None:
    one, guest = make_organization(name="蓮池クリーンクラブ"), make_account()
    client.enter(make_member(one))
    invited = client.submit(f"/organizer/{one.slug}/members", form="/members", email=guest.email, role="owner")
    another_client.enter(guest)

    page = another_client.get(link_in_letter(session))
    answer = another_client.submit(link_in_letter(session))

    assert invited.status_code == 303
    assert "「蓮池クリーンクラブ」への招待" in page.text
    assert (answer.status_code, answer.location) == (303, f"/organizer/{one.slug}/")
    assert owns_organization(guest, one)


def test_a_visitor_with_a_link_signs_in_first(session: Sessions, client: Visitor) -> None:
    answer = client.get("/invitations/anything")

    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in?next=")


def test_an_unusable_link_is_one_page_whatever_the_reason(
    session: Sessions, client: Visitor, another_client: Visitor
) -> None:
    one, guest = make_organization(), make_account()
    client.enter(make_member(one))
    client.submit(f"/organizer/{one.slug}/members", form="/members", email=guest.email, role="editor")
    another_client.enter(make_account())

    for_somebody_else = another_client.get(link_in_letter(session))
    unknown = another_client.get("/invitations/" + "x" * 43)

    assert (for_somebody_else.status_code, unknown.status_code) == (404, 404)
    assert for_somebody_else.text == unknown.text


def test_the_last_owner_reads_why_nobody_may_leave(session: Sessions, client: Visitor) -> None:
    one = make_organization()
    owner = make_member(one)
    client.enter(owner)

    answer = client.submit(f"/organizer/{one.slug}/members", form="/leave")

    assert answer.status_code == 422
    assert "代表がいなくなるので、できません" in answer.text
    assert runs_organization(owner, one)


def test_owners_change_and_remove_members(session: Sessions, client: Visitor) -> None:
    one = make_organization()
    client.enter(make_member(one))
    editor = make_member(one, role=MemberRole.EDITOR)
    number = memberships_of(editor)[0].id
    path = f"/organizer/{one.slug}/members"

    client.submit(path, form=f"/{number}/role")
    session.expire_all()
    assert owns_organization(editor, one)
    client.submit(path, form=f"/{number}/remove")

    session.expire_all()
    assert not runs_organization(editor, one)
    assert client.post(f"{path}/{number}/remove").status_code in (400, 404)


def test_an_editor_sees_members_and_changes_nothing(session: Sessions, client: Visitor) -> None:
    one = make_organization()
    owner = make_member(one)
    client.enter(make_member(one, role=MemberRole.EDITOR))
    path = f"/organizer/{one.slug}/members"

    page = client.get(path)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)

    assert owner.person.name in page.text
    assert "人を招待する" not in page.text
    for act in ("", f"/{memberships_of(owner)[0].id}/remove", f"/{memberships_of(owner)[0].id}/role"):
        answer = client.post(path + act, data={"csrf_token": token[1], "email": "a@example.jp", "role": "editor"})
        assert answer.status_code == 404
    assert client.get(f"/organizer/{one.slug}/details").status_code == 404


def test_an_invitation_is_taken_back(session: Sessions, client: Visitor) -> None:
    one = make_organization()
    client.enter(make_member(one))
    path = f"/organizer/{one.slug}/members"
    client.submit(path, form="/members", email="guest@example.jp", role="editor")

    answer = client.submit(path, form="/revoke")

    assert answer.status_code == 303
    assert open_invitations(one) == []


def test_what_is_no_address_is_said_so(session: Sessions, client: Visitor) -> None:
    one = make_organization()
    client.enter(make_member(one))

    answer = client.submit(f"/organizer/{one.slug}/members", form="/members", email="だれか", role="editor")

    assert answer.status_code == 422
    assert "メールアドレスを、name@example.jp の形で" in answer.text
    assert "だれか" in answer.text
