"""The way of a notice through the outbox: claimed by one worker for a while, then sent, tried again, or given up.

At least once, and marked exactly once (invariants I-35, I-36): every step is a guarded update.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update

from matcher.clock import now
from matcher.db import db
from matcher.domain.notifications.models import SEALED, Channel, NoticeState, Notification

LEASE = timedelta(seconds=60)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
GIVE_UP_AFTER = timedelta(hours=48)


def _is_ready(at: datetime) -> ColumnElement[bool]:
    waiting = and_(Notification.state == NoticeState.QUEUED, Notification.due_at <= at)
    abandoned = and_(Notification.state == NoticeState.SENDING, Notification.lease_until_at < at)
    return and_(Notification.channel == Channel.MAIL, or_(waiting, abandoned))


def ready_letters(most: int) -> list[int]:
    """Ids of letters due now, or whose worker died over them, oldest first."""
    query = select(Notification.id).where(_is_ready(now())).order_by(Notification.due_at, Notification.id)
    return list(db.session.execute(query.limit(most)).scalars())


def claim(notification_id: int) -> Notification | None:
    """The letter, leased to the caller for a minute; None where another worker was first."""
    at = now()
    mine = db.session.execute(
        update(Notification)
        .where(Notification.id == notification_id, _is_ready(at))
        .values(state=NoticeState.SENDING, lease_until_at=at + LEASE, attempts=Notification.attempts + 1)
        .returning(Notification.id)
        .execution_options(synchronize_session=False)
    ).scalar()
    return db.session.get(Notification, mine, populate_existing=True) if mine is not None else None


def mark_sent(notification: Notification) -> None:
    """The letter is out: what was secret in it is forgotten."""
    _end(notification, NoticeState.SENT, None)


def mark_cancelled(notification: Notification, reason: str) -> None:
    """The letter must not go out any more; `reason` is a code."""
    _end(notification, NoticeState.CANCELLED, reason)


def mark_failed(notification: Notification, reason: str, *, for_good: bool) -> None:
    """The letter could not be handed over: tried again after a growing pause, given up after two days or for good."""
    if for_good or now() - notification.created_at > GIVE_UP_AFTER:
        _end(notification, NoticeState.DEAD, reason)
        return
    pause = PAUSES[min(notification.attempts, len(PAUSES)) - 1]
    notification.state, notification.lease_until_at = NoticeState.QUEUED, None
    notification.due_at, notification.reason = now() + pause, reason
    db.session.flush()


def _end(notification: Notification, state: NoticeState, reason: str | None) -> None:
    notification.state, notification.lease_until_at, notification.reason = state, None, reason
    notification.sent_at = now() if state == NoticeState.SENT else None
    notification.parameters = {name: value for name, value in notification.parameters.items() if name not in SEALED}
    db.session.flush()


def cancel_waiting(recipient_id: int, reason: str) -> None:
    """Nothing that still waits for this person goes out; `reason` is a code (I-22). Secrets in it are forgotten."""
    waiting = select(Notification).where(
        Notification.recipient_id == recipient_id,
        Notification.state.in_((NoticeState.QUEUED, NoticeState.SENDING)),
    )
    for notification in db.session.scalars(waiting).all():
        _end(notification, NoticeState.CANCELLED, reason)


def are_inbox_notices_due() -> bool:
    """Whether `settle_inbox_notices` would find any."""
    return db.session.execute(select(Notification.id).where(_is_due_in_inbox(now())).limit(1)).first() is not None


def settle_inbox_notices() -> int:
    """Notices for the inbox alone count as delivered when they are due; returns how many were."""
    at = now()
    settled = db.session.execute(
        update(Notification)
        .where(_is_due_in_inbox(at))
        .values(state=NoticeState.SENT, sent_at=at)
        .returning(Notification.id)
    )
    return len(settled.all())


def _is_due_in_inbox(at: datetime) -> ColumnElement[bool]:
    return and_(
        Notification.channel == Channel.INBOX,
        Notification.state == NoticeState.QUEUED,
        Notification.due_at <= at,
    )


def mark_reached(notification: Notification, *, by_whom: str) -> None:
    """Somebody called or wrote (phone list, post): the notice has arrived. `by_whom` names the account's id."""
    _end(notification, NoticeState.SENT, by_whom)
