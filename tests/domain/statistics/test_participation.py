"""Matches, people and hours: what they count, and what they never show."""

from datetime import date

from sqlalchemy.orm import Session

from matcher.clock import tokyo_instant
from matcher.domain.opportunities.models import OpportunityTag, TagTaxonomy
from matcher.domain.statistics.participation import Dimension, ParticipationYear
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

    figures = ParticipationYear(2026).overall()

    assert (figures.matches, figures.people, figures.attendances, figures.minutes) == (6, 6, 7, 480)
    assert figures.hours == 8


def test_one_person_in_two_opportunities_is_two_matches_and_one_person(session: Session) -> None:
    everywhere = make_person()
    for _ in range(2):
        opportunity = make_opportunity()
        attend(make_shift(opportunity, starts_at=JUNE), everywhere)
        for _ in range(4):
            attend(make_shift(opportunity, starts_at=JUNE))

    figures = ParticipationYear(2026).overall()

    assert (figures.matches, figures.people) == (10, 9)


def test_attendance_counts_in_the_fiscal_year_of_its_day(session: Session) -> None:
    shift = make_shift(starts_at=JUNE, capacity=None)
    for day in (date(2027, 3, 31), date(2027, 4, 1)):
        for _ in range(5):
            attend(shift, happened_on=day)

    assert ParticipationYear(2026).overall().people == 5
    assert ParticipationYear(2027).overall().people == 5


def test_districts_and_audiences_stand_in_the_plan_s_order_and_what_it_lost_comes_last(session: Session) -> None:
    for district in ("aojima_kita", "zzz", "fujieda", "okabe"):
        opportunity = make_opportunity(district=district)
        for audience in ("everyone", "women"):
            add(OpportunityTag(opportunity_id=opportunity.id, taxonomy=TagTaxonomy.AUDIENCE, code=audience))
        attend(make_shift(opportunity, starts_at=JUNE))

    year = ParticipationYear(2026)

    assert [row.key for row in year.by(Dimension.DISTRICT)] == ["fujieda", "aojima_kita", "okabe", "zzz"]
    assert [row.key for row in year.by(Dimension.AUDIENCE)] == ["women", "everyone"]


def test_rows_about_one_to_four_people_are_hidden_everywhere(session: Session) -> None:
    busy, quiet = make_opportunity(), make_opportunity(district="okabe", title="静かな集まり")
    for opportunity, number in ((busy, 6), (quiet, 4)):
        add(OpportunityTag(opportunity_id=opportunity.id, taxonomy=TagTaxonomy.PILLAR, code="6"))
        for _ in range(number):
            attend(make_shift(opportunity, starts_at=JUNE))

    by_district = {row.key: row for row in ParticipationYear(2026).by(Dimension.DISTRICT)}
    behind = ParticipationYear(2026).opportunities(Dimension.PILLAR, "6")

    assert ParticipationYear(2026).by(Dimension.PILLAR)[0].people == 10
    assert by_district["okabe"].is_hidden
    assert by_district["takasu"].is_hidden, "else the total would tell the hidden row"
    assert [row.figures.is_hidden for row in behind] == [True, True]
    assert all(row.figures.people == 0 for row in behind)
