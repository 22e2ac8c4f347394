"""Passwords: hashed, changed by their owner, set anew with a link."""

import pytest
from sqlalchemy import select

from matcher.domain.notifications.models import Notification
from matcher.domain.people.links import open_link
from matcher.domain.people.models import AccountStatus, LinkPurpose
from matcher.domain.people.password_changes import (
    change_password,
    issue_password_link,
    request_password_reset,
    reset_password,
)
from matcher.domain.people.passwords import hash_password, is_password
from matcher.domain.people.rules import LinkNotUsable, PasswordTooShort
from matcher.sealing import unseal
from tests.support.factories import make_account


def reset_secrets(session) -> list[str]:
    rows = session.scalars(select(Notification).where(Notification.kind == "reset-password").order_by(Notification.id))
    return [unseal(row.parameters["sealed"]) for row in rows]


def test_a_hash_knows_its_password_and_no_other():
    kept = hash_password("wakiai-demo")

    assert kept.startswith("$argon2id$")
    assert is_password(kept, "wakiai-demo")
    assert is_password(kept, "ｗａｋｉａｉ-ｄｅｍｏ")
    assert not is_password(kept, "Wakiai-demo")
    assert not is_password(kept, "a" * 100_000)
    assert not is_password(None, "nobody has this password")


def test_no_hash_is_made_of_a_weak_password():
    with pytest.raises(PasswordTooShort):
        hash_password("short")


def test_a_link_sets_a_new_password_once_and_ends_all_sessions(session):
    account = make_account(password_hash="old")
    request_password_reset(account.email.upper())
    (secret,) = reset_secrets(session)

    reset_password(secret, password_hash="new")

    assert (account.password_hash, account.session_version) == ("new", 2)
    with pytest.raises(LinkNotUsable):
        reset_password(secret, password_hash="newer")


def test_a_newer_request_ends_the_older_link(session):
    account = make_account(password_hash="old")
    request_password_reset(account.email)
    request_password_reset(account.email)
    first, second = reset_secrets(session)

    with pytest.raises(LinkNotUsable):
        reset_password(first, password_hash="new")
    assert reset_password(second, password_hash="new") is account


@pytest.mark.parametrize("status", [AccountStatus.SUSPENDED, AccountStatus.CLOSED])
def test_a_barred_or_closed_account_gets_no_link(session, status):
    account = make_account(status=status)

    request_password_reset(account.email)
    request_password_reset("nobody@example.jp")

    assert reset_secrets(session) == []


def test_a_link_of_before_does_not_open_a_barred_account(session):
    account = make_account()
    secret = issue_password_link(account)
    account.status = AccountStatus.SUSPENDED

    with pytest.raises(LinkNotUsable):
        reset_password(secret, password_hash="new")


def test_setting_a_password_with_a_link_confirms_the_address(session):
    account = make_account(status=AccountStatus.UNCONFIRMED)

    reset_password(issue_password_link(account), password_hash="new")

    assert account.status == AccountStatus.ACTIVE


def test_changing_the_password_ends_open_links_and_tells_the_owner(session):
    account = make_account(password_hash="old")
    secret = issue_password_link(account)

    change_password(account, password_hash="new", by=account.actor)

    assert account.session_version == 2
    assert session.scalar(select(Notification.kind)) == "password-changed"
    with pytest.raises(LinkNotUsable):
        open_link(secret, LinkPurpose.RESET_PASSWORD)
