"""Reading projects: one with all its parts, the facts counting needs in bulk, candidates, likely duplicates."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload, selectinload

from matcher.clock import fiscal_year_days
from matcher.db import db
from matcher.domain.city.models import Department
from matcher.domain.opportunities.models import Opportunity, Shift
from matcher.domain.people.models import Account
from matcher.domain.projects.counting import YearFacts
from matcher.domain.projects.models import (
    Evidence,
    EvidencePart,
    Project,
    ProjectYear,
    ProjectYearForm,
    ProjectYearOpportunity,
    ProjectYearParty,
    ProjectYearStatus,
)
from matcher.domain.signups.models import Attendance, AttendanceStatus, Participant

OVER = (ProjectYearStatus.REJECTED, ProjectYearStatus.MERGED, ProjectYearStatus.WITHDRAWN)


def project_year(project_year_id: int) -> ProjectYear:
    """One project's year with its parts. Raises NoResultFound."""
    return db.session.execute(
        select(ProjectYear)
        .where(ProjectYear.id == project_year_id)
        .options(
            joinedload(ProjectYear.project),
            joinedload(ProjectYear.lead_department),
            selectinload(ProjectYear.forms),
            selectinload(ProjectYear.parties),
            selectinload(ProjectYear.evidence),
        )
    ).scalar_one()


def project_year_with(project_year_id: int, evidence_id: int) -> ProjectYear:
    """The project's year if that document is one of its own. Raises NoResultFound."""
    year = project_year(project_year_id)
    if all(paper.id != evidence_id for paper in year.evidence):
        raise NoResultFound
    return year


def years_of(fiscal_year: int) -> Sequence[ProjectYear]:
    """Every row of a fiscal year that is not rejected, merged or withdrawn, by name."""
    return (
        db.session.execute(
            select(ProjectYear)
            .join(ProjectYear.project)
            .where(ProjectYear.fiscal_year == fiscal_year, ProjectYear.status.not_in(OVER))
            .options(joinedload(ProjectYear.project), joinedload(ProjectYear.lead_department))
            .order_by(Project.name, ProjectYear.id)
        )
        .scalars()
        .all()
    )


def is_handled_by(account: Account | None, year: ProjectYear) -> bool:
    """Whether the account's department leads the project's year."""
    return account is not None and account.department_id == year.lead_department_id


def years_handled_by(account: Account) -> ColumnElement[bool]:
    """The rows `is_handled_by` says yes to."""
    return ProjectYear.lead_department_id == account.department_id


def linked_opportunities(year: ProjectYear) -> Sequence[Opportunity]:
    """The opportunities whose activity supports the year, oldest first."""
    return (
        db.session.execute(
            select(Opportunity)
            .join(ProjectYearOpportunity, ProjectYearOpportunity.opportunity_id == Opportunity.id)
            .where(ProjectYearOpportunity.project_year_id == year.id)
            .order_by(Opportunity.id)
        )
        .scalars()
        .all()
    )


def year_facts(years: Iterable[ProjectYear]) -> dict[int, YearFacts]:
    """What counting looks at, by the id of the project's year: five statements whatever the number of years."""
    rows = list(years)
    ids = [year.id for year in rows]
    kinds, forms, papers = _parties(ids), _forms(ids), _papers(ids)
    attended = _attended(ids)
    return {
        year.id: YearFacts(
            project_year_id=year.id,
            fiscal_year=year.fiscal_year,
            has_department=True,  # the column allows no other
            city_role=year.city_role,
            partner_role=year.partner_role,
            purpose=year.purpose,
            party_kinds=frozenset(kinds[year.id]),
            forms=frozenset(forms[year.id]),
            attended=attended.get(year.id, 0),
            basis_documents=sum(part == EvidencePart.BASIS for part, _ in papers[year.id]),
            results=sum(part == EvidencePart.RESULT for part, _ in papers[year.id]),
            results_in_year=sum(part == EvidencePart.RESULT and in_year for part, in_year in papers[year.id]),
            is_confirmed=year.confirmed_by is not None,
            is_verified=year.is_verified,
            is_merged=year.status == ProjectYearStatus.MERGED,
            is_excluded=year.is_excluded,
        )
        for year in rows
    }


