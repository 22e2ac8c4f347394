"""Writing the record. Called by every action, in the same transaction as what it records."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Protocol

from sqlalchemy import insert

from matcher.clock import now
from matcher.db import db
from matcher.domain.audit.models import ActorKind, AuditEntry

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


@dataclass(frozen=True)
class Actor:
    """Who acts: the kind and, where there is one, the account's or the link's id."""

    kind: ActorKind
    id: int | None = None


WORKER = Actor(ActorKind.WORKER)
CLI = Actor(ActorKind.CLI)


@dataclass(frozen=True)
class Replaced:
    """One value in the place of another, kept as both: the log shows before → after."""

    before: object
    after: object


class Subject(Protocol):
    """Anything with a table and an id."""

    __tablename__: str

    @property
    def id(self) -> int: ...


def record(
    act: str,
    subject: Subject,
    *,
    by: Actor,
    changes: Mapping[str, object] | None = None,
    reason: str | None = None,
) -> None:
    """Add one entry (invariants I-29, I-32). Flushes, so that a new subject has its id.

    `changes`: by the field's name a value, or Replaced; no personal value: such fields are named with None.
    """
    db.session.flush()
    db.session.add(AuditEntry(**_entry(act, subject, by, changes, reason)))


def record_all(act: str, told: Iterable[tuple[Subject, Mapping[str, object] | None]], *, by: Actor) -> None:
    """Add an entry of one act for each of many subjects with its changes, after one flush for all of them."""
    subjects = list(told)
    db.session.flush()
    if subjects:
        rows = [_entry(act, subject, by, changes, None) for subject, changes in subjects]
        db.session.execute(insert(AuditEntry), rows)


def _entry(
    act: str, subject: Subject, by: Actor, changes: Mapping[str, object] | None, reason: str | None
) -> dict[str, Any]:
    return {
        "at": now(),
        "actor_kind": by.kind,
        "actor_id": by.id,
        "act": act,
        "subject_type": subject.__tablename__,
        "subject_id": subject.id,
        "changes": {name: _plain(value) for name, value in (changes or {}).items()},
        "reason": reason,
        "request_id": request_id.get(),
    }


def _plain(value: object) -> object:
    if isinstance(value, Replaced):
        return {"before": _plain(value.before), "after": _plain(value.after)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value
