"""Who is asking: Flask-Login over accounts. The session holds the account's id and session version, nothing else."""

from flask import Flask, Response, current_app, request
from flask_login import LoginManager, current_user, login_user, logout_user

from matcher.db import db
from matcher.domain.people.models import Account

login_manager = LoginManager()


class Visitor:
    """An account as Flask-Login wants it; ends with the account's session version ("sign out everywhere")."""

    is_active = True
    is_authenticated = True
    is_anonymous = False

    def __init__(self, account: Account) -> None:
        self.account = account

    def get_id(self) -> str:
        return f"{self.account.id}.{self.account.session_version}"


@login_manager.user_loader
def _visitor(session_key: str) -> Visitor | None:
    identifier, _, version = session_key.partition(".")
    if not (identifier.isdecimal() and version.isdecimal()):
        return None
    account = db.session.get(Account, int(identifier))
    if account is None or not account.is_in_use or account.session_version != int(version):
        return None
    return Visitor(account)


def brought_session() -> bool:
    """Whether the request came with a session cookie; without one, nothing may touch the session."""
    return current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def account() -> Account | None:
    """The account that asks, or None. Authority is read from the database on each request."""
    if not brought_session():
        return None
    return current_user.account if current_user.is_authenticated else None


def sign_in(visitor_account: Account) -> None:
    """Begin a session for the account."""
    login_user(Visitor(visitor_account))


def sign_out() -> None:
    """End the session of whoever asks."""
    logout_user()


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
