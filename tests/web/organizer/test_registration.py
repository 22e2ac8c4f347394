"""Registering an organization through the pages."""

import re
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from matcher.clock import now
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.models import OpportunityStatus
from matcher.domain.organizations.models import MemberRole, Membership, Organization, OrganizationStatus
from tests.support.factories import (
    add,
    make_account,
    make_member,
    make_opportunity,
    make_organization,
    make_shift,
    make_staff,
)
from tests.support.visitor import Visitor

Sessions = scoped_session[Session]
NUMBER = "1000020222143"  # a well-formed 法人番号


def written(**fields: Any) -> dict[str, Any]:
    """A whole registration of a civic group as somebody types it."""
    conditions = [condition.code for condition in current_plan().conditions_for("civic_group")]
    given = {
        "kind": "civic_group",
        "name": "蓮池クリーンクラブ",
        "name_kana": "はすいけクリーンクラブ",
        "district": "takasu",
        "description": "池のまわりを清掃しています。",
        "field_numbers": ["3", "7"],
        "contact_name": "活動担当",
        "contact_phone": "054-000-0000",
        "conditions_accepted": conditions,
    }
    return {**given, **fields}


def test_a_registration_is_handed_in_and_waits(session: Sessions, client: Visitor) -> None:
    client.enter(make_account())

    answer = client.submit("/organizer/new", **written())

    one = session.scalars(select(Organization)).one()
    assert (answer.status_code, answer.location) == (303, f"/organizer/{one.slug}/")
    assert (one.status, one.name_kana, one.contact_phone) == (
        OrganizationStatus.SUBMITTED,
        "ハスイケクリーンクラブ",
        "0540000000",
    )
    assert "支援室に送りました" in client.get(answer.location).text
    assert client.get(f"/organizations/{one.slug}").status_code == 404


def test_a_draft_needs_only_a_name_and_is_finished_later(session: Sessions, client: Visitor) -> None:
    client.enter(make_account())
    client.submit(
        "/organizer/new",
        kind="civic_group",
        name="蓮池クリーンクラブ",
        district="takasu",
        slug="hasuike",
        draft="1",
    )
    assert "まだ支援室に送っていません" in client.get("/organizer/hasuike/").text

    answer = client.submit("/organizer/hasuike/details", **written())

    assert answer.status_code == 303
    assert session.scalars(select(Organization.status)).one() == OrganizationStatus.SUBMITTED


def test_what_is_missing_is_said_at_each_field_and_nothing_is_lost(session: Sessions, client: Visitor) -> None:
    client.enter(make_account())

    answer = client.submit("/organizer/new", **written(description="", name_kana="", contact_phone=""))

    assert answer.status_code == 422
    assert answer.text.count("支援室に送るときは、書いてください。") == 6  # three fields, and the summary
    assert "蓮池クリーンクラブ" in answer.text
    assert session.scalars(select(Organization)).all() == []


def test_all_that_is_not_right_is_told_in_one_round(session: Sessions, client: Visitor) -> None:
    client.enter(make_account())

    answer = client.submit("/organizer/new", kind="npo_corp", name="蓮池クリーンクラブ", website="here", slug="new")

    told = ("name_kana", "corporate_number", "district", "slug", "description", "field_numbers", "website")
    for name in (*told, "contact_name", "contact_phone", "conditions_accepted"):
        assert f'id="{name}-error"' in answer.text, name


def test_what_another_has_already_is_told_beside_all_other_faults(session: Sessions, client: Visitor) -> None:
    owner = make_account()
    make_organization(slug="hasuike", corporate_number=NUMBER)
    own = make_organization(name="蓮池の会")
    add(Membership(organization_id=own.id, account_id=owner.id, role=MemberRole.OWNER, started_at=now()))
    client.enter(owner)

    taken = written(kind="npo_corp", corporate_number=NUMBER, slug="hasuike", name="蓮池の会")
    answer = client.submit("/organizer/new", **{**taken, "description": "", "website": "x"})

    assert answer.status_code == 422
    for name in ("name", "slug", "corporate_number", "description", "website"):
        assert f'id="{name}-error"' in answer.text, name
    assert "このアドレスは、別の団体が使っています" in answer.text
    assert "この法人番号の団体は、もう登録されています" in answer.text


def test_a_group_keeps_its_own_number_and_may_not_take_another_s(session: Sessions, client: Visitor) -> None:
    one = make_organization(kind="npo_corp", corporate_number=NUMBER, status=OrganizationStatus.DRAFT)
    other = make_organization(kind="npo_corp", status=OrganizationStatus.DRAFT)
    owner = make_member(one)
    add(Membership(organization_id=other.id, account_id=owner.id, role=MemberRole.OWNER, started_at=now()))
    client.enter(owner)
    typed = written(kind="npo_corp", corporate_number=NUMBER, draft="1")

    kept = client.submit(f"/organizer/{one.slug}/details", **typed)
    refused = client.submit(f"/organizer/{other.slug}/details", **{**typed, "contact_phone": "12"})

    assert kept.status_code == 303
    assert set(re.findall(r'id="(\w+)-error"', refused.text)) == {"corporate_number", "contact_phone"}


