"""The page of the city's goals: the official line, what stands beside it, and the rows behind every number."""

from datetime import date

import pytest
import time_machine

from matcher.clock import tokyo_instant
from tests.support.collaboration import attend, make_verified_year
from tests.support.factories import make_opportunity, make_organization, make_shift


@pytest.fixture(autouse=True)
def _at_the_time_of_the_story():
    with time_machine.travel("2026-11-24T12:00:00+09:00"):
        yield


def test_a_new_city_sees_its_goals_and_what_is_not_there_yet(client):
    page = client.get("/kpi").text

    assert "202" in page
    assert "目標 214" in page
    assert "この年度に数えた事業は、まだありません" in page
    assert "この年度の参加の記録は、まだありません" in page


def test_a_mark_that_is_not_drawn_has_no_place_in_the_legend(client):
    assert "見込み</li>" not in client.get("/kpi").text
    assert "目標</li>" in client.get("/kpi").text


def test_the_closed_year_before_the_service_shows_its_official_number_first(client):
    page = client.get("/kpi/projects?year=2024").text

    assert "令和6年度の確定した数　202件（このうち、このサービスに記録があるもの　0件）" in page
    assert "数えた事業は、ありません" not in page


def test_the_present_year_is_counted_beside_the_line_and_every_number_opens_its_rows(client, session):
    year = make_verified_year(fiscal_year=2026, name="水辺の清掃")

    page = client.get("/kpi").text
    rows = client.get("/kpi/projects?year=2026&by=form&code=co_hosting").text

    assert "集計中" in page
    assert "/kpi/projects?year=2026&amp;by=form&amp;code=co_hosting" in page
    assert year.project.name in rows
    assert year.project.name not in client.get("/kpi/projects?year=2026&by=form&code=commission").text


def test_what_is_expected_and_what_goes_without_the_city_open_their_rows_too(client, session):
    year = make_verified_year(fiscal_year=2026, name="水辺の清掃")
    seats = make_shift(make_opportunity(title="竹林の整備"), starts_at=tokyo_instant(date(2026, 6, 1)))
    attend(seats, asked_by_id=None, organization_id=make_organization(kind="company").id)

    page = client.get("/kpi").text

    for address, words in [
        ("/kpi/projects?year=2026&expected=1", year.project.name),
        ("/kpi/private-collaborations?year=2026", "竹林の整備"),
    ]:
        assert f'href="{address.replace("&", "&amp;")}"' in page
        assert words in client.get(address).text
    assert "ありません" in client.get("/kpi/private-collaborations?year=2025").text


def test_a_project_that_is_not_to_be_published_counts_and_keeps_its_name_to_itself(client, session):
    make_verified_year(name="秘密の事業", publish=False)

    rows = client.get("/kpi/projects?year=2026").text

    assert "秘密の事業" not in rows
    assert "くわしい内容を公表しない事業が1件" in rows


def test_figures_about_fewer_than_five_people_are_shown_nowhere(client, session):
    opportunity = make_opportunity(title="小さな集まり")
    for _ in range(4):
        attend(make_shift(opportunity, starts_at=tokyo_instant(date(2026, 6, 1))), minutes=61)

    for page in ("/kpi", "/kpi/participation?year=2026"):
        text = client.get(page).text
        assert "「秘匿」は、5人未満のところ" in text
        assert "244" not in text
        assert ">4<" not in text


@pytest.mark.parametrize("query", ["year=abc", "year=1999", "year=2031", "year=99999999999", "by=nothing"])
def test_a_question_that_makes_no_sense_is_answered_400(client, query):
    assert client.get(f"/kpi/projects?{query}").status_code == 400


def test_without_a_session_the_page_touches_none_and_may_be_kept(client):
    answer = client.get("/kpi")

    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"].startswith("public")
