"""Writing a notice: in the transaction of the change it tells of, once per recipient and change (I-34)."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from matcher.clock import now
from matcher.db import db
from matcher.domain.audit.actions import Subject
from matcher.domain.notifications.models import Channel, NoticeState, Notification
from matcher.sealing import seal


class Recipient(Protocol):
    """A person, as far as a notice must know one."""

    @property
    def id(self) -> int: ...

    @property
    def email(self) -> str | None: ...

    @property
    def phone(self) -> str | None: ...

    @property
    def contact_by(self) -> str: ...


def notify(
    kind: str,
    recipient: Recipient,
    subject: Subject,
    *,
    parameters: Mapping[str, Any] | None = None,
    version: int = 1,
    due_at: datetime | None = None,
    secret: str | None = None,
    by_mail: bool = False,
    to: str | None = None,
) -> None:
    """Put one notice of `kind` about `subject` into the recipient's inbox and the outbox, due now or at `due_at`.

    The same kind, subject, version and recipient give one row however often this is called. `parameters` fill the
    words, which are made when the notice is shown or sent, in the recipient's language; name instants `…_at` and days
    `…_on`, so that they come back as such. `secret`, the secret of a
    one-use link, is kept sealed as `parameters["sealed"]` and only until the letter is sent. A link, and with `by_mail`
    what concerns the address itself, goes by mail even to somebody who wants to be called; `to`: another address than
    the recipient's own (a new one to be proved, an old one to be told), kept sealed as long.
    """
    db.session.flush()
    created_at = now()
    filling = {name: _plain(value) for name, value in (parameters or {}).items()}
    if secret is not None:
        filling["sealed"] = seal(secret)
    if to is not None:
        filling["sealed_to"] = seal(to)
    row = {
        "kind": kind,
        "recipient_id": recipient.id,
        "subject_type": subject.__tablename__,
        "subject_id": subject.id,
        "subject_version": version,
        "parameters": filling,
        "channel": _channel(recipient, by_mail=by_mail or secret is not None),
        "state": NoticeState.QUEUED,
        "created_at": created_at,
        "due_at": due_at or created_at,
        "attempts": 0,
        "dedupe_key": f"{kind}:{subject.__tablename__}:{subject.id}:{version}:{recipient.id}",
        "message_id": secrets.token_hex(16),
    }
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    db.session.execute(insert(Notification).values(row).on_conflict_do_nothing(index_elements=["dedupe_key"]))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _channel(recipient: Recipient, *, by_mail: bool) -> Channel:
    """The way the person wants, as far as it can be had: mail needs an address, a call a number."""
    wanted = Channel.MAIL if by_mail else Channel(recipient.contact_by)
    if wanted == Channel.MAIL and recipient.email is None:
        return Channel.PHONE if recipient.phone else Channel.INBOX
    if wanted == Channel.PHONE and recipient.phone is None:
        return Channel.MAIL if recipient.email else Channel.INBOX
    return wanted


def mark_all_read(recipient_id: int) -> None:
    """Note that the person has seen every notice in the inbox."""
    unread = update(Notification).where(Notification.recipient_id == recipient_id, Notification.read_at.is_(None))
    db.session.execute(unread.where(Notification.due_at <= now()).values(read_at=now()))
