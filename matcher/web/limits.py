"""Limits on attempts. They stand above `@requires` on a view, and `init_app` comes before the transaction's.

For a count is a transaction of its own, before the request's begins or after it has ended.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Response, render_template, request, session
from flask_limiter import Limiter, RateLimitExceeded
from limits.storage import Storage
from sqlalchemy.exc import SQLAlchemyError

from matcher import attempts
from matcher.clock import now
from matcher.domain.people.contacts import email_key

SCHEME = "wakiai"


class DatabaseStorage(Storage):
    """What Flask-Limiter asks of a place to count in."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 the library reads a list

    @property
    def base_exceptions(self) -> type[Exception]:
        """What counting may raise."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """The hits in the key's window of `expiry` seconds, these included."""
        return attempts.count(key, window=timedelta(seconds=expiry), hits=amount)

    def get(self, key: str) -> int:
        """The hits in the key's present window."""
        return attempts.hits_of(key)

    def get_expiry(self, key: str) -> float:
        """The second at which the key's window ends."""
        return attempts.window_end(key).timestamp()

    def check(self) -> bool:
        """Whether counting works."""
        return attempts.hits_of("") == 0

    def reset(self) -> int:
        """Forget all counts; how many there were."""
        return attempts.forget()

    def clear(self, key: str) -> None:
        """Forget the counts of one key."""
        attempts.forget(key)


limiter = Limiter(key_func=lambda: "", storage_uri=f"{SCHEME}://", strategy="fixed-window")


def typed_account() -> str:
    """The account somebody tries to come in with, as a key that holds no address."""
    return _key("account", email_key(request.form.get("email", "")))


def signed_in_account() -> str:
    """The account of the session, as the cookie names it: no look into the database before the request's own begins."""
    return _key("session", str(session.get("_user_id", "")).partition(".")[0])


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


def per_own_account(limit: str, counts_when: Callable[[Response], bool]) -> Any:
    """Limit a posting view by the account that is signed in; stands above `@requires`."""
    return limiter.limit(limit, key_func=signed_in_account, methods=["POST"], deduct_when=counts_when)


def per_address(limit: str) -> Any:
    """Limit a posting view by network address, generously: 40 pupils behind one address are no attack."""
    return limiter.limit(limit, key_func=asking_address, methods=["POST"])


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
