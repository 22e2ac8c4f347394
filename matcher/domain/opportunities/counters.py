"""The counters a list reads from the row: when its first day starts, how many places are left."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, null, or_, select, update

from matcher.clock import now as present
from matcher.db import db
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, Shift, ShiftRole, ShiftStatus


def refresh_counters(opportunity: Opportunity, *, now: datetime | None = None) -> None:
    """Count again from the shifts, in one statement; the version stays, for nothing its writers wrote changed.

    Call it after anything that touches shifts, roles or places. Flushes.
    """
    db.session.flush()
    count_again([opportunity.id], now or present())
    db.session.refresh(opportunity, ["first_open_starts_at", "places_left"])


def refresh_passed_counters(*, now: datetime | None = None) -> int:
    """Count again where the first day has gone by since: the worker's duty. Gives the number of rows."""
    moment = now or present()
    is_passed = ~exists(
        select(Shift.id).where(
            Shift.opportunity_id == Opportunity.id,
            Shift.starts_at == Opportunity.first_open_starts_at,
            *_to_come(moment),
        )
    )
    passed = db.session.scalars(
        select(Opportunity.id).where(
            Opportunity.status == OpportunityStatus.PUBLISHED,
            Opportunity.first_open_starts_at <= moment,
            is_passed,
        )
    ).all()
    count_again(passed, moment)
    return len(passed)


def count_again(ids: Sequence[int], moment: datetime) -> None:
    """Count several again at once, by their ids: for those in memory `refresh_counters`.

    One statement for all. Each row is locked before: PostgreSQL would otherwise count with a sight of the places
    that is older than the row it writes to, and lose a sign-up that was committed while it waited for the row."""
    db.session.execute(select(Opportunity.id).where(Opportunity.id.in_(ids)).order_by(Opportunity.id).with_for_update())
    db.session.execute(
        update(Opportunity)
        .where(Opportunity.id.in_(ids))
        .values(first_open_starts_at=_first_start(moment), places_left=_places_left(moment))
        .execution_options(synchronize_session=False)
    )


def _to_come(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Shift.status == ShiftStatus.SCHEDULED, Shift.ends_at > now


def _first_start(now: datetime) -> ColumnElement[datetime]:
    return (
        select(func.min(Shift.starts_at))
        .where(Shift.opportunity_id == Opportunity.id, *_to_come(now))
        .correlate(Opportunity)
        .scalar_subquery()
    )


def _places_left(now: datetime) -> ColumnElement[int]:
    """Over all days to come; NULL where some role has no limit, or where no day is to come."""
    has_no_limit = func.max(case((ShiftRole.capacity.is_(None), 1), else_=0)) == 1
    left = case((or_(has_no_limit, func.count() == 0), null()), else_=func.sum(ShiftRole.capacity - ShiftRole.taken))
    return (
        select(left)
        .select_from(ShiftRole)
        .join(Shift, and_(Shift.id == ShiftRole.shift_id, Shift.opportunity_id == Opportunity.id))
        .where(*_to_come(now))
        .correlate(Opportunity)
        .scalar_subquery()
    )
