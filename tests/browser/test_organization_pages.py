"""The pages of groups, companies and the office about them, in a real browser: normal, empty and sent back."""

from typing import Any

import pytest

from matcher.db import db
from matcher.domain.organizations.membership import invite
from matcher.domain.organizations.models import MemberRole, Membership, Organization, OrganizationStatus
from matcher.domain.people.models import Account
from matcher.domain.people.queries import current_terms
from matcher.domain.support.actions import post
from matcher.domain.support.models import Direction
from matcher.domain.support.rules import SupportDetails
from tests.support.databases import on_sqlite
from tests.support.factories import (
    add,
    make_account,
    make_member,
    make_opportunity,
    make_organization,
    make_person,
    make_shift,
)
from tests.support.looking import faults_of, press, resize, sign_in
from tests.support.signing_in import cheap_hash

pytestmark = on_sqlite
LONG = "長い名前の実行委員会および関係団体連絡協議会合同準備事務局" * 3


@pytest.fixture
def town(page: Any) -> Any:
    """A browser signed in as somebody of a group, of a company and of the office, and a town with long names."""
    with db.unit_of_work():
        group = make_organization(slug="group", name=LONG, description=LONG, website="https://example.jp/" + "a" * 90)
        firm = make_organization(slug="firm", kind="company")
        make_organization(slug="waiting", status=OrganizationStatus.SUBMITTED)
        make_organization(slug="returned", status=OrganizationStatus.RETURNED, return_reason=LONG)
        account = signing_in("somebody@example.jp", is_staff=True)
        for one in (group, firm):
            belongs(account, one)
        make_member(group, role=MemberRole.EDITOR, person=make_person(name=LONG))
        invite(group, email="guest@example.jp", role=MemberRole.EDITOR, by=account)
        for owner in (group, firm):
            details = SupportDetails(direction=Direction.NEED, type="goods", title=LONG, quantity=20, unit="本")
            post(owner=owner, details=details, by=account)
        make_shift(make_opportunity(organization=group), allows_teams=True)
    sign_in(page, "somebody@example.jp", "wakiai-demo-1")
    resize(page, 375)
    return page


def signing_in(email: str, **facts: Any) -> Account:
    """An account with a password."""
    person = make_person(email=email)
    return make_account(
        person=person, password_hash=cheap_hash("wakiai-demo-1"), terms_version=current_terms(), **facts
    )


def belongs(account: Account, organization: Organization) -> None:
    """The account owns the organization."""
    started = organization.created_at
    add(Membership(organization_id=organization.id, account_id=account.id, role=MemberRole.OWNER, started_at=started))


@pytest.mark.parametrize("path", ["/organizations", "/support"])
def test_the_lists_of_a_new_city_are_accessible(page: Any, path: str) -> None:
    page.goto(path)

    assert faults_of(page) == []


def test_pages_with_long_names_are_accessible(town: Any) -> None:
    for path in (
        "/organizations", "/organizations/group", "/organizations?q=nothing", "/support", "/support/1",
        "/organizer/group/", "/organizer/group/details", "/organizer/group/members", "/organizer/group/support",
        "/organizer/group/support/1", "/organizer/group/close", "/organizer/returned/", "/organizer/waiting/members",
        "/company/firm/", "/company/firm/seats", "/company/firm/seats/roles/1", "/company/firm/support",
        "/staff/organizations", "/staff/organizations/waiting", "/staff/organizations/group", "/invitations/no-such",
    ):  # fmt: skip
        town.goto(path)

        assert faults_of(town) == []


@pytest.mark.parametrize(
    ("path", "button"),
    [
        ("/organizer/new", "支援室に送る"),
        ("/organizer/group/members", "招待のメールを送る"),
        ("/organizer/group/members", "この団体から抜ける"),
        ("/organizer/group/support/new", "載せる"),
        ("/organizer/group/close", "登録を終える"),
        ("/company/firm/seats/roles/1", "席をとる"),
        ("/staff/organizations/waiting", "理由をつけて返す"),
    ],
)
def test_a_form_that_is_sent_back_is_accessible_and_begins_with_what_to_do(town: Any, path: str, button: str) -> None:
    town.goto(path)

    press(town.get_by_role("button", name=button, exact=True))

    assert town.locator(".error-summary").is_visible()
    assert faults_of(town) == []
