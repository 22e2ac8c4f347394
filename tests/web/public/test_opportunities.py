"""Finding and reading opportunities, as anybody does."""

import re
from datetime import timedelta
from typing import Any

import pytest

from matcher.clock import now
from matcher.db import db
from matcher.domain.opportunities.models import (
    Joining,
    Opportunity,
    OpportunityStatus,
    OpportunityTag,
    ShiftStatus,
    SignUpWay,
    TagTaxonomy,
    Timing,
)
from matcher.domain.organizations.models import OrganizationStatus
from tests.support.contents import in_days
from tests.support.factories import add, make_department, make_opportunity, make_organization, make_shift
from tests.support.visitor import Visitor


def make_found(title: str = "公園の清掃", **facts: Any) -> Opportunity:
    opportunity = make_opportunity(title=title, **facts)
    make_shift(opportunity)
    return opportunity


def test_whoever_looks_finds_what_is_on(client: Visitor) -> None:
    opportunity = make_found("年末の池のごみ拾い", organization=make_organization(name="蓮池クリーンクラブ"))

    page = client.get("/opportunities")

    assert page.status_code == 200
    assert "1件が見つかりました" in page.text
    assert "年末の池のごみ拾い" in page.text
    assert "蓮池クリーンクラブ" in page.text
    assert "あと10人" in page.text
    assert f'href="/opportunities/{opportunity.id}"' in page.text


def test_the_page_of_a_full_activity_offers_the_waiting_list(client: Visitor) -> None:
    shift = make_shift()
    shift.roles[0].taken = 10

    page = client.get(f"/opportunities/{shift.opportunity_id}").text

    assert "キャンセル待ちに並ぶ" in page
    assert "この日に申し込む" not in page
    assert "募集中" not in page


def test_a_refused_search_says_so_in_the_title_and_before_the_filter(client: Visitor) -> None:
    page = client.get("/opportunities?from=2026-12-31&to=2026-12-01").text

    assert "<title>直すところがあります：活動をさがす" in page
    assert page.index("この条件ではさがせません") < page.index("<form")


def test_the_list_is_the_same_for_everybody_and_may_be_kept(client: Visitor) -> None:
    page = client.get("/opportunities")

    assert page.headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in page.headers
    assert "csrf" not in page.text


def test_a_new_city_says_what_will_be_here(client: Visitor) -> None:
    page = client.get("/opportunities")

    assert "いま募集している活動は、まだありません" in page.text


def test_what_was_chosen_stays_chosen_and_can_be_taken_out(client: Visitor) -> None:
    make_found()

    page = client.get("/opportunities?q=清掃&district=takasu&weekday=6&open=1&sort=newest")

    assert 'value="清掃"' in page.text
    assert re.search(r'value="takasu" checked', page.text)
    assert re.search(r'value="newest" selected', page.text)
    assert "（4つ選択中）" in page.text


def test_when_nothing_fits_the_way_out_is_named_with_its_number(client: Visitor) -> None:
    make_found()

    page = client.get("/opportunities?district=takasu&q=防災")

    assert "この条件の活動は、いまありません" in page.text
    assert "「ことば：防災」を外す（1件）" in page.text


