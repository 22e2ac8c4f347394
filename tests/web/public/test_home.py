"""The front page: what is on this week, the doors, the goals."""

import pytest
import time_machine

from matcher.db import db
from matcher.domain.city.plan import current_plan
from tests.support.contents import day, in_days
from tests.support.factories import make_opportunity, make_shift
from tests.support.visitor import Visitor


def test_the_week_to_come_is_shown_and_nothing_later(client: Visitor) -> None:
    for title, starts_at in (("朝の清掃", in_days(2)), ("来月の催し", in_days(20))):
        make_shift(make_opportunity(title=title), starts_at=starts_at)

    page = client.get("/")

    assert page.status_code == 200
    assert "朝の清掃" in page.text
    assert "来月の催し" not in page.text
    assert "1件をすべて見る" in page.text


def test_a_new_city_says_what_will_be_here(client: Visitor) -> None:
    assert "これからの活動は、まだありません" in client.get("/").text


def test_in_a_week_without_activities_the_next_ones_are_shown(client: Visitor) -> None:
    make_shift(make_opportunity(title="来月の催し"), starts_at=in_days(20))

    page = client.get("/").text

    assert "これからの活動" in page
    assert "来月の催し" in page


def test_the_goals_lead_to_the_rows_behind_them(client: Visitor) -> None:
    page = client.get("/").text

    for kpi in current_plan().kpis:
        assert kpi.name in page
        assert f"目標 {kpi.target.value}" in page
    assert 'href="/kpi"' in page


@pytest.mark.parametrize(
    ("today", "saturday", "sunday"),
    [
        ("2026-11-24", "2026-11-28", "2026-11-29"),
        ("2026-11-28", "2026-11-28", "2026-11-29"),
        ("2026-11-29", "2026-11-29", "2026-11-29"),
    ],
)
def test_the_weekend_to_come_is_one_touch_away(client: Visitor, today: str, saturday: str, sunday: str) -> None:
    db.session.rollback()

    with time_machine.travel(day(today)):
        page = client.get("/").text

    assert f'href="/opportunities?from={saturday}&amp;to={sunday}"' in page


def test_it_is_the_same_for_everybody_and_may_be_kept(client: Visitor) -> None:
    page = client.get("/")

    assert page.headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in page.headers


def test_every_link_of_the_page_leads_somewhere(client: Visitor) -> None:
    page = client.get("/").text

    assert 'href="/opportunities?audience=youth"' in page
    assert client.get("/opportunities?audience=youth").status_code == 200
