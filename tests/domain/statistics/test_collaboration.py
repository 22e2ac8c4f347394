"""The two goals of the plan, year by year."""

from datetime import date

import time_machine
from sqlalchemy.orm import Session

from matcher.domain.projects import actions, yearly
from matcher.domain.statistics.collaboration import npo_years, project_years
from tests.support.collaboration import make_verified_year, make_year
from tests.support.factories import make_staff


@time_machine.travel("2026-11-24T12:00:00+09:00", tick=False)
def test_the_official_line_ends_at_the_last_closed_year_and_the_present_one_stands_beside_it(
    session: Session,
) -> None:
    make_verified_year(fiscal_year=2026)
    make_year(fiscal_year=2026, name="花壇の手入れ")

    line = {year.fiscal_year: year for year in project_years()}

    assert (line[2024].official, line[2024].counted) == (202, None)
    assert (line[2025].official, line[2025].counted, line[2025].expected) == (None, 0, None)
    assert (line[2026].official, line[2026].counted, line[2026].expected) == (None, 1, 2)
    assert (line[2027].official, line[2027].counted) == (None, None)
    assert (line[2024].guide, line[2030].guide) == (202, 214)


@time_machine.travel("2026-11-24T12:00:00+09:00", tick=False)
def test_a_closed_year_joins_the_official_line_with_its_latest_version(session: Session) -> None:
    year = make_verified_year(fiscal_year=2025)
    yearly.take_snapshot(fiscal_year=2025, by=make_staff())
    actions.send_back(year=year, reason="二重でした", by=make_staff())
    yearly.take_snapshot(fiscal_year=2025, by=make_staff(), reason="1件を訂正")

    line = {entry.fiscal_year: entry for entry in project_years()}

    assert line[2025].official == 0


def test_npo_corporations_are_what_was_entered_and_never_our_registrations(session: Session) -> None:
    yearly.enter_figure(kpi="kpi_npo_corps", as_of_on=date(2026, 3, 31), value=41, source="県の名簿", by=make_staff())

    line = {entry.fiscal_year: entry.official for entry in npo_years()}

    assert (line[2024], line[2025], line[2026]) == (40, 41, None)
