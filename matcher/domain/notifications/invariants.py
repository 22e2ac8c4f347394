"""What must always be true of the outbox."""

from datetime import timedelta

from sqlalchemy import func, select

from matcher.clock import now
from matcher.db import db
from matcher.domain.notifications.models import SEALED, NoticeState, Notification
from matcher.invariants import Finding

STUCK_AFTER = timedelta(minutes=10)


def invariants() -> list[Finding]:
    """I-35: no letter stays in a worker's hands; no letter that has ended keeps the secret of a link."""
    total = db.session.scalar(select(func.count(Notification.id))) or 0
    stuck = select(func.count(Notification.id)).where(
        Notification.state == NoticeState.SENDING, Notification.lease_until_at < now() - STUCK_AFTER
    )
    ended = select(Notification.parameters).where(
        Notification.state.in_((NoticeState.SENT, NoticeState.CANCELLED, NoticeState.DEAD))
    )
    kept = sum(bool(SEALED & set(parameters)) for parameters in db.session.scalars(ended))
    return [
        Finding("outbox: no letter stays with a worker past its lease", total, db.session.scalar(stuck) or 0),
        Finding("outbox: no secret outlives its letter", total, kept),
    ]
