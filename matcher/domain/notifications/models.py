"""Notices: one row per recipient and change, written in the transaction of the change, delivered by the worker."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from matcher.db import Base, Code, Key, one_of


class Channel(StrEnum):
    """How a notice reaches the person: by mail, by a call from the phone list, on paper, or in the inbox only."""

    MAIL = "mail"
    PHONE = "phone"
    POST = "post"
    INBOX = "inbox"


class NoticeState(StrEnum):
    """Where a notice stands on its way; every notice ends sent, cancelled or dead."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"
    DEAD = "dead"


SEALED = frozenset({"sealed", "sealed_to"})  # parameters that live as long as the letter waits


class Notification(Base):
    """One notice to one person. `parameters` fill the words; they hold no secret beyond the link a mail needs."""

    __tablename__ = "notification"

    id: Mapped[Key]
    kind: Mapped[Code]
    recipient_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    subject_type: Mapped[Code]
    subject_id: Mapped[int]
    subject_version: Mapped[int]
    parameters: Mapped[dict[str, Any]]
    channel: Mapped[Channel] = mapped_column(one_of(Channel, "channel"))
    state: Mapped[NoticeState] = mapped_column(one_of(NoticeState, "state"), default=NoticeState.QUEUED)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    lease_until_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    message_id: Mapped[str] = mapped_column(unique=True)

    __table_args__ = (
        Index("ix_notification_state_due_at", "state", "due_at"),
        CheckConstraint("(state = 'sending') = (lease_until_at IS NOT NULL)", name="lease"),
        CheckConstraint("attempts >= 0", name="attempts"),
    )
