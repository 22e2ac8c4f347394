"""Who is asking: Flask-Login over accounts.

The session holds the account's id and session version and when it began; before that, at most where to go on.
"""

from datetime import timedelta

from flask import Flask, Response, current_app, request, session
from flask_login import LoginManager, current_user, login_user, logout_user

from matcher.clock import now
from matcher.db import db
from matcher.domain.people.models import Account

login_manager = LoginManager()
ONWARD = "onward"
# Below these addresses only files and records for machines are found: whoever asks is nobody, cookie or not.
FOR_MACHINES = ("/api/", "/opendata/")


class Visitor:
    """An account as Flask-Login wants it; ends with the account's session version ("sign out everywhere")."""

    is_active = True
    is_authenticated = True
    is_anonymous = False

    def __init__(self, account: Account, *, since: int) -> None:
        self.account = account
        self.since = since

    def get_id(self) -> str:
        return f"{self.account.id}.{self.account.session_version}.{self.since}"


@login_manager.user_loader
def _visitor(session_key: str) -> Visitor | None:
    parts = session_key.split(".")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    identifier, version, since = map(int, parts)
    account = db.session.get(Account, identifier)
    if account is None or not account.is_in_use or account.session_version != version:
        return None
    is_over = now().timestamp() - since > _lasts(account).total_seconds()
    return None if is_over else Visitor(account, since=since)


def _lasts(account: Account) -> timedelta:
    """How long a session lasts from signing in, used or not: a working day for whoever sees other people's data."""
    works_for_city = account.is_staff or account.department_id is not None
    return timedelta(hours=8) if works_for_city else timedelta(hours=12)


def is_for_machines() -> bool:
    """Whether the request is for open data, which no session is read for."""
    return request.path.startswith(FOR_MACHINES)


def brought_session() -> bool:
    """Whether the request came with a session cookie; without one, nothing may touch the session."""
    return not is_for_machines() and current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def account() -> Account | None:
    """The account that asks, or None. Authority is read from the database on each request."""
    if not brought_session():
        return None
    return current_user.account if current_user.is_authenticated else None


def keep_destination(path: str) -> None:
    """Remember where somebody wanted to go before they had to register; empty: nowhere."""
    if path:
        session[ONWARD] = path


def kept_destination() -> str | None:
    """Where they wanted to go, once."""
    return session.pop(ONWARD, None)


def sign_in(visitor_account: Account) -> None:
    """Begin a new session for the account; nothing of the one before is kept (no session fixation)."""
    session.clear()
    session.permanent = True
    login_user(Visitor(visitor_account, since=int(now().timestamp())))


def sign_out() -> None:
    """End the session of whoever asks; nothing of it is kept."""
    logout_user()
    session.clear()


def init_app(app: Flask) -> None:
    """Add Flask-Login. Its step after each request runs only where a cookie came: public pages stay cacheable."""
    login_manager.session_protection = "basic"
    login_manager.init_app(app, add_context_processor=False)
    steps = app.after_request_funcs.get(None, [])
    remember = login_manager._update_remember_cookie
    steps.remove(remember)

    @app.after_request
    def _remember(response: Response) -> Response:
        return remember(response) if brought_session() else response
