"""Writing passwords: changed by their owner, or set anew with a link. Each ends every session of the account."""

from datetime import timedelta

from matcher.db import db
from matcher.domain.audit.actions import Actor, record
from matcher.domain.notifications.actions import notify
from matcher.domain.people.links import end_links, issue_link, open_link, take_link
from matcher.domain.people.models import Account, AccountStatus, LinkPurpose
from matcher.domain.people.queries import account_by_id, account_with_email
from matcher.domain.people.rules import LinkNotUsable

RESET_LASTS = timedelta(hours=1)
FIRST_PASSWORD_LASTS = timedelta(days=7)
MAY_RESET = frozenset({AccountStatus.UNCONFIRMED, AccountStatus.ACTIVE})


def request_password_reset(email: str) -> None:
    """Send a link to set a new password, usable for an hour; nothing tells whether the address has an account."""
    account = account_with_email(email)
    if account is None or account.status not in MAY_RESET:
        return
    secret = issue_password_link(account, lifetime=RESET_LASTS)
    notify("reset-password", account.person, open_link(secret, LinkPurpose.RESET_PASSWORD), secret=secret)


def issue_password_link(account: Account, *, lifetime: timedelta = FIRST_PASSWORD_LASTS) -> str:
    """The secret of a link with which the account's owner sets a password; earlier ones end."""
    end_links(LinkPurpose.RESET_PASSWORD, account)
    return issue_link(LinkPurpose.RESET_PASSWORD, account, account.person, lifetime=lifetime)


def reset_password(secret: str, *, password_hash: str) -> Account:
    """The account with its new password; the link proves the address too. Raises LinkNotUsable."""
    account = account_by_id(take_link(secret, LinkPurpose.RESET_PASSWORD).subject_id)
    if account.status not in MAY_RESET:
        raise LinkNotUsable
    account.status = AccountStatus.ACTIVE
    end_links(LinkPurpose.CONFIRM_EMAIL, account)
    _replace(account, password_hash, "reset-password", account.actor)
    return account


def change_password(account: Account, *, password_hash: str, by: Actor) -> None:
    """Keep the new password; every other session ends, and the owner is told."""
    end_links(LinkPurpose.RESET_PASSWORD, account)
    _replace(account, password_hash, "change-password", by)


def _replace(account: Account, password_hash: str, act: str, by: Actor) -> None:
    end_links(LinkPurpose.CHANGE_EMAIL, account)  # whoever asked for it may have known the old password
    account.password_hash = password_hash
    account.session_version += 1
    record(act, account, by=by, changes={"password": None})
    db.session.flush()
    notify("password-changed", account.person, account, version=account.session_version, by_mail=True)
