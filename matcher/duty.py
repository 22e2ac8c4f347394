"""The duties' own table: which worker has one until when, and when it was last done.

What a duty does stands in matcher/worker; whether any worker is alive is asked here by everybody.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from matcher.clock import now
from matcher.db import Base, Code, db

LEASE = timedelta(minutes=5)
ALIVE_WITHIN = timedelta(seconds=90)


class Duty(Base):
    """A duty of the worker: who holds it until when, when it last ran, how much it found to do."""

    __tablename__ = "duty"

    name: Mapped[Code] = mapped_column(primary_key=True)
    lease_until_at: Mapped[datetime | None]
    last_run_at: Mapped[datetime | None]
    backlog: Mapped[int] = mapped_column(default=0)


_ROWS = select(Duty.name, Duty.lease_until_at, Duty.last_run_at)


def enlist(names: Iterable[str]) -> None:
    """Make a row for each duty that has none yet; two workers may do it at once."""
    for name in names:
        with suppress(IntegrityError), db.unit_of_work():  # another worker enlisted the same duty at this moment
            if db.session.get(Duty, name) is None:
                db.session.merge(Duty(name=name))


def due(intervals: Mapping[str, timedelta]) -> list[str]:
    """Which of these duties are due and nobody's, by how often each is looked at; those without a row too. Only reads.

    Not a promise: another worker may lease one first.
    """
    at, rows = now(), {row.name: row for row in db.session.execute(_ROWS)}

    def is_due(name: str, every: timedelta) -> bool:
        row = rows.get(name)
        if row is None:
            return True
        is_free = row.lease_until_at is None or row.lease_until_at < at
        return is_free and (row.last_run_at is None or row.last_run_at <= at - every)

    return [name for name, every in intervals.items() if is_due(name, every)]


def lease(name: str, every: timedelta, lasts: timedelta = LEASE) -> datetime | None:
    """Until when the duty is the caller's, for as long as it `lasts`: of several workers one gets it; None for the
    others, and where it is not due.
    """
    at = now()
    mine = (
        update(Duty)
        .where(
            Duty.name == name,
            or_(Duty.lease_until_at.is_(None), Duty.lease_until_at < at),
            or_(Duty.last_run_at.is_(None), Duty.last_run_at <= at - every),
        )
        .values(lease_until_at=at + lasts)
        .returning(Duty.lease_until_at)
    )
    return db.session.scalar(mine)


def note(name: str, done: int, *, leased_until: datetime) -> None:
    """The duty is done for now; `done` is how much it found to do.

    Of a worker that took longer than its lease nothing is noted: the duty is another's by now.
    """
    mine = update(Duty).where(Duty.name == name, Duty.lease_until_at == leased_until)
    db.session.execute(mine.values(lease_until_at=None, last_run_at=now(), backlog=done))


def is_worker_alive() -> bool:
    """Whether a worker has done a duty within the last 90 seconds."""
    seen = db.session.scalar(select(func.max(Duty.last_run_at)))
    return seen is not None and now() - seen < ALIVE_WITHIN