def _parties(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = select(ProjectYearParty.project_year_id, ProjectYearParty.kind)
    for year_id, kind in db.session.execute(query.where(ProjectYearParty.project_year_id.in_(ids))):
        found[year_id].append(kind)
    return found


def _forms(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = select(ProjectYearForm.project_year_id, ProjectYearForm.form)
    for year_id, form in db.session.execute(query.where(ProjectYearForm.project_year_id.in_(ids))):
        found[year_id].append(form)
    return found


def _papers(ids: list[int]) -> dict[int, list[tuple[EvidencePart, bool]]]:
    found: dict[int, list[tuple[EvidencePart, bool]]] = defaultdict(list)
    query = (
        select(Evidence.project_year_id, Evidence.part, Evidence.dated_on, ProjectYear.fiscal_year)
        .join(ProjectYear, ProjectYear.id == Evidence.project_year_id)
        .where(Evidence.project_year_id.in_(ids))
    )
    for year_id, part, dated_on, fiscal_year in db.session.execute(query):
        first, last = fiscal_year_days(fiscal_year)
        found[year_id].append((part, first <= dated_on <= last))
    return found


def _attended(ids: list[int]) -> dict[int, int]:
    query = (
        select(ProjectYear.id, ProjectYear.fiscal_year, Attendance.happened_on, func.count())
        .join(ProjectYearOpportunity, ProjectYearOpportunity.project_year_id == ProjectYear.id)
        .join(Shift, Shift.opportunity_id == ProjectYearOpportunity.opportunity_id)
        .join(Participant, Participant.shift_id == Shift.id)
        .join(Attendance, Attendance.participant_id == Participant.id)
        .where(ProjectYear.id.in_(ids), Attendance.status == AttendanceStatus.PRESENT)
        .group_by(ProjectYear.id, ProjectYear.fiscal_year, Attendance.happened_on)
    )
    found: dict[int, int] = defaultdict(int)
    for year_id, fiscal_year, happened_on, number in db.session.execute(query):
        first, last = fiscal_year_days(fiscal_year)
        if first <= happened_on <= last:
            found[year_id] += number
    return found


@dataclass(frozen=True)
class AttendanceFigures:
    """What was done in an opportunity within a fiscal year, in figures without names."""

    attendances: int
    people: int
    minutes: int
    days: int


def attendance_figures(opportunity_ids: Sequence[int], fiscal_year: int) -> AttendanceFigures:
    """Attendances, distinct people, minutes and days of the opportunities within the fiscal year."""
    first, last = fiscal_year_days(fiscal_year)
    row = db.session.execute(
        select(
            func.count(),
            func.count(Participant.person_id.distinct()),
            func.coalesce(func.sum(Attendance.minutes), 0),
            func.count(Attendance.happened_on.distinct()),
        )
        .select_from(Attendance)
        .join(Participant, Participant.id == Attendance.participant_id)
        .join(Shift, Shift.id == Participant.shift_id)
        .where(
            Shift.opportunity_id.in_(opportunity_ids),
            Attendance.status == AttendanceStatus.PRESENT,
            Attendance.happened_on.between(first, last),
        )
    ).one()
    return AttendanceFigures(*row)


def likely_duplicates(year: ProjectYear) -> Sequence[ProjectYear]:
    """Other rows of the same fiscal year that may be the same work (rule C8, invariant I-28).

    The same name as compared, or a partner in common under the same department with overlapping dates.
    """
    names = [party.name for party in year.parties]
    same_partner = exists().where(ProjectYearParty.project_year_id == ProjectYear.id, ProjectYearParty.name.in_(names))
    starts_before = ProjectYear.from_on <= year.to_on if year.to_on else true()
    ends_after = ProjectYear.to_on >= year.from_on if year.from_on else true()
    overlap = and_(
        or_(ProjectYear.from_on.is_(None), starts_before),
        or_(ProjectYear.to_on.is_(None), ends_after),
    )
    same_work = and_(ProjectYear.lead_department_id == year.lead_department_id, same_partner, overlap)
    return (
        db.session.execute(
            select(ProjectYear)
            .join(ProjectYear.project)
            .where(
                ProjectYear.fiscal_year == year.fiscal_year,
                ProjectYear.id != year.id,
                ProjectYear.status.not_in(OVER),
                or_(Project.name_key == year.project.name_key, same_work),
            )
            .options(joinedload(ProjectYear.project), joinedload(ProjectYear.lead_department))
            .order_by(ProjectYear.id)
        )
        .scalars()
        .all()
    )


def departments_valid_on_year(fiscal_year: int) -> Sequence[Department]:
    """Departments that exist on some day of the fiscal year, by name."""
    first, last = fiscal_year_days(fiscal_year)
    return (
        db.session.execute(
            select(Department)
            .where(
                Department.valid_from_on <= last,
                or_(Department.valid_to_on.is_(None), Department.valid_to_on >= first),
            )
            .order_by(Department.name)
        )
        .scalars()
        .all()
    )
