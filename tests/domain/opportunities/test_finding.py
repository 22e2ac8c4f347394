"""What the public finds, in which order, page by page, and at what price."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
import time_machine

from matcher.clock import now, today
from matcher.db import db
from matcher.domain.opportunities import finding, keys
from matcher.domain.opportunities.filters import DayTime, OpportunityFilters, Sort
from matcher.domain.opportunities.finding import OpportunityCard, open_opportunities, relaxations
from matcher.domain.opportunities.keys import key_page
from matcher.domain.opportunities.models import (
    Opportunity,
    OpportunityKind,
    OpportunityStatus,
    OpportunityTag,
    ShiftStatus,
    SignUpWay,
    TagTaxonomy,
    Timing,
)
from matcher.domain.organizations.models import OrganizationStatus
from tests.support.contents import day, in_days
from tests.support.databases import on_sqlite
from tests.support.factories import add, make_opportunity, make_organization, make_shift
from tests.support.statements import counted_statements

pytestmark = pytest.mark.usefixtures("app")


def found(**question: Any) -> list[str]:
    return [card.title for card in open_opportunities(OpportunityFilters(**question)).cards]


def only_card() -> OpportunityCard:
    return open_opportunities(OpportunityFilters()).cards[0]


def make_found(title: str = "公園の清掃", *, tags: dict[TagTaxonomy, str] | None = None, **facts: Any) -> Opportunity:
    shift = {name: facts.pop(name) for name in ("starts_at", "hours", "capacity", "timing") if name in facts}
    opportunity = make_opportunity(title=title, **facts)
    for taxonomy, code in (tags or {}).items():
        add(OpportunityTag(opportunity_id=opportunity.id, taxonomy=taxonomy, code=code))
    make_shift(opportunity, **shift)
    return opportunity


@pytest.mark.parametrize("status", [status for status in OpportunityStatus if status != OpportunityStatus.PUBLISHED])
def test_only_what_is_published_is_found(status: OpportunityStatus) -> None:
    make_found(status=status)

    assert found() == []


def test_nothing_is_found_of_a_group_that_is_not_approved() -> None:
    make_found(organization=make_organization(status=OrganizationStatus.SUSPENDED))

    assert found() == []


def test_what_is_over_is_not_found_even_before_the_counters_move_on() -> None:
    make_found(starts_at=in_days(1))

    with time_machine.travel(now() + timedelta(days=2)):
        assert found() == []


def test_a_card_tells_the_next_day_how_many_there_are_and_the_places_of_that_day() -> None:
    opportunity = make_found(starts_at=in_days(-2), tags={TagTaxonomy.FIELD: "7"})
    first = make_shift(opportunity, starts_at=in_days(3), capacity=5)
    make_shift(opportunity, starts_at=in_days(9), capacity=6)
    make_shift(opportunity, starts_at=in_days(4), status=ShiftStatus.CANCELLED)

    card = only_card()

    assert (card.starts_at, card.ends_at, card.timing) == (first.starts_at, first.ends_at, Timing.TIMED)
    assert (card.days, card.places_left) == (2, 5)
    assert card.codes(TagTaxonomy.FIELD) == ("7",)
    assert (card.organization_name, card.organization_slug) == (
        opportunity.organization.name,
        opportunity.organization.slug,
    )


def test_the_soonest_leads_unless_the_newest_is_asked_for() -> None:
    make_found("あとの日", starts_at=in_days(9), published_at=now())
    make_found("先の日", starts_at=in_days(3), published_at=now() - timedelta(days=1))

    assert found() == ["先の日", "あとの日"]
    assert found(sort=Sort.NEWEST) == ["あとの日", "先の日"]


@pytest.mark.parametrize(
    ("word", "is_found"),
    [
        ("こうえん", True),
        ("じはん", True),
        ("清掃", True),
        ("ｼﾞﾊﾝ", True),
        ("NPO", True),
        ("npo", True),
        ("ＮＰＯ", True),
        ("清掃 蓮池", True),
        ("清掃　茶畑", False),
        ("公園の清掃池", False),
        ("噴水", True),
        ("地区交流", True),
        ("100%", True),
        ("1000%", False),
        ("_", False),
        ("コウエン", True),
    ],
)
def test_every_word_occurs_somewhere_whatever_its_width_and_case(word: str, is_found: bool) -> None:
    make_found(
        title_kana="コウエンノセイソウ",
        summary="池のまわりを清掃。100%手作業。",
        description="三班（ジハン）に分かれます。",
        venue="高洲地区交流センター",
        meeting_place="噴水広場前",
        organization=make_organization(name="Npo蓮池クリーンクラブ"),
    )

    assert found(q=word) == (["公園の清掃"] if is_found else [])


def test_several_codes_of_a_kind_mean_any_and_several_kinds_mean_all() -> None:
    make_found("若者と環境", tags={TagTaxonomy.AUDIENCE: "youth", TagTaxonomy.FIELD: "7"})
    make_found("女性と環境", tags={TagTaxonomy.AUDIENCE: "women", TagTaxonomy.FIELD: "7"})
    make_found("若者と福祉", tags={TagTaxonomy.AUDIENCE: "youth", TagTaxonomy.FIELD: "1"})

    assert found(audience=("youth", "women")) == ["若者と環境", "女性と環境", "若者と福祉"]
    assert found(audience=("youth", "women"), field=("7",)) == ["若者と環境", "女性と環境"]


def test_every_criterion_asked_for_must_hold() -> None:
    opportunity = make_found("座れて託児", tags={TagTaxonomy.CRITERION: "seated"})
    add(OpportunityTag(opportunity_id=opportunity.id, taxonomy=TagTaxonomy.CRITERION, code="childcare"))
    make_found("座れる", tags={TagTaxonomy.CRITERION: "seated"})

    assert found(criterion=("seated",)) == ["座れて託児", "座れる"]
    assert found(criterion=("seated", "childcare")) == ["座れて託児"]


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ({"pillar": ("6",)}, ["大洲の催し"]),
        ({"activity": ("cleanup",)}, ["高洲の清掃"]),
        ({"district": ("osu",)}, ["大洲の催し"]),
        ({"district": ("osu", "takasu")}, ["高洲の清掃", "大洲の催し"]),
        ({"kind": OpportunityKind.EVENT}, ["大洲の催し"]),
    ],
)
def test_each_kind_of_condition_narrows(question: dict[str, Any], titles: list[str]) -> None:
    make_found("高洲の清掃", tags={TagTaxonomy.ACTIVITY: "cleanup", TagTaxonomy.PILLAR: "1"})
    make_found("大洲の催し", district="osu", kind=OpportunityKind.EVENT, tags={TagTaxonomy.PILLAR: "6"})

    assert found(**question) == titles


@time_machine.travel("2026-11-24T09:00:00+09:00")
@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ({"weekday": (6,)}, ["土曜の深夜", "土曜の朝"]),
        ({"weekday": (7,)}, []),
        ({"weekday": (5, 6)}, ["金曜の昼", "土曜の深夜", "土曜の朝"]),
        ({"time": (DayTime.MORNING,)}, ["土曜の深夜", "土曜の朝"]),
        ({"time": (DayTime.AFTERNOON,)}, ["金曜の昼"]),
        ({"time": (DayTime.EVENING, DayTime.AFTERNOON)}, ["金曜の昼", "月曜の夜"]),
        ({"weekday": (6,), "time": (DayTime.EVENING,)}, []),
    ],
)
def test_weekday_and_hour_are_those_of_tokyo(question: dict[str, Any], titles: list[str]) -> None:
    make_found("金曜の昼", starts_at=day("2026-12-11", time(12)))
    make_found("土曜の深夜", starts_at=day("2026-12-12", time(0, 30)))
    make_found("土曜の朝", starts_at=day("2026-12-12", time(8)))
    make_found("月曜の夜", starts_at=day("2026-12-14", time(17)))

    assert found(**question) == titles


def test_the_first_fitting_day_leads_where_days_are_asked_for() -> None:
    opportunity = make_found("毎週", starts_at=in_days(2))
    make_shift(opportunity, starts_at=in_days(9))
    make_found("一度", starts_at=in_days(8))

    page = open_opportunities(OpportunityFilters(from_on=today() + timedelta(days=7)))

    assert [(card.title, card.starts_at) for card in page.cards] == [("一度", in_days(8)), ("毎週", in_days(9))]


def test_a_day_until_which_is_asked_counts_itself() -> None:
    make_found(starts_at=in_days(5, time(23)))

    assert found(to_on=today() + timedelta(days=5)) == ["公園の清掃"]
    assert found(to_on=today() + timedelta(days=4)) == []


def test_a_running_period_is_found_on_each_of_its_days() -> None:
    make_found(starts_at=in_days(-3), hours=24 * 30, timing=Timing.PERIOD)

    assert found(from_on=today() + timedelta(days=5), to_on=today() + timedelta(days=6)) == ["公園の清掃"]


def test_open_leaves_out_what_is_full_or_too_late_to_sign_up_for() -> None:
    full = make_found("満員", capacity=1)
    full.shifts[0].roles[0].taken = 1
    late = make_found("締め切り後")
    late.shifts[0].sign_up_until_at = now() - timedelta(minutes=1)
    elsewhere = make_found("申し込みはよそで", capacity=1, sign_up_way=SignUpWay.ELSEWHERE)
    elsewhere.shifts[0].roles[0].taken = 1
    make_found("まだ入れる")

    assert sorted(found()) == sorted(["満員", "締め切り後", "申し込みはよそで", "まだ入れる"])
    assert found(open=True) == ["申し込みはよそで", "まだ入れる"]


@pytest.mark.parametrize("days", [{}, {"weekday": tuple(range(1, 8))}, {"q": "班"}, {"q": "班", "time": (*DayTime,)}])
@pytest.mark.parametrize("sort", list(Sort))
def test_page_by_page_everything_is_seen_once_and_counted_alike(sort: Sort, days: dict[str, Any]) -> None:
    for number in range(7):
        summary = "三班で。" if number % 2 else "池へ。"
        make_found(str(number), starts_at=in_days(3 + number // 3), published_at=in_days(-number // 2), summary=summary)

    question = OpportunityFilters(sort=sort, **days)
    pages = [open_opportunities(question, limit=3)]
    while pages[-1].after:
        pages.append(open_opportunities(replace(question, after=pages[-1].after), limit=3))

    assert sorted(card.title for page in pages for card in page.cards) == [str(number) for number in range(7)]
    assert [(len(page.cards), page.count) for page in pages] == [(3, 7), (3, 7), (1, 7)]


@on_sqlite
@pytest.mark.parametrize(("sort", "index"), [(Sort.SOONEST, "ix_opportunity_soonest"), (Sort.NEWEST, "_newest")])
def test_an_index_gives_the_order_so_that_a_page_sorts_nothing(sort: Sort, index: str) -> None:
    page = key_page(OpportunityFilters(sort=sort), now(), 20).compile(db.engine, compile_kwargs={"literal_binds": True})

    plan = str(db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {page}").all())

    assert index in plan
    assert "ORDER BY" not in plan


def test_the_count_stops_where_nobody_counts_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (finding, keys):
        monkeypatch.setattr(room, "COUNTED_UP_TO", 2)
    for number in range(4):
        make_found(str(number))

    page = open_opportunities(OpportunityFilters(), limit=1)

    assert (page.count, page.is_count_capped) == (3, True)


@pytest.mark.parametrize("rows", [1, 15])
def test_a_page_costs_three_statements_whatever_the_number_of_rows(rows: int) -> None:
    for _ in range(rows):
        make_shift(make_found(tags={TagTaxonomy.FIELD: "7"}), starts_at=in_days(20))
    db.session.expire_all()

    with counted_statements() as statements:
        page = open_opportunities(OpportunityFilters(q="清掃", field=("7",)))

    assert len(page.cards) == rows
    assert len(statements) == 3


def test_when_nothing_fits_the_most_fruitful_condition_to_leave_out_is_named() -> None:
    make_found("大洲の清掃", district="osu", tags={TagTaxonomy.FIELD: "7"})
    make_found("大洲の福祉", district="osu", tags={TagTaxonomy.FIELD: "1"})
    make_found("高洲の防災", tags={TagTaxonomy.FIELD: "8"})

    tried = relaxations(OpportunityFilters(district=("osu",), field=("8",)))

    assert [(one.name, one.code, one.count) for one in tried] == [("field", "8", 2), ("district", "osu", 1)]
