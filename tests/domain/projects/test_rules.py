"""The life cycle of a project's year and the guards of the database behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matcher.db import constraint_name
from matcher.domain.projects import actions, rules
from matcher.domain.projects.models import ProjectYearStatus
from matcher.domain.projects.queries import likely_duplicates
from matcher.domain.projects.yearly import take_snapshot
from tests.support.collaboration import contents_of, make_verified_year, make_year, prove
from tests.support.factories import make_department, make_staff


def test_every_state_can_be_reached_from_a_draft_and_none_is_left_by_no_act_but_the_last() -> None:
    reached, frontier = {ProjectYearStatus.DRAFT}, {ProjectYearStatus.DRAFT}
    while frontier:
        frontier = {after for (before, _), after in rules.STATES.items() if before in frontier} - reached
        reached |= frontier

    assert reached == set(ProjectYearStatus)


def test_a_project_has_one_row_a_year(session: Session) -> None:
    year = make_year()

    with pytest.raises(rules.SameYearTwice):
        actions.enter_project(
            name="また",
            fiscal_year=year.fiscal_year,
            contents=contents_of(year.lead_department),
            by=make_staff(),
            project=year.project,
        )


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("verified_by = NULL", "ck_project_year_verified"),
        ("confirmed_by = NULL", "ck_project_year_confirmed"),
        ("verified_by = entered_by", "ck_project_year_four_eyes"),
        ("verified_by = confirmed_by", "ck_project_year_four_eyes"),
    ],
)
def test_the_database_itself_holds_the_two_confirmations(session: Session, change: str, constraint: str) -> None:
    year = make_verified_year()

    with pytest.raises(IntegrityError) as refusal:
        session.execute(text(f"UPDATE project_year SET {change} WHERE id = {year.id}"))

    assert constraint_name(refusal.value) == constraint


def test_a_snapshot_is_never_changed(session: Session) -> None:
    snapshot = take_snapshot(fiscal_year=2026, by=make_staff())

    with pytest.raises(IntegrityError) as refusal:
        session.execute(text(f"UPDATE kpi_snapshot SET value = 9 WHERE id = {snapshot.id}"))

    assert "kpi_snapshot_is_append_only" in constraint_name(refusal.value)


def test_what_is_being_checked_cannot_be_changed(session: Session) -> None:
    year = make_year()
    prove(year)
    actions.submit(year=year, by=make_staff())

    with pytest.raises(rules.NotEditable):
        actions.change_year(year=year, name="別名", contents=contents_of(year.lead_department), by=make_staff())


def test_sending_back_a_verified_year_takes_both_confirmations_away(session: Session) -> None:
    year = make_verified_year()

    actions.send_back(year=year, reason="日付が違います", by=make_staff())

    assert (year.status, year.verified_by, year.confirmed_by) == ("returned", None, None)


def test_rejecting_needs_a_reason(session: Session) -> None:
    year = make_year()
    prove(year)
    actions.submit(year=year, by=make_staff())

    with pytest.raises(rules.ReasonNeeded):
        actions.reject(year=year, reason="  ", by=make_staff())


def test_the_same_name_written_otherwise_is_flagged_as_a_likely_duplicate(session: Session) -> None:
    year = make_year(name="令和8年度 第3回 水辺の清掃")
    twin = make_year(name="水辺の清掃　", lead_department_id=make_department().id)
    make_year(name="花壇の手入れ", parties=())

    assert list(likely_duplicates(year)) == [twin]


@given(st.text(min_size=1))
def test_every_name_has_a_key_and_blanks_do_not_change_it(name: str) -> None:
    assert rules.name_key(name + "　") == rules.name_key(" " + name)