@pytest.mark.parametrize(
    "question",
    [
        "district=atlantis",
        "from=soon",
        "after=x",
        "after=1-999999999999999999999",
        "weekday=9",
        "q=" + "a" * 101,
        "q=%00",
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_words_and_keeps_the_rest(client: Visitor, question: str) -> None:
    page = client.get(f"/opportunities?audience=youth&{question}")

    assert page.status_code == 400
    assert "さがす条件に、使えないものがあります" in page.text
    assert re.search(r'value="youth" checked', page.text)


def test_the_next_page_is_a_link(client: Visitor) -> None:
    for number in range(21):
        make_found(f"活動{number}")

    first = client.get("/opportunities").text
    following = re.search(r'href="(/opportunities\?[^"]*after=[^"]+)"', first)
    second = client.get(following[1].replace("&amp;", "&")).text

    titles = set(re.findall(r">(活動\d+)<", first)) | set(re.findall(r">(活動\d+)<", second))
    assert titles == {f"活動{number}" for number in range(21)}
    assert "続きを見る" not in second
    assert "はじめから見る" in second


def test_one_opportunity_tells_all_that_is_asked_first(client: Visitor) -> None:
    opportunity = make_found(
        description="三班に分かれます。",
        things_to_bring="軍手",
        fee_yen=500,
        min_age=15,
        rain_policy="小雨決行",
        department_id=make_department(name="花と緑の課").id,
        city_role="道具を貸します",
        partner_role="人を集めます",
        shared_purpose="池を守ります",
    )
    for taxonomy, code in (
        (TagTaxonomy.AUDIENCE, "women"),
        (TagTaxonomy.AUDIENCE, "seniors"),
        (TagTaxonomy.CRITERION, "seated"),
    ):
        add(OpportunityTag(opportunity_id=opportunity.id, taxonomy=taxonomy, code=code))

    page = client.get(f"/opportunities/{opportunity.id}").text

    for words in (
        "三班に分かれます。",
        "軍手",
        "500円",
        "15歳から",
        "小雨決行",
        "花と緑の課",
        "池を守ります",
        "054-000-0000",
    ):
        assert words in page
    assert "高齢者" in page
    tags = re.search(r'<ul class="tags">(.*?)</ul>', page, re.DOTALL)[1]
    assert "女性" not in tags, "none of its criteria holds"


def test_the_way_to_join_comes_before_the_long_text(client: Visitor) -> None:
    opportunity = make_found(description="三班に分かれます。")

    page = client.get(f"/opportunities/{opportunity.id}").text

    assert page.index("参加する日をえらぶ") < page.index("三班に分かれます。")
    assert f'action="/opportunities/{opportunity.id}/sign-up"' in page
    assert 'method="post"' not in page


def test_each_day_says_its_places_and_a_full_one_has_a_waiting_list(client: Visitor) -> None:
    opportunity = make_opportunity()
    full = make_shift(opportunity, capacity=2)
    full.roles[0].taken, full.roles[0].waiting = 2, 3
    make_shift(opportunity, starts_at=in_days(12), capacity=6)

    page = client.get(f"/opportunities/{opportunity.id}").text

    assert "満員・キャンセル待ち 3人" in page
    assert "空いたら、順番にお知らせします" in page
    assert "あと6人" in page


def test_a_day_past_its_deadline_stays_in_sight_with_the_reason(client: Visitor) -> None:
    opportunity = make_opportunity()
    late = make_shift(opportunity, sign_up_until_at=now() - timedelta(hours=1))
    make_shift(opportunity, starts_at=in_days(12))

    page = client.get(f"/opportunities/{opportunity.id}").text

    assert re.search(rf'value="{late.id}" disabled', page)
    assert "に締め切りました" in page


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"sign_up_way": SignUpWay.ELSEWHERE, "sign_up_url": "https://example.jp/form"}, "https://example.jp/form"),
        ({"sign_up_way": SignUpWay.NOT_NEEDED}, "申し込みはいりません"),
        ({"joining": Joining.ALL_SHIFTS}, "全部の日に参加する"),
        ({"status": OpportunityStatus.CANCELLED, "published_at": now()}, "中止になりました"),
        ({"status": OpportunityStatus.CLOSED, "published_at": now()}, "終わりました"),
    ],
)
def test_each_way_to_join_or_not_is_said(client: Visitor, facts: dict[str, Any], words: str) -> None:
    opportunity = make_found(**facts)

    page = client.get(f"/opportunities/{opportunity.id}")

    assert page.status_code == 200
    assert words in page.text
    can_join = "sign-up" in page.text.replace('class="sign-up', "")
    assert can_join is (facts.get("joining") == Joining.ALL_SHIFTS)


def test_what_is_over_says_so(client: Visitor) -> None:
    opportunity = make_shift(starts_at=in_days(-3)).opportunity

    page = client.get(f"/opportunities/{opportunity.id}").text

    assert "この募集の日は、すべて終わりました。" in page
    assert f"/opportunities/{opportunity.id}/sign-up" not in page


def test_a_course_that_has_begun_cannot_be_joined(client: Visitor) -> None:
    opportunity = make_opportunity(joining=Joining.ALL_SHIFTS)
    make_shift(opportunity, starts_at=in_days(-3))
    make_shift(opportunity, starts_at=in_days(4))

    page = client.get(f"/opportunities/{opportunity.id}").text

    assert "申し込みは締め切りました" in page
    assert f"/opportunities/{opportunity.id}/sign-up" not in page


def test_what_is_not_public_does_not_exist(client: Visitor) -> None:
    hidden = [make_found(status=status) for status in OpportunityStatus if status != OpportunityStatus.PUBLISHED]
    hidden.append(make_found(organization=make_organization(status=OrganizationStatus.SUSPENDED)))
    hidden.append(make_found(status=OpportunityStatus.SUSPENDED, published_at=now()))
    db.session.commit()

    answers = {client.get(f"/opportunities/{one}").status_code for one in [each.id for each in hidden]}

    assert answers == {404}


@pytest.mark.parametrize("path", ["/opportunities/999", "/opportunities/99999999999999999999", "/opportunities/x"])
def test_an_unknown_number_is_not_found(client: Visitor, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.get(path + ".ics").status_code == 404


def test_its_days_go_into_a_calendar(client: Visitor) -> None:
    opportunity = make_found("池の清掃")
    make_shift(opportunity, starts_at=in_days(12), status=ShiftStatus.CANCELLED)
    make_shift(opportunity, starts_at=in_days(20), hours=48, timing=Timing.PERIOD)

    answer = client.get(f"/opportunities/{opportunity.id}.ics")

    assert answer.mimetype == "text/calendar"
    assert answer.text.count("BEGIN:VEVENT") == 3
    assert answer.text.count("STATUS:CANCELLED") == 1
    assert "SUMMARY:池の清掃" in answer.text
