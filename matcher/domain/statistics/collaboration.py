"""The city's two goals: collaboration projects counted by fiscal year, NPO corporations as reported.

Counted is what C1–C9 find; a match alone counts nothing. The official line ends at the last closed fiscal year.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased, selectinload

from matcher.clock import fiscal_year, fiscal_year_days, today
from matcher.db import db
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.models import Opportunity, Shift
from matcher.domain.organizations.models import Organization
from matcher.domain.projects.counting import counts, is_expected
from matcher.domain.projects.models import (
    KpiFigure,
    KpiSnapshot,
    ProjectYear,
    ProjectYearForm,
    ProjectYearOpportunity,
    ProjectYearParty,
)
from matcher.domain.projects.queries import year_facts, years_of
from matcher.domain.signups.models import Attendance, AttendanceStatus, Participant, SignUp

PROJECTS = "kpi_collab_projects"
NPO_CORPORATIONS = "kpi_npo_corps"


class Breakdown(StrEnum):
    """By what counted projects are broken down."""

    FORM = "form"
    PRIMARY_FORM = "primary-form"
    PARTY = "party"
    DEPARTMENT = "department"
    PILLAR = "pillar"

    @property
    def adds_up(self) -> bool:
        """Whether rows add up to the count: forms and partners are several per project (複数回答)."""
        return self in (Breakdown.PRIMARY_FORM, Breakdown.DEPARTMENT, Breakdown.PILLAR)


@dataclass(frozen=True, kw_only=True)
class KpiYear:
    """One fiscal year of a goal. `official` only for closed years; `counted` and `expected` while it is in progress."""

    fiscal_year: int
    guide: float | None
    official: int | None = None
    counted: int | None = None
    expected: int | None = None


@dataclass(frozen=True)
class YearCount:
    """The rows of one fiscal year that count, and those expected to."""

    counted: Sequence[ProjectYear]
    expected: Sequence[ProjectYear]


def project_count(year: int) -> YearCount:
    """協働事業数 of a fiscal year: rows for which C1–C9 hold; expected are those and the ones only not done yet."""
    rows = years_of(year)
    rule = current_plan().counting_rule(year)
    facts = year_facts(rows)
    return YearCount(
        counted=[row for row in rows if counts(facts[row.id], rule)],
        expected=[row for row in rows if is_expected(facts[row.id], rule)],
    )


def project_years() -> list[KpiYear]:
    """The goal 協働事業数 from the baseline's year to the target's, oldest first.

    Official are the baseline and the latest snapshot of a closed year. Later years up to the present one stand
    beside the line as counted so far; only the present one has an expected number.
    """
    kpi, present, official = current_plan().kpi(PROJECTS), fiscal_year(today()), _snapshots()
    official.setdefault(kpi.baseline.fiscal_year, kpi.baseline.value)
    line = []
    for year in range(kpi.baseline.fiscal_year, kpi.target.fiscal_year + 1):
        in_progress = project_count(year) if year <= present and year not in official else None
        line.append(
            KpiYear(
                fiscal_year=year,
                guide=kpi.guide_value(year),
                official=official.get(year),
                counted=len(in_progress.counted) if in_progress else None,
                expected=len(in_progress.expected) if in_progress and year == present else None,
            )
        )
    return line


def latest_official_count() -> KpiYear:
    """The last closed year of the goal 協働事業数: its latest snapshot, else the baseline. One statement."""
    kpi, official = current_plan().kpi(PROJECTS), _snapshots()
    official.setdefault(kpi.baseline.fiscal_year, kpi.baseline.value)
    year = max(official)
    return KpiYear(fiscal_year=year, guide=kpi.guide_value(year), official=official[year])


def with_parties(years: Sequence[ProjectYear]) -> Sequence[ProjectYear]:
    """The same years, with the partners of all of them read in two statements."""
    ids = [year.id for year in years]
    partners = selectinload(ProjectYear.parties)
    db.session.scalars(select(ProjectYear).where(ProjectYear.id.in_(ids)).options(partners)).all()
    return years


def npo_years() -> list[KpiYear]:
    """The goal NPO法人数: the baseline and the latest figure entered for each fiscal year, never our registrations."""
    kpi = current_plan().kpi(NPO_CORPORATIONS)
    entered = {figure.fiscal_year: figure.value for figure in npo_figures()}
    entered.setdefault(kpi.baseline.fiscal_year, kpi.baseline.value)
    return [
        KpiYear(fiscal_year=year, guide=kpi.guide_value(year), official=entered.get(year))
        for year in range(kpi.baseline.fiscal_year, kpi.target.fiscal_year + 1)
    ]


def npo_figures() -> Sequence[KpiFigure]:
    """Every entered figure of NPO corporations with its day and source, oldest first."""
    query = select(KpiFigure).filter_by(kpi=NPO_CORPORATIONS).order_by(KpiFigure.as_of_on)
    return db.session.execute(query).scalars().all()


def born_of_matches(years: Sequence[ProjectYear]) -> frozenset[int]:
    """うちマッチング由来: ids of the years with a linked opportunity that has a match, whatever the origin."""
    matched = (
        exists()
        .where(Shift.opportunity_id == ProjectYearOpportunity.opportunity_id)
        .where(Participant.shift_id == Shift.id, Participant.person_id.is_not(None))
        .where(Attendance.participant_id == Participant.id, Attendance.status == AttendanceStatus.PRESENT)
    )
    query = select(ProjectYearOpportunity.project_year_id).where(
        ProjectYearOpportunity.project_year_id.in_([year.id for year in years]), matched
    )
    return frozenset(db.session.execute(query).scalars())


def breakdown(years: Sequence[ProjectYear], by: Breakdown) -> list[tuple[str, int]]:
    """How many of the years fall to each code (departments: to each name), most first, then by code."""
    found = Counter(code for codes in codes_of(years, by).values() for code in codes)
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def codes_of(years: Sequence[ProjectYear], by: Breakdown) -> dict[int, list[str]]:
    """The codes of each year (by its id) in a breakdown, without repetition."""
    single: dict[Breakdown, Callable[[ProjectYear], str]] = {
        Breakdown.PRIMARY_FORM: lambda year: year.primary_form or "",
        Breakdown.DEPARTMENT: lambda year: year.lead_department.name,
        Breakdown.PILLAR: lambda year: year.pillar or "",
    }
    if by in single:
        return {year.id: [single[by](year)] for year in years}
    ids = [year.id for year in years]
    if by == Breakdown.FORM:
        query = select(ProjectYearForm.project_year_id, ProjectYearForm.form)
        rows = db.session.execute(query.where(ProjectYearForm.project_year_id.in_(ids)))
    else:
        parties = select(ProjectYearParty.project_year_id, ProjectYearParty.kind).distinct()
        rows = db.session.execute(parties.where(ProjectYearParty.project_year_id.in_(ids)))
    found: dict[int, list[str]] = {}
    for year_id, code in rows:
        found.setdefault(year_id, []).append(code)
    return found


@dataclass(frozen=True)
class PrivateCollaboration:
    """An opportunity companies or schools took part in without the city, and how many of them."""

    title: str
    organization: str
    partners: int


def private_collaborations(year: int) -> list[PrivateCollaboration]:
    """民民連携: opportunities of the fiscal year companies or schools took part in without the city.

    Shown apart and never part of 協働事業数 (the city must be a party). Their number is the sum of `partners`.
    """
    first, last = fiscal_year_days(year)
    partner, host = aliased(Organization), aliased(Organization)
    rows = (
        select(Opportunity.title, host.name, func.count(SignUp.organization_id.distinct()))
        .select_from(SignUp)
        .join(Participant, Participant.sign_up_id == SignUp.id)
        .join(Attendance, Attendance.participant_id == Participant.id)
        .join(Shift, Shift.id == SignUp.shift_id)
        .join(Opportunity, Opportunity.id == Shift.opportunity_id)
        .join(partner, partner.id == SignUp.organization_id)
        .join(host, host.id == Opportunity.organization_id)
        .where(
            partner.kind.in_(("company", "school")),
            Opportunity.organization_id != SignUp.organization_id,
            Opportunity.department_id.is_(None),
            Attendance.status == AttendanceStatus.PRESENT,
            Attendance.happened_on.between(first, last),
        )
        .group_by(Opportunity.id, Opportunity.title, host.name)
        .order_by(Opportunity.id)
    )
    return [PrivateCollaboration(*row) for row in db.session.execute(rows)]


def _snapshots() -> dict[int, int]:
    latest = select(KpiSnapshot.fiscal_year, KpiSnapshot.value).order_by(KpiSnapshot.fiscal_year, KpiSnapshot.version)
    return {year: value for year, value in db.session.execute(latest)}
