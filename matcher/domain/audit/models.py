"""Audit entries and the seals the worker puts on them in batches. Nothing here is ever changed or removed."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from matcher.db import Base, Code, Key, one_of
from matcher.guards import append_only


class ActorKind(StrEnum):
    """Who can act: somebody signed in, somebody with a personal link, the worker, a command."""

    ACCOUNT = "account"
    PERSON_LINK = "person-link"
    WORKER = "worker"
    CLI = "cli"


class AuditEntry(Base):
    """One act on one thing. `changes` holds values of non-personal fields and only the names of personal ones."""

    __tablename__ = "audit_entry"

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[ActorKind] = mapped_column(one_of(ActorKind, "actor_kind"))
    actor_id: Mapped[int | None]  # no foreign key: the record outlives the account
    act: Mapped[Code]
    subject_type: Mapped[Code]
    subject_id: Mapped[int | None]
    changes: Mapped[dict[str, Any]]
    reason: Mapped[str | None]
    request_id: Mapped[str | None]

    __table_args__ = (Index("ix_audit_entry_subject", "subject_type", "subject_id"),)


class AuditSeal(Base):
    """One link of the hash chain over the entries, made by the worker."""

    __tablename__ = "audit_seal"

    id: Mapped[Key]
    sealed_at: Mapped[datetime]
    previous_hash: Mapped[str]
    hash: Mapped[str]


class AuditSealed(Base):
    """Which seal holds an entry: exactly one, by the primary key."""

    __tablename__ = "audit_sealed"

    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), primary_key=True)
    seal_id: Mapped[int] = mapped_column(ForeignKey("audit_seal.id"), index=True)


append_only("audit_entry")
append_only("audit_seal")
append_only("audit_sealed")
