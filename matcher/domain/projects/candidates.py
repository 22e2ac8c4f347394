"""Candidates: opportunities with the city that support no project of a fiscal year yet. A query until one is opened."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import joinedload

from matcher.clock import end_of_day, fiscal_year_days, tokyo_instant
from matcher.db import db
from matcher.domain.city.models import Department
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, Shift, ShiftStatus
from matcher.domain.organizations.models import Organization
from matcher.domain.people.models import Account
from matcher.domain.projects.models import ProjectYear, ProjectYearOpportunity

ROWS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One line of the list."""

    id: int
    title: str
    organization_name: str
    department_name: str


@dataclass(frozen=True, slots=True)
class CandidateRows:
    """One page of the list; `after` None: the last page."""

    rows: list[CandidateRow]
    after: int | None


def candidates(
    fiscal_year: int, account: Account, *, after: int | None = None, size: int = ROWS_ON_A_PAGE
) -> CandidateRows:
    """Opportunities with the city that have a shift in the fiscal year and support no project of that year yet.

    Oldest first, one statement; with an account that is no support staff, only those of its department.
    `after`: the last id of a page.
    """
    query = (
        select(
            Opportunity.id,
            Opportunity.title,
            Organization.name.label("organization_name"),
            Department.name.label("department_name"),
        )
        .join(Organization, Organization.id == Opportunity.organization_id)
        .join(Department, Department.id == Opportunity.department_id)
        .where(*_are_candidates(fiscal_year, account))
    )
    if after is not None:
        last = select(Opportunity.published_at).where(Opportunity.id == after).correlate(None).scalar_subquery()
        is_later = (Opportunity.published_at > last) | ((Opportunity.published_at == last) & (Opportunity.id > after))
        query = query.where(last.is_(None) | is_later)
    found = db.session.execute(query.order_by(Opportunity.published_at, Opportunity.id).limit(size + 1)).all()
    rows = [CandidateRow(*row) for row in found[:size]]
    return CandidateRows(rows, rows[-1].id if len(found) > size else None)


def number_of_candidates(fiscal_year: int, account: Account) -> int:
    """How many candidates the account has in the fiscal year."""
    counted = select(func.count()).select_from(Opportunity).where(*_are_candidates(fiscal_year, account))
    return db.session.scalar(counted) or 0


def _are_candidates(fiscal_year: int, account: Account) -> list[ColumnElement[bool]]:
    first, last = fiscal_year_days(fiscal_year)
    in_year = exists().where(Shift.opportunity_id == Opportunity.id, Shift.status == ShiftStatus.SCHEDULED)
    in_year = in_year.where(Shift.starts_at >= tokyo_instant(first), Shift.starts_at < end_of_day(last))
    linked = (
        exists()
        .where(ProjectYearOpportunity.opportunity_id == Opportunity.id)
        .where(ProjectYear.id == ProjectYearOpportunity.project_year_id, ProjectYear.fiscal_year == fiscal_year)
    )
    seen = Opportunity.status.in_((OpportunityStatus.PUBLISHED, OpportunityStatus.CLOSED))
    own = [] if account.is_staff else [Opportunity.department_id == account.department_id]
    return [Opportunity.department_id.is_not(None), seen, in_year, ~linked, *own]


def candidate(opportunity_id: int) -> Opportunity:
    """One opportunity with the city that the public has seen. Raises NoResultFound."""
    return db.session.execute(
        select(Opportunity)
        .where(
            Opportunity.id == opportunity_id,
            Opportunity.department_id.is_not(None),
            Opportunity.status.in_((OpportunityStatus.PUBLISHED, OpportunityStatus.CLOSED)),
        )
        .options(joinedload(Opportunity.organization), joinedload(Opportunity.department))
    ).scalar_one()


def is_with_department_of(account: Account | None, opportunity: Opportunity) -> bool:
    """Whether the account's department has the city's part in the opportunity."""
    return account is not None and account.department_id == opportunity.department_id
