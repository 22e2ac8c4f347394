"""The public directory, pages of organizations, needs and offers."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, scoped_session

from matcher.clock import now
from matcher.domain.opportunities.models import OpportunityStatus
from matcher.domain.organizations.models import OrganizationField, OrganizationStatus
from matcher.domain.support import actions
from matcher.domain.support.models import Direction
from matcher.domain.support.rules import SupportDetails
from tests.support.factories import (
    add,
    make_account,
    make_department,
    make_opportunity,
    make_organization,
    make_shift,
)
from tests.support.visitor import Visitor

Sessions = scoped_session[Session]
PAGES = ("/organizations", "/support")


def test_the_directory_leads_to_each_organization_s_page(session: Sessions, client: Visitor) -> None:
    one = make_organization(name="蓮池クリーンクラブ", description="池の清掃", website="https://example.jp/")
    add(OrganizationField(organization_id=one.id, field_no=7))

    listed, page = client.get("/organizations"), client.get(f"/organizations/{one.slug}")

    assert f'href="/organizations/{one.slug}"' in listed.text
    assert "池の清掃" in page.text
    assert "054-000-0000" in page.text


@pytest.mark.parametrize("status", [status for status in OrganizationStatus if status != OrganizationStatus.APPROVED])
def test_nothing_of_it_is_public_without_approval(
    session: Sessions, client: Visitor, status: OrganizationStatus
) -> None:
    one = make_organization(name="蓮池クリーンクラブ", status=status)

    assert "蓮池クリーンクラブ" not in client.get("/organizations").text
    assert client.get(f"/organizations/{one.slug}").status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_a_new_city_and_a_search_without_result_say_what_helps(session: Sessions, client: Visitor, path: str) -> None:
    assert "登録" in client.get(path).text
    assert "条件を1つ外すと" in client.get(f"{path}?district=osu").text


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("query", ["district=mars", "after=x", "after=99999999999999", "kind=x&type=x", "q=%00&type=x"])
def test_what_nobody_could_have_chosen_is_a_bad_request(
    session: Sessions, client: Visitor, path: str, query: str
) -> None:
    assert client.get(f"{path}?{query}").status_code == 400


@pytest.mark.parametrize("path", ["/organizations/a%00b", "/support/99999999999999999999", "/support/0"])
def test_what_cannot_exist_is_not_found(session: Sessions, client: Visitor, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_public_pages_are_the_same_for_everybody_and_keep_no_session(
    session: Sessions, client: Visitor, path: str
) -> None:
    answer = client.get(path)

    assert "Set-Cookie" not in answer.headers
    assert "public" in answer.headers["Cache-Control"]
    assert 'method="post"' not in answer.text


def test_a_long_directory_goes_on_with_its_filters(session: Sessions, client: Visitor) -> None:
    for _ in range(21):
        make_organization(district="osu")

    page = client.get("/organizations?district=osu").text

    assert "続きを見る" in page
    assert "district=osu&amp;after=" in page


def test_needs_and_offers_lead_to_whom_to_ask(session: Sessions, client: Visitor) -> None:
    group = make_organization(name="蓮池クリーンクラブ")
    need = SupportDetails(direction=Direction.NEED, type="goods", title="トング", quantity=20, unit="本")
    item = actions.post(owner=group, details=need, by=make_account())
    actions.post(
        owner=make_department(name="見本課"),
        details=SupportDetails(direction=Direction.OFFER, type="space", title="会議室"),
        by=make_account(),
    )

    listed, page = client.get("/support"), client.get(f"/support/{item.id}")

    assert "蓮池クリーンクラブ" in listed.text
    assert "見本課" in listed.text
    assert "20本" in page.text
    assert f"/organizations/{group.slug}" in page.text
    assert "会議室" not in client.get("/support?direction=need").text


def test_an_organization_shows_what_it_asks_for_and_what_it_did(session: Sessions, client: Visitor) -> None:
    one = make_organization()
    coming = make_opportunity(organization=one, title="花壇の植え替え", first_open_starts_at=now())
    past = make_opportunity(organization=one, title="池の清掃")
    make_shift(coming)
    make_shift(past, starts_at=now() - timedelta(hours=5))
    make_shift(make_opportunity(organization=one, title="まだ下書き", status=OpportunityStatus.DRAFT))
    make_shift(make_opportunity(title="よその会のこと", first_open_starts_at=now()))

    page = client.get(f"/organizations/{one.slug}").text

    assert page.index("花壇の植え替え") < page.index("にしたこと") < page.index("池の清掃")
    assert "まだ下書き" not in page
    assert "よその会のこと" not in page
