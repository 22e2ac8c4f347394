"""What an organization did: days that were held, for its public page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from matcher.db import db
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, Shift, ShiftStatus
from matcher.domain.organizations.models import Organization

WAS_PUBLIC = (OpportunityStatus.PUBLISHED, OpportunityStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class PastDay:
    """One day that was held."""

    opportunity_id: int
    title: str
    starts_at: datetime
    venue: str | None


@dataclass(frozen=True, slots=True)
class PastDays:
    """The latest days held since an instant, and how many there were."""

    latest: Sequence[PastDay]
    count: int


def past_days(organization: Organization, *, since: datetime, until: datetime, size: int = 5) -> PastDays:
    """The organization's days that ended in [since, until), latest first. Called-off days do not count."""
    held = _held(organization, since, until)
    rows = db.session.execute(
        select(Opportunity.id, Opportunity.title, Shift.starts_at, Opportunity.venue)
        .join(Shift, Shift.opportunity_id == Opportunity.id)
        .where(*held)
        .order_by(Shift.starts_at.desc(), Shift.id.desc())
        .limit(size)
    ).all()
    count = db.session.scalar(
        select(func.count()).select_from(Shift).join(Opportunity, Shift.opportunity_id == Opportunity.id).where(*held)
    )
    return PastDays([PastDay(*row) for row in rows], count or 0)


def _held(organization: Organization, since: datetime, until: datetime) -> tuple[ColumnElement[Any], ...]:
    return (
        Opportunity.organization_id == organization.id,
        Opportunity.status.in_(WAS_PUBLIC),
        Opportunity.published_at.is_not(None),
        Shift.status == ShiftStatus.SCHEDULED,
        Shift.ends_at >= since,
        Shift.ends_at < until,
    )
