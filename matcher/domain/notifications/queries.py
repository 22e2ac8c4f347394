"""Reading notices: somebody's inbox, what waits in the outbox, who is to be called."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from matcher.clock import now
from matcher.db import db
from matcher.domain.notifications.models import Channel, NoticeState, Notification

PAGE = 50


def inbox(person_id: int, *, most: int = 50, before: int | None = None) -> Sequence[Notification]:
    """The person's notices that are due, newest first; `before` is the id after which the next page goes on."""
    query = (
        select(Notification)
        .where(
            Notification.recipient_id == person_id,
            Notification.due_at <= now(),
            Notification.state != NoticeState.CANCELLED,
        )
        .order_by(Notification.id.desc())
        .limit(most)
    )
    if before is not None:
        query = query.where(Notification.id < before)
    return db.session.execute(query).scalars().all()


def unread_count(person_id: int) -> int:
    """How many notices the person has not opened, counted up to 100."""
    unread = (
        select(Notification.id)
        .where(
            Notification.recipient_id == person_id,
            Notification.read_at.is_(None),
            Notification.due_at <= now(),
            Notification.state != NoticeState.CANCELLED,
        )
        .limit(100)
        .subquery()
    )
    return db.session.scalar(select(func.count()).select_from(unread)) or 0


def letters(*, most: int = 100) -> Sequence[Notification]:
    """The newest letters of the whole service, for the demo mailbox."""
    query = select(Notification).where(Notification.channel == Channel.MAIL).order_by(Notification.id.desc())
    return db.session.execute(query.limit(most)).scalars().all()


def calls_to_make(*, after: int | None = None, size: int = PAGE) -> Sequence[Notification]:
    """Notices that reach somebody by telephone or post and wait for a person to do it, oldest first.

    A page and one more, if there is, behind the one with the id `after`.
    """
    query = select(Notification).where(*_to_make())
    if after is not None:
        last = select(Notification.due_at).where(Notification.id == after).correlate(None).scalar_subquery()
        is_later = (Notification.due_at > last) | ((Notification.due_at == last) & (Notification.id > after))
        query = query.where(last.is_(None) | is_later)
    return db.session.scalars(query.order_by(Notification.due_at, Notification.id).limit(size + 1)).all()


def number_of_calls() -> int:
    """How many such notices wait."""
    return db.session.scalar(select(func.count()).select_from(Notification).where(*_to_make())) or 0


def undelivered(*, before: int | None = None, size: int = PAGE) -> Sequence[Notification]:
    """Letters given up, newest first: somebody must reach these people otherwise.

    A page and one more, if there is, older than the one with the id `before`.
    """
    query = select(Notification).where(Notification.state == NoticeState.DEAD)
    if before is not None:
        query = query.where(Notification.id < before)
    return db.session.scalars(query.order_by(Notification.id.desc()).limit(size + 1)).all()


def number_of_undelivered() -> int:
    """How many letters are given up."""
    dead = select(func.count()).select_from(Notification).where(Notification.state == NoticeState.DEAD)
    return db.session.scalar(dead) or 0


def oldest_waiting_letter() -> datetime | None:
    """Since when the oldest due letter waits; None where none does (I-35, shown by /readyz)."""
    query = select(func.min(Notification.due_at)).where(
        Notification.channel == Channel.MAIL,
        Notification.state.in_((NoticeState.QUEUED, NoticeState.SENDING)),
        Notification.due_at <= now(),
    )
    return db.session.scalar(query)


def notice_to_make(notification_id: int) -> Notification:
    """One notice that somebody must bring by telephone or post, or whose letter was given up. Raises NoResultFound."""
    by_hand = Notification.channel.in_((Channel.PHONE, Channel.POST)) & (Notification.state == NoticeState.QUEUED)
    query = select(Notification).where(
        Notification.id == notification_id, by_hand | (Notification.state == NoticeState.DEAD)
    )
    return db.session.execute(query).scalar_one()


def _to_make() -> tuple[ColumnElement[bool], ...]:
    by_hand = Notification.channel.in_((Channel.PHONE, Channel.POST))
    return by_hand, Notification.state == NoticeState.QUEUED, Notification.due_at <= now()
