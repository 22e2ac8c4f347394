"""Counting attempts in our own database, so that all server processes share the counts: fixed windows, one row a key.

Each count is a transaction of its own. On SQLite it must come before the request's own begins or after it has ended: a
second connection inside the first one's write would wait for itself.
"""

from datetime import datetime, timedelta

from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from matcher.clock import now
from matcher.db import Base, db, reading


class RateLimit(Base):
    """How often a key was hit in its present window."""

    __tablename__ = "rate_limit"

    key: Mapped[str] = mapped_column(primary_key=True)
    hits: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)


def count(key: str, *, window: timedelta, hits: int = 1) -> int:
    """The hits in the key's window, these included; a window that is over begins again with them."""
    insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(RateLimit)
    is_over = RateLimit.ends_at <= now()
    row = insert.values(key=key, hits=hits, ends_at=now() + window)
    counted = row.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "hits": case((is_over, row.excluded.hits), else_=RateLimit.hits + row.excluded.hits),
            "ends_at": case((is_over, row.excluded.ends_at), else_=RateLimit.ends_at),
        },
    )
    with db.engine.begin() as connection:
        return int(connection.execute(counted.returning(RateLimit.hits)).scalar_one())


def hits_of(key: str) -> int:
    """The hits in the key's present window."""
    live = select(RateLimit.hits).where(RateLimit.key == key, RateLimit.ends_at > now())
    with reading(), db.engine.begin() as connection:
        return connection.scalar(live) or 0


def window_end(key: str) -> datetime:
    """When the key's window ends; now where it has none."""
    with reading(), db.engine.begin() as connection:
        return connection.scalar(select(RateLimit.ends_at).where(RateLimit.key == key)) or now()


def forget(key: str | None = None) -> int:
    """Forget the counts of one key, or all; how many there were."""
    which = delete(RateLimit) if key is None else delete(RateLimit).where(RateLimit.key == key)
    with db.engine.begin() as connection:
        return connection.execute(which).rowcount


def forget_ended() -> int:
    """Forget counts whose window is over, for the worker; how many there were."""
    with db.engine.begin() as connection:
        return connection.execute(delete(RateLimit).where(RateLimit.ends_at <= now())).rowcount