def test_a_draft_may_lack_what_only_the_office_needs_and_nothing_else(session: Sessions, client: Visitor) -> None:
    client.enter(make_account())

    answer = client.submit("/organizer/new", kind="npo_corp", name="蓮池クリーンクラブ", district="takasu", draft="1")

    assert re.findall(r'id="(\w+)-error"', answer.text) == ["corporate_number"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "npo_corp"}, "法人番号を入れてください"),
        ({"kind": "npo_corp", "corporate_number": "9-0000-2022-2143"}, "法人番号が正しくありません"),
        ({"slug": "new"}, "ページのアドレスは、半角の英小文字"),
        ({"conditions_accepted": []}, "登録の条件を読んで"),
        ({"name_kana": "hasuike"}, "カタカナ"),
        ({"contact_phone": "12"}, "市外局番から"),
        ({"website": "javascript:alert(1)"}, "https://"),
        ({"field_numbers": ["99"]}, "value"),
        ({"district": "mars"}, "value"),
        ({"name": "x" * 81}, "80文字"),
    ],
)
def test_each_refusal_says_what_to_do(client: Visitor, session: Sessions, fields: dict[str, Any], words: str) -> None:
    client.enter(make_account())

    answer = client.submit("/organizer/new", **written(**fields))

    assert answer.status_code == 422
    if words != "value":
        assert words in answer.text
    assert session.scalars(select(Organization)).all() == []


def test_the_office_registers_a_group_on_paper(session: Sessions, client: Visitor) -> None:
    client.enter(make_staff())

    client.submit("/organizer/new", **written())

    assert session.scalars(select(Membership)).all() == []
    assert session.scalars(select(Organization.status)).one() == OrganizationStatus.SUBMITTED


def test_an_old_page_does_not_write_over_a_newer_change(session: Sessions, client: Visitor) -> None:
    one = make_organization(name="蓮池クリーンクラブ")
    client.enter(make_member(one))
    path = f"/organizer/{one.slug}/details"

    client.submit(path, **written(description="新しい"))
    answer = client.submit(path, **written(description="古い", version="1"))

    assert answer.status_code == 422
    assert "ほかの人が先に変更しました" in answer.text
    assert "古い" in answer.text
    session.refresh(one)
    assert one.description == "新しい"


def test_a_group_does_not_rename_itself_after_approval(session: Sessions, client: Visitor) -> None:
    one = make_organization(name="蓮池クリーンクラブ")
    client.enter(make_member(one))

    answer = client.submit(f"/organizer/{one.slug}/details", **written(name="別の会"))

    assert answer.status_code == 422
    assert "支援室が確かめたものです" in answer.text


def test_another_group_s_pages_do_not_exist(client: Visitor, session: Sessions) -> None:
    one = make_organization()
    client.enter(make_member(make_organization()))

    for path in ("", "details", "members", "support", "support/new"):
        assert client.get(f"/organizer/{one.slug}/{path}").status_code == 404


def test_a_group_ends_its_registration_and_says_why(session: Sessions, client: Visitor) -> None:
    one = make_organization()
    opportunity = make_opportunity(organization=one)
    make_shift(opportunity)
    client.enter(make_member(one))

    without = client.submit(f"/organizer/{one.slug}/close", reason="")
    answer = client.submit(f"/organizer/{one.slug}/close", reason="会員がいなくなりました。")

    session.expire_all()
    assert (without.status_code, answer.status_code) == (422, 303)
    assert (one.status, opportunity.status) == (OrganizationStatus.CLOSED, OpportunityStatus.CANCELLED)
    assert "もう終わっています" in client.get(f"/organizer/{one.slug}/close").text
    assert client.get(f"/organizations/{one.slug}").status_code == 404


def test_the_home_shows_what_the_group_asks_for_and_the_places_left(session: Sessions, client: Visitor) -> None:
    one = make_organization()
    opportunity = make_opportunity(organization=one, title="花壇の植え替え")
    make_shift(opportunity, capacity=3)
    make_opportunity(organization=one, title="まだ下書き", status=OpportunityStatus.DRAFT)
    make_opportunity(organization=one, title="もう終わり", status=OpportunityStatus.CLOSED)
    client.enter(make_member(one))

    home = client.get(f"/organizer/{one.slug}/").text

    assert f'href="/organizer/{one.slug}/opportunities/{opportunity.id}"' in home
    assert "あと3人" in home
    assert "まだ下書き" in home
    assert "もう終わり" not in home


def test_a_telephone_number_is_read_with_hyphens_and_comes_back_as_typed(client: Visitor, session: Sessions) -> None:
    one = make_organization(contact_phone="0546411234")
    client.enter(make_member(one))
    path = f"/organizer/{one.slug}/details"

    answer = client.submit(path, **written(name="", contact_phone="（054）641-1234"))

    assert 'value="054-641-1234"' in client.get(path).text
    assert answer.status_code == 422
    assert 'value="（054）641-1234"' in answer.text
