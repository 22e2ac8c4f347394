"""The fifteen cases of counting (rules C1–C9), each as the city's staff would put it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from matcher.clock import tokyo_instant
from matcher.domain.projects import actions, yearly
from matcher.domain.projects.actions import Party
from matcher.domain.projects.rules import SameEyes, StillLacking
from matcher.domain.signups.models import SignUpState
from matcher.domain.statistics.collaboration import (
    Breakdown,
    born_of_matches,
    breakdown,
    private_collaborations,
    project_count,
)
from tests.support.collaboration import (
    GROUP,
    attend,
    contents_of,
    make_confirmer,
    make_verified_year,
    make_year,
    prove,
    verify_by_two,
)
from tests.support.factories import (
    make_department,
    make_opportunity,
    make_organization,
    make_shift,
    make_staff,
)


def counted(fiscal_year: int = 2026) -> int:
    return len(project_count(fiscal_year).counted)


def test_1_co_hosting_with_a_group_done_proved_and_found_by_two_counts_one(session: Session) -> None:
    make_verified_year(forms=("co_hosting",), parties=(GROUP,))

    assert counted() == 1


def test_2_three_events_and_sixty_matches_still_count_one(session: Session) -> None:
    year = make_year()
    staff = make_staff()
    for _ in range(3):
        shift = make_shift(starts_at=tokyo_instant(date(2026, 6, 1)), capacity=None)
        for _ in range(20):
            attend(shift)
        actions.link_opportunity(year=year, opportunity=shift.opportunity, by=staff)
    prove(year)
    verify_by_two(year)

    assert counted() == 1
    assert born_of_matches([year]) == {year.id}


def test_3_endorsement_alone_counts_nothing(session: Session) -> None:
    year = make_year(forms=("endorsement",), primary_form="endorsement")
    prove(year)

    with pytest.raises(StillLacking) as refusal:
        actions.submit(year=year, by=make_staff())

    assert refusal.value.parameters == {"conditions": ["C3"]}
    assert counted() == 0


def test_4_endorsement_beside_co_hosting_counts_one(session: Session) -> None:
    make_verified_year(forms=("endorsement", "co_hosting"))

    assert counted() == 1


def test_5_individuals_alone_with_the_city_count_nothing(session: Session) -> None:
    year = make_year(parties=())
    prove(year)

    with pytest.raises(StillLacking, match="project-lacks"):
        actions.submit(year=year, by=make_staff())

    assert counted() == 0


def test_6_a_company_and_a_group_without_the_city_are_a_private_collaboration(session: Session) -> None:
    company = make_organization(kind="company")
    shift = make_shift(starts_at=tokyo_instant(date(2026, 6, 1)))
    attend(shift, asked_by_id=None, organization_id=company.id)

    assert counted() == 0
    assert [one.partners for one in private_collaborations(2026)] == [1]
    assert private_collaborations(2025) == []


def test_7_a_comprehensive_agreement_alone_counts_nothing(session: Session) -> None:
    year = make_year(forms=("comprehensive_agreement",), primary_form="comprehensive_agreement")
    actions.add_evidence(
        year=year,
        part=actions.EvidencePart.BASIS,
        type="agreement",
        dated_on=date(2026, 5, 1),
        title="包括連携協定書",
        document_number="協第7号",
        by=make_staff(),
    )

    with pytest.raises(StillLacking) as refusal:
        actions.submit(year=year, by=make_staff())

    assert refusal.value.parameters == {"conditions": ["C5", "C6"]}
    assert counted() == 0


def test_8_what_is_only_planned_is_expected_and_not_counted(session: Session) -> None:
    make_year()

    found = project_count(2026)

    assert len(found.counted) == 0
    assert len(found.expected) == 1


def test_9_work_on_both_sides_of_the_year_end_counts_one_in_each_year(session: Session) -> None:
    first = make_year(fiscal_year=2026, from_on=date(2027, 2, 1), to_on=date(2027, 5, 31))
    second = actions.enter_project(
        name="水辺の清掃",
        fiscal_year=2027,
        contents=contents_of(first.lead_department),
        by=make_staff(),
        project=first.project,
    )
    for year, dated_on in ((first, date(2027, 3, 31)), (second, date(2027, 4, 1))):
        prove(year, dated_on=dated_on)
        verify_by_two(year)

    assert (counted(2026), counted(2027)) == (1, 1)


def test_10_a_carried_over_row_without_new_proof_counts_nothing(session: Session) -> None:
    make_verified_year(fiscal_year=2026)

    [carried] = yearly.carry_over(fiscal_year=2026, by=make_staff())

    assert (carried.fiscal_year, carried.status, carried.entered_by) == (2027, "draft", None)
    assert carried.evidence == []
    assert (counted(2026), counted(2027)) == (1, 0)
    assert yearly.carry_over(fiscal_year=2026, by=make_staff()) == []


def test_11_whoever_entered_it_cannot_verify_it(session: Session) -> None:
    author = make_staff()
    year = make_year(by=author)
    prove(year)
    actions.submit(year=year, by=author)
    actions.confirm(year=year, by=make_confirmer(year))

    with pytest.raises(SameEyes):
        actions.verify(year=year, by=author)

    assert counted() == 0


def test_12_two_forms_and_two_departments_count_one_in_all_and_two_by_form(session: Session) -> None:
    make_verified_year(forms=("co_hosting", "commission"))

    years = project_count(2026).counted

    assert len(years) == 1
    assert breakdown(years, Breakdown.FORM) == [("co_hosting", 1), ("commission", 1)]
    assert [number for _, number in breakdown(years, Breakdown.DEPARTMENT)] == [1]
    assert breakdown(years, Breakdown.PRIMARY_FORM) == [("co_hosting", 1)]


def test_13_a_merged_duplicate_leaves_one(session: Session) -> None:
    kept = make_verified_year(name="水辺の清掃")
    twin = make_verified_year(name="水辺の清掃（春）")

    actions.merge(year=twin, into=kept, reason="同じ事業でした", by=make_staff())

    assert counted() == 1
    assert twin.project.merged_into_id == kept.project_id


def test_14_a_prefecture_as_the_only_partner_counts_nothing(session: Session) -> None:
    year = make_year(parties=(Party(kind="other_government", name="県"),))
    prove(year)

    with pytest.raises(StillLacking) as refusal:
        actions.submit(year=year, by=make_staff())

    assert refusal.value.parameters == {"conditions": ["C2"]}


def test_15_a_correction_makes_a_new_snapshot_and_leaves_the_old_one(session: Session) -> None:
    year = make_verified_year()
    make_verified_year(name="花壇の手入れ", lead_department_id=make_department().id)
    first = yearly.take_snapshot(fiscal_year=2026, by=make_staff())
    actions.send_back(year=year, reason="実績の日付が違いました", by=make_staff())

    second = yearly.take_snapshot(fiscal_year=2026, by=make_staff(), reason="1件を訂正")

    assert [(snapshot.version, snapshot.value) for snapshot in (first, second)] == [(1, 2), (2, 1)]
    assert first.rows_hash == yearly.rows_hash(first.rows) != second.rows_hash


def test_a_match_alone_is_never_a_project(session: Session) -> None:
    opportunity = make_opportunity(department_id=make_department().id, city_role="広報", partner_role="運営")
    participant = attend(make_shift(opportunity, starts_at=tokyo_instant(date(2026, 6, 1))))

    assert participant.state == SignUpState.CONFIRMED
    assert counted() == 0
    assert len(project_count(2026).expected) == 0
