"""A group writes an opportunity, hands it in, and looks after it."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from matcher.db import db
from matcher.domain.audit.actions import CLI
from matcher.domain.opportunities.actions import draft, submit
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, TagTaxonomy
from matcher.domain.opportunities.shift_actions import add_shift
from matcher.domain.organizations.models import Organization
from tests.support.contents import in_days, opportunity_content, shift_content
from tests.support.factories import make_member, make_opportunity, make_organization, make_shift
from tests.support.signing_in import sign_in
from tests.support.visitor import Visitor


@pytest.fixture
def group(client: Visitor) -> Organization:
    """A group of which the visitor is a member."""
    organization = make_organization(slug="hasuike", name="蓮池クリーンクラブ")
    sign_in(client, make_member(organization))
    return organization


def written(group: Organization, **facts: Any) -> Opportunity:
    opportunity = draft(group, opportunity_content(**facts), by=CLI)
    add_shift(opportunity, shift_content(), by=CLI)
    db.session.commit()
    return opportunity


def the_only_one() -> Opportunity:
    db.session.rollback()
    return db.session.scalars(select(Opportunity)).one()


def test_a_new_group_is_shown_the_first_step(client: Visitor, group: Organization) -> None:
    page = client.get("/organizer/hasuike/opportunities")

    assert page.status_code == 200
    assert "書いている募集は、ありません" in page.text


def test_a_title_is_enough_to_keep_a_draft(client: Visitor, group: Organization) -> None:
    answer = client.submit("/organizer/hasuike/opportunities/new", title="池の清掃")

    opportunity = the_only_one()
    assert answer.status_code == 303
    assert answer.location.endswith(f"/organizer/hasuike/opportunities/{opportunity.id}/shifts")
    assert (opportunity.title, opportunity.status) == ("池の清掃", OpportunityStatus.DRAFT)
    assert opportunity.contact_name == group.contact_name


def test_without_a_title_nothing_is_kept_but_everything_typed_comes_back(client: Visitor, group: Organization) -> None:
    answer = client.submit(
        "/organizer/hasuike/opportunities/new",
        title="",
        description="三班に分かれます。",
        min_age="十五",
        criteria=["seated"],
    )

    assert answer.status_code == 422
    assert "題名：入れてください。" in answer.text
    assert "三班に分かれます。" in answer.text
    assert 'value="十五"' in answer.text
    assert re.search(r'value="seated" checked', answer.text)
    assert db.session.scalars(select(Opportunity)).all() == []


def test_everything_written_is_kept_and_stands_in_the_form_again(client: Visitor, group: Organization) -> None:
    client.submit(
        "/organizer/hasuike/opportunities/new",
        title="池の清掃",
        title_kana="いけのせいそう",
        summary="池を清掃します。",
        description="三班に分かれます。",
        fields=["7", "3"],
        activities=["cleanup"],
        pillars=["1"],
        audiences=["seniors", "everyone"],
        criteria=["seated", "beginners_welcome"],
        district="takasu",
        venue="高洲地区交流センター",
        things_to_bring="軍手",
        min_age="１５",
        fee_yen="1,000円",
        insurance_type="event",
        contact_phone="(054) 000-0001",
    )

    opportunity = the_only_one()
    assert (opportunity.title_kana, opportunity.min_age, opportunity.fee_yen) == ("イケノセイソウ", 15, 1000)
    assert opportunity.contact_phone == "0540000001"
    assert opportunity.codes(TagTaxonomy.FIELD) == ["3", "7"]
    assert opportunity.codes(TagTaxonomy.AUDIENCE) == ["everyone", "seniors"]
    page = client.get(f"/organizer/hasuike/opportunities/{opportunity.id}/edit").text
    assert 'value="イケノセイソウ"' in page
    assert re.search(r'value="cleanup" checked', page)
    assert re.search(r'<option selected value="takasu">', page)


def test_an_audience_that_is_not_true_is_refused_at_its_field(client: Visitor, group: Organization) -> None:
    answer = client.submit("/organizer/hasuike/opportunities/new", title="池の清掃", audiences=["women"])

    assert answer.status_code == 422
    assert "「女性」に合う条件が、まだ選ばれていません" in answer.text
    assert re.search(r'value="women" checked', answer.text)


def test_all_that_is_not_right_is_told_in_one_round(client: Visitor, group: Organization) -> None:
    wrong = {"fee_yen": "たくさん", "audiences": ["women"], "min_age": "20", "max_age": "18", "contact_phone": "12"}

    answer = client.submit("/organizer/hasuike/opportunities/new", title="", **wrong)

    told = set(re.findall(r'id="(\w+)-error"', answer.text))
    assert told == {"title", "fee_yen", "audiences", "max_age", "contact_phone"}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("sign_up_url", "javascript:alert(1)", "https:// から始まるアドレス"),
        ("fee_yen", "たくさん", "数字で入れてください"),
        ("min_age", "200", "0 から 130 まで"),
        ("contact_email", "だれか", "メールアドレス"),
        ("kind", "party", "一覧から選んでください"),
        ("district", "atlantis", "一覧から選んでください"),
        ("department_id", "999", "一覧から選んでください"),
        ("fields", ["99"], "選んだものが、いまの一覧にありません"),
        ("title", "字" * 61, "60文字まで"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    client: Visitor, group: Organization, name: str, value: Any, words: str
) -> None:
    answer = client.submit("/organizer/hasuike/opportunities/new", **{"title": "池の清掃", name: value})

    assert answer.status_code == 422
    assert words in answer.text


def test_a_pasted_text_that_is_too_long_is_kept_whole_and_told_by_how_many_letters(
    client: Visitor, group: Organization
) -> None:
    page, typed = "/organizer/hasuike/opportunities/new", "池" * 80

    answer = client.submit(page, title=typed)

    assert answer.status_code == 422
    assert "60文字までで入れてください。いま80文字で、20文字多いです。" in answer.text
    assert f'value="{typed}"' in answer.text
    assert "maxlength" not in client.get(page).text


def test_a_draft_is_changed_and_whoever_saw_an_older_text_is_told(client: Visitor, group: Organization) -> None:
    opportunity = written(group)
    edit = f"/organizer/hasuike/opportunities/{opportunity.id}/edit"

    changed = client.submit(edit, title="池の清掃")
    stale = client.submit(edit, title="森の清掃", version="1")

    assert changed.status_code == 303
    assert stale.status_code == 422
    assert "ほかの人が先に変更しました" in stale.text
    assert 'value="森の清掃"' in stale.text
    assert the_only_one().title == "池の清掃"


def test_what_is_missing_is_named_and_nothing_is_handed_in(client: Visitor, group: Organization) -> None:
    opportunity = draft(group, opportunity_content(summary=None), by=CLI)
    whole = f"/organizer/hasuike/opportunities/{opportunity.id}"

    page = client.get(whole)
    refused = client.post(f"{whole}/hand-in", data={"csrf_token": token(client.get(f"{whole}/edit").text)})

    assert "ひとことで" in page.text
    assert "これからの日にち" in page.text
    assert refused.status_code == 422
    assert db.session.get(Opportunity, opportunity.id).status == OpportunityStatus.DRAFT


def test_a_complete_draft_is_handed_in_and_can_be_taken_back(client: Visitor, group: Organization) -> None:
    opportunity = written(group)
    whole = f"/organizer/hasuike/opportunities/{opportunity.id}"

    handed_in = client.submit(whole, form="/hand-in")
    page = client.get(whole)
    taken_back = client.submit(whole, form="/take-back")

    assert handed_in.status_code == 303
    assert "支援室が確かめています" in page.text
    assert taken_back.status_code == 303
    assert the_only_one().status == OpportunityStatus.DRAFT


def test_what_was_returned_shows_the_reason_where_one_writes(client: Visitor, group: Organization) -> None:
    opportunity = make_opportunity(
        organization=group, status=OpportunityStatus.RETURNED, return_reason="集合場所を書いてください"
    )

    for page in ("", "/edit"):
        assert "集合場所を書いてください" in client.get(f"/organizer/hasuike/opportunities/{opportunity.id}{page}").text


def test_what_is_public_is_changed_in_the_same_form(client: Visitor, group: Organization) -> None:
    opportunity = make_shift(make_opportunity(organization=group)).opportunity

    answer = client.submit(
        f"/organizer/hasuike/opportunities/{opportunity.id}/edit", things_to_bring="長ぐつ", kind="event"
    )

    assert answer.status_code == 303
    assert "長ぐつ" in client.get(f"/opportunities/{opportunity.id}").text


@pytest.mark.parametrize("field", ["things_to_bring", "venue", "summary", "contact_name", "insurance_type"])
def test_what_a_public_post_must_say_cannot_be_emptied(client: Visitor, group: Organization, field: str) -> None:
    opportunity = make_shift(make_opportunity(organization=group)).opportunity
    before = getattr(opportunity, field)
    path = f"/organizer/hasuike/opportunities/{opportunity.id}/edit"

    answer = client.submit(path, **{field: "", "rain_policy": "小雨は行います"})

    assert answer.status_code == 422
    assert "公開している間は、空にできません" in answer.text
    assert "小雨は行います" in answer.text
    db.session.refresh(opportunity)
    assert getattr(opportunity, field) == before


def test_what_is_over_is_closed(client: Visitor, group: Organization) -> None:
    opportunity = make_shift(make_opportunity(organization=group), starts_at=in_days(-3)).opportunity

    answer = client.submit(f"/organizer/hasuike/opportunities/{opportunity.id}", form="/close")

    assert answer.status_code == 303
    assert the_only_one().status == OpportunityStatus.CLOSED


def test_what_need_not_be_written_and_is_not_is_not_called_written(client: Visitor, group: Organization) -> None:
    opportunity = written(group, audiences=(), criteria=())

    page = client.get(f"/organizer/hasuike/opportunities/{opportunity.id}").text

    assert page.count("なし（書かなくてかまいません）") == 2  # whom it invites, and the city's part


@pytest.mark.parametrize("page", ["", "/edit", "/shifts"])
def test_another_groups_opportunity_does_not_exist(client: Visitor, group: Organization, page: str) -> None:
    other = make_opportunity(organization=make_organization(slug="other"))

    for slug in ("other", "hasuike"):
        assert client.get(f"/organizer/{slug}/opportunities/{other.id}{page}").status_code == 404


def test_staff_write_for_a_group_that_brings_paper_and_somebody_else_decides(client: Visitor) -> None:
    from_paper = make_organization(slug="paper")
    staff = make_member(make_organization(), is_staff=True)
    sign_in(client, staff)

    client.submit("/organizer/paper/opportunities/new", title="池の清掃")
    opportunity = the_only_one()
    add_shift(opportunity, shift_content(), by=CLI)
    edit = f"/organizer/paper/opportunities/{opportunity.id}/edit"

    assert opportunity.created_by == staff.id
    assert client.get(edit).status_code == 200
    assert opportunity.organization_id == from_paper.id


def test_staff_see_what_a_group_wrote_but_do_not_write_in_it(client: Visitor) -> None:
    group = make_organization(slug="hasuike")
    opportunity = written(group)
    submit(opportunity, by=make_member(group))
    sign_in(client, make_member(make_organization(), is_staff=True))

    whole = f"/organizer/hasuike/opportunities/{opportunity.id}"

    assert client.get(whole).status_code == 200
    assert client.get(f"{whole}/edit").status_code == 404


def token(html: str) -> str:
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', html)[1]
