"""Candidates: opportunities with the city that support no project of a fiscal year yet. A query until one is opened."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from matcher.clock import end_of_day, fiscal_year_days, tokyo_instant
from matcher.db import db
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, Shift, ShiftStatus
from matcher.domain.people.models import Account
from matcher.domain.projects.models import ProjectYear, ProjectYearOpportunity


def candidates(fiscal_year: int, account: Account | None = None) -> Sequence[Opportunity]:
    """Opportunities with the city that have a shift in the fiscal year and support no project of that year yet.

    Oldest first; with an account that is no support staff, only those of its department.
    """
    first, last = fiscal_year_days(fiscal_year)
    in_year = exists().where(Shift.opportunity_id == Opportunity.id, Shift.status == ShiftStatus.SCHEDULED)
    in_year = in_year.where(Shift.starts_at >= tokyo_instant(first), Shift.starts_at < end_of_day(last))
    linked = (
        exists()
        .where(ProjectYearOpportunity.opportunity_id == Opportunity.id)
        .where(ProjectYear.id == ProjectYearOpportunity.project_year_id, ProjectYear.fiscal_year == fiscal_year)
    )
    query = (
        select(Opportunity)
        .where(
            Opportunity.department_id.is_not(None),
            Opportunity.status.in_((OpportunityStatus.PUBLISHED, OpportunityStatus.CLOSED)),
            in_year,
            ~linked,
        )
        .options(joinedload(Opportunity.organization), joinedload(Opportunity.department))
        .order_by(Opportunity.published_at, Opportunity.id)
    )
    if account is not None and not account.is_staff:
        query = query.where(Opportunity.department_id == account.department_id)
    return db.session.scalars(query).all()


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
