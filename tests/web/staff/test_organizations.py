"""The office decides about registrations."""

from sqlalchemy.orm import Session, scoped_session

from matcher.domain.organizations import actions
from matcher.domain.organizations.models import OrganizationStatus
from tests.domain.organizations.test_actions import details
from tests.support.factories import make_account, make_member, make_organization, make_staff
from tests.support.visitor import Visitor

Sessions = scoped_session[Session]


def test_the_office_approves_and_the_group_is_public(session: Sessions, client: Visitor) -> None:
    owner = make_account()
    one = actions.register(details=details(), by=owner)
    actions.submit(one, by=owner)
    client.enter(make_staff())

    waiting = client.get("/staff/organizations")
    answer = client.submit(f"/staff/organizations/{one.slug}", form="/approve")

    assert "蓮池クリーンクラブ" in waiting.text
    assert answer.status_code == 303
    assert client.get(f"/organizations/{one.slug}").status_code == 200


def test_the_office_returns_a_registration_with_a_reason_the_group_reads(
    session: Sessions, client: Visitor, another_client: Visitor
) -> None:
    owner = make_account()
    one = actions.register(details=details(), by=owner)
    actions.submit(one, by=owner)
    client.enter(make_staff())
    another_client.enter(owner)
    path = f"/staff/organizations/{one.slug}"

    without = client.submit(path, form="/return", reason="")
    client.submit(path, form="/return", reason="活動の場所を書いてください。")

    assert without.status_code == 422
    assert "活動の場所を書いてください。" in another_client.get(f"/organizer/{one.slug}/").text


def test_nobody_decides_about_what_they_submitted(session: Sessions, client: Visitor) -> None:
    staff = make_staff()
    one = actions.register(details=details(), by=staff)
    actions.submit(one, by=staff)
    client.enter(staff)

    page = client.get(f"/staff/organizations/{one.slug}")

    assert "ほかの職員が決めます" in page.text
    assert "この内容で認める" not in page.text


def test_an_old_page_approves_nothing(session: Sessions, client: Visitor) -> None:
    owner = make_account()
    one = actions.register(details=details(), by=owner)
    actions.submit(one, by=owner)
    client.enter(make_staff())

    answer = client.submit(f"/staff/organizations/{one.slug}", form="/approve", version="x")

    session.refresh(one)
    assert answer.status_code == 422
    assert one.status == OrganizationStatus.SUBMITTED


def test_a_group_is_suspended_and_resumed(session: Sessions, client: Visitor) -> None:
    one = make_organization()
    client.enter(make_staff())
    path = f"/staff/organizations/{one.slug}"

    client.submit(path, form="/suspend", reason="連絡がとれません。")
    hidden = client.get(f"/organizations/{one.slug}")
    client.submit(path, form="/resume")

    assert hidden.status_code == 404
    assert client.get(f"/organizations/{one.slug}").status_code == 200


def test_every_status_has_its_list(session: Sessions, client: Visitor) -> None:
    made = {status: make_organization(status=status) for status in OrganizationStatus}
    client.enter(make_staff())

    for status, one in made.items():
        assert f"/staff/organizations/{one.slug}" in client.get(f"/staff/organizations?status={status}").text
        assert client.get(f"/staff/organizations/{one.slug}").status_code == 200


def test_who_is_not_of_the_office_finds_nothing(session: Sessions, client: Visitor) -> None:
    one = make_organization()
    client.enter(make_member(one))

    assert client.get("/staff/organizations").status_code == 404
    assert client.get(f"/staff/organizations/{one.slug}").status_code == 404
