"""Matches, people and hours: what they count, and what they never show."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from matcher.clock import tokyo_instant
from matcher.domain.opportunities.models import OpportunityTag, TagTaxonomy
from matcher.domain.statistics.participation import (
    Dimension,
    opportunities_behind,
    participation,
    participation_by,
)
from matcher.domain.statistics.suppression import hidden_cells
from tests.support.collaboration import attend
from tests.support.factories import add, make_opportunity, make_person, make_shift

JUNE = tokyo_instant(date(2026, 6, 1))


def test_a_match_is_a_person_in_an_opportunity_however_often_they_came(session: Session) -> None:
    opportunity = make_opportunity()
    regular = make_person()
    for _ in range(2):
        attend(make_shift(opportunity, starts_at=JUNE), regular, minutes=90)
    for _ in range(5):
        attend(make_shift(starts_at=JUNE), minutes=60)

    figures = participation(2026)

    assert (figures.matches, figures.people, figures.attendances, figures.minutes) == (6, 6, 7, 480)
    assert figures.hours == 8


def test_one_person_in_two_opportunities_is_two_matches_and_one_person(session: Session) -> None:
    everywhere = make_person()
    for _ in range(2):
        opportunity = make_opportunity()
        attend(make_shift(opportunity, starts_at=JUNE), everywhere)
        for _ in range(4):
            attend(make_shift(opportunity, starts_at=JUNE))

    figures = participation(2026)

    assert (figures.matches, figures.people) == (10, 9)


def test_attendance_counts_in_the_fiscal_year_of_its_day(session: Session) -> None:
    shift = make_shift(starts_at=JUNE, capacity=None)
    for day in (date(2027, 3, 31), date(2027, 4, 1)):
        for _ in range(5):
            attend(shift, happened_on=day)

    assert participation(2026).people == 5
    assert participation(2027).people == 5


def test_rows_about_one_to_four_people_are_hidden_everywhere(session: Session) -> None:
    busy, quiet = make_opportunity(), make_opportunity(district="okabe", title="静かな集まり")
    for opportunity, number in ((busy, 6), (quiet, 4)):
        add(OpportunityTag(opportunity_id=opportunity.id, taxonomy=TagTaxonomy.PILLAR, code="6"))
        for _ in range(number):
            attend(make_shift(opportunity, starts_at=JUNE))

    by_district = {row.key: row for row in participation_by(2026, Dimension.DISTRICT)}
    behind = opportunities_behind(2026, Dimension.PILLAR, "6")

    assert participation_by(2026, Dimension.PILLAR)[0].people == 10
    assert by_district["okabe"].is_hidden
    assert by_district["takasu"].is_hidden, "else the total would tell the hidden row"
    assert [row.figures.is_hidden for row in behind] == [True, True]
    assert all(row.figures.people == 0 for row in behind)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), min_size=1))
def test_hidden_cells_have_more_than_one_solution(cells: dict[str, int]) -> None:
    hidden = hidden_cells(cells, threshold=5, adds_up=True)

    assert all(key in hidden for key, number in cells.items() if 0 < number < 5)
    shown_enough = [key for key, number in cells.items() if number >= 5 and key not in hidden]
    if hidden and shown_enough:
        assert len(hidden) >= 2
        assert sum(cells[key] for key in hidden) >= 10
