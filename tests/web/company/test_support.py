"""A company posts offers, a group posts needs, each on pages of its own."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from matcher.clock import today
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.domain.support.models import SupportItem, SupportStatus
from tests.support.factories import make_member, make_organization
from tests.support.visitor import Visitor

Sessions = scoped_session[Session]


def company(**facts: object) -> Organization:
    """An approved company."""
    return make_organization(kind="company", name="見本精密", **facts)


@pytest.mark.parametrize(("audience", "kind"), [("company", "company"), ("organizer", "civic_group")])
def test_an_item_is_posted_changed_found_and_posted_again(
    session: Sessions, client: Visitor, audience: str, kind: str
) -> None:
    one = make_organization(kind=kind)
    client.enter(make_member(one))
    path = f"/{audience}/{one.slug}/support"

    client.submit(f"{path}/new", type="space", title="会議室", until_on=str(today() + timedelta(days=30)))
    item = session.scalars(select(SupportItem)).one()
    client.submit(f"{path}/{item.id}", title="会議室（平日の夜）")
    assert "会議室（平日の夜）" in client.get("/support").text
    client.submit(path, form="/fulfil")
    assert "会議室（平日の夜）" not in client.get("/support").text
    client.submit(path, form="/reopen")

    session.refresh(item)
    assert (item.title, item.status) == ("会議室（平日の夜）", SupportStatus.OPEN)
    assert client.get("/support").text.count("会議室（平日の夜）") > 0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "入れてください"),
        ({"type": ""}, "種類を選んでください"),
        ({"quantity": "3"}, "数と単位は、両方を"),
        ({"quantity": "-1", "unit": "本"}, "までの数を入れてください"),
        ({"until_on": "2020-01-01"}, "いつまでの日が過ぎています"),
        ({"from_on": "2030-02-01", "until_on": "2030-01-01"}, "いつからの日より前です"),
    ],
)
def test_each_refusal_says_what_to_do(session: Sessions, client: Visitor, fields: dict[str, str], words: str) -> None:
    one = company()
    client.enter(make_member(one))

    answer = client.submit(f"/company/{one.slug}/support/new", **{"type": "space", "title": "会議室", **fields})

    assert answer.status_code == 422
    assert words in answer.text


def test_all_that_is_not_right_is_told_in_one_round(session: Sessions, client: Visitor) -> None:
    one = company()
    client.enter(make_member(one))

    answer = client.submit(f"/company/{one.slug}/support/new", title="", quantity="20", until_on="2020-01-01")

    assert set(re.findall(r'id="(\w+)-error"', answer.text)) == {"type", "title", "unit", "until_on"}


def test_a_company_that_waits_for_approval_posts_nothing(session: Sessions, client: Visitor) -> None:
    one = company(status=OrganizationStatus.SUBMITTED)
    client.enter(make_member(one))

    page = client.get(f"/company/{one.slug}/")
    answer = client.submit(f"/company/{one.slug}/support/new", type="space", title="会議室")

    assert "支援室が登録を確かめたあとで" in page.text
    assert answer.status_code == 422
    assert "支援室が登録を確かめたあとで、出せます" in answer.text


def test_a_group_has_no_company_pages(session: Sessions, client: Visitor) -> None:
    group = make_organization()
    client.enter(make_member(group))

    assert client.get(f"/company/{group.slug}/").status_code == 404
    assert client.get(f"/company/{group.slug}/support").status_code == 404


def test_another_s_item_cannot_be_reached_through_one_s_own_address(session: Sessions, client: Visitor) -> None:
    mine, other = company(), company()
    client.enter(make_member(other))
    client.submit(f"/company/{other.slug}/support/new", type="space", title="会議室")
    item = session.scalars(select(SupportItem)).one()
    client.enter(make_member(mine))

    assert client.get(f"/company/{mine.slug}/support/{item.id}").status_code == 404
    assert client.get(f"/company/{other.slug}/support/{item.id}").status_code == 404


def test_a_company_s_home_shows_what_it_offers_and_what_groups_need(session: Sessions, client: Visitor) -> None:
    one, group = company(), make_organization()
    owner = make_member(one)
    client.enter(make_member(group))
    client.submit(f"/organizer/{group.slug}/support/new", type="goods", title="トング")
    client.enter(owner)
    client.submit(f"/company/{one.slug}/support/new", type="space", title="会議室")

    home = client.get(f"/company/{one.slug}/").text

    assert "トング" in home
    assert "会議室" in home
