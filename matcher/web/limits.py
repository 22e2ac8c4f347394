"""Limits on attempts, counted in our own database so that all server processes share them.

A count is a short transaction of its own, before the request's begins or after it has ended: on SQLite a second
connection inside the first one's write would wait for itself. That is why `init_app` comes before the transaction's
and the limits stand above `@requires` on a view.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Response, render_template, request
from flask_limiter import Limiter, RateLimitExceeded
from limits.storage import Storage
from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from matcher.clock import now
from matcher.db import Base, db, reading
from matcher.domain.people.contacts import email_key

SCHEME = "wakiai"


class RateLimit(Base):
    """How often a key was hit in its present window."""

    __tablename__ = "rate_limit"

    key: Mapped[str] = mapped_column(primary_key=True)
    hits: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)


class DatabaseStorage(Storage):
    """What Flask-Limiter asks of a place to count in: one row a key, fixed windows, each call its own transaction."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 the library reads a list

    @property
    def base_exceptions(self) -> type[Exception]:
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """The hits in the key's window, these included; a window that is over begins again."""
        insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(RateLimit)
        is_over = RateLimit.ends_at <= now()
        row = insert.values(key=key, hits=amount, ends_at=now() + timedelta(seconds=expiry))
        counted = row.on_conflict_do_update(
            index_elements=["key"],
            set_={
                "hits": case((is_over, row.excluded.hits), else_=RateLimit.hits + row.excluded.hits),
                "ends_at": case((is_over, row.excluded.ends_at), else_=RateLimit.ends_at),
            },
        )
        with db.engine.begin() as connection:
            return int(connection.execute(counted.returning(RateLimit.hits)).scalar_one())

    def get(self, key: str) -> int:
        """The hits in the key's present window."""
        live = select(RateLimit.hits).where(RateLimit.key == key, RateLimit.ends_at > now())
        with reading(), db.engine.begin() as connection:
            return connection.scalar(live) or 0

    def get_expiry(self, key: str) -> float:
        """The second at which the key's window ends; now where it has none."""
        with reading(), db.engine.begin() as connection:
            ends_at = connection.scalar(select(RateLimit.ends_at).where(RateLimit.key == key))
        return (ends_at or now()).astimezone(UTC).timestamp()

    def check(self) -> bool:
        """Whether counting works."""
        with reading(), db.engine.begin() as connection:
            connection.execute(select(RateLimit.key).limit(1))
        return True

    def reset(self) -> int:
        """Forget all counts; how many there were."""
        with db.engine.begin() as connection:
            return connection.execute(delete(RateLimit)).rowcount

    def clear(self, key: str) -> None:
        """Forget the counts of one key."""
        with db.engine.begin() as connection:
            connection.execute(delete(RateLimit).where(RateLimit.key == key))


limiter = Limiter(key_func=lambda: "", storage_uri=f"{SCHEME}://", strategy="fixed-window")


def typed_account() -> str:
    """The account somebody tries to come in with, as a key that holds no address."""
    return _key("account", email_key(request.form.get("email", "")))


def asking_address() -> str:
    """The network address of whoever asks, as a key that does not hold it; a school or an office shares one."""
    return _key("address", request.remote_addr or "")


def is_not_answered_by_redirect(response: Response) -> bool:
    """Whether the attempt failed: a good one is answered with 303 and counts for nothing."""
    return response.status_code != 303


def is_answered_by_redirect(response: Response) -> bool:
    """Whether the act was done: what was sent back to be put right counts for nothing."""
    return response.status_code == 303


def per_account(limit: str, counts_when: Callable[[Response], bool]) -> Any:
    """Limit a posting view by the account that is typed in its field `email`; stands above `@requires`."""
    return limiter.limit(limit, key_func=typed_account, methods=["POST"], deduct_when=counts_when)


def per_address(limit: str) -> Any:
    """Limit a posting view by network address, generously: 40 pupils behind one address are no attack."""
    return limiter.limit(limit, key_func=asking_address, methods=["POST"])


def remove_ended() -> int:
    """Remove counts whose window is over, for the worker; how many there were."""
    with db.engine.begin() as connection:
        return connection.execute(delete(RateLimit).where(RateLimit.ends_at <= now())).rowcount


def _key(kind: str, who: str) -> str:
    return f"{kind}-{hashlib.sha256(who.encode()).hexdigest()[:32]}"


def _too_many(error: RateLimitExceeded) -> tuple[str, int, list[tuple[str, str]]]:
    """The page that says until when, with the way out."""
    reached = limiter.current_limit
    ends_at = datetime.fromtimestamp(reached.reset_at, UTC) if reached else now()
    seconds = max(1, int((ends_at - now()).total_seconds()))
    page = render_template("errors/429.html", message=None, ends_at=ends_at)
    return page, 429, [("Retry-After", str(seconds))]


def init_app(app: Flask) -> None:
    """Count from now on; must be added before what begins the request's transaction."""
    limiter.init_app(app)
    app.register_error_handler(RateLimitExceeded, _too_many)
