"""The seats companies hold."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from matcher.db import db
from matcher.domain.opportunities.models import Opportunity, Shift
from matcher.domain.signups.models import HELD, SignUp


def held_seats(organization_id: int, role_id: int) -> SignUp | None:
    """The seats an organization holds in a role, if any."""
    return db.session.scalar(
        select(SignUp).where(
            SignUp.organization_id == organization_id, SignUp.shift_role_id == role_id, SignUp.state.in_(HELD)
        )
    )


def seats_asked_with(request_key: str) -> SignUp | None:
    """The sign-up one sending of the form made, if it did."""
    return db.session.scalar(
        select(SignUp).where(SignUp.request_key == request_key).execution_options(populate_existing=True)
    )


def coming_seats(organization_id: int, *, since: datetime) -> list[SignUp]:
    """All seats the organization holds in shifts not yet over, by start, with shift, role and opportunity."""
    return list(
        db.session.scalars(
            select(SignUp)
            .join(Shift, Shift.id == SignUp.shift_id)
            .join(Opportunity, Opportunity.id == Shift.opportunity_id)
            .where(
                SignUp.organization_id == organization_id,
                Opportunity.organization_id != organization_id,
                SignUp.state.in_(HELD),
                Shift.ends_at > since,
            )
            .options(joinedload(SignUp.shift).joinedload(Shift.opportunity), joinedload(SignUp.role))
            .order_by(Shift.starts_at, SignUp.id)
        )
    )
