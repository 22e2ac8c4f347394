"""No log holds a name, an address, a password or a secret: neither of what goes well nor of a failure."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from matcher.cli.serve import SERVER
from matcher.db import db
from matcher.domain.people.links import issue_link
from matcher.domain.people.models import LinkPurpose
from tests.support.factories import make_account
from tests.support.visitor import Visitor

DAY = timedelta(days=1)
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
NAME, ADDRESS, PASSWORD = "花子のしるし", "shirushi@example.jp", "ひみつの うみのうた"
REFUSED = {
    "sqlite": "CREATE TRIGGER refused_{table} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'broken'); END",
    "postgresql": "ALTER TABLE {table} ADD CONSTRAINT refused_{table} CHECK (id < 0) NOT VALID",
}
TAKEN_BACK = {
    "sqlite": "DROP TRIGGER refused_{table}",
    "postgresql": "ALTER TABLE {table} DROP CONSTRAINT refused_{table}",
}


@contextmanager
def broken(table: str, act: str) -> Iterator[None]:
    """While the block lasts the database refuses to write into the table, by a constraint nobody expects."""
    kind = db.engine.dialect.name
    with db.unit_of_work():
        db.session.execute(text(REFUSED[kind].format(table=table, act=act)))
    try:
        yield
    finally:
        db.session.rollback()
        with db.unit_of_work():
            db.session.execute(text(TAKEN_BACK[kind].format(table=table)))


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that anybody logs, as it would be written."""
    caplog.set_level(logging.DEBUG)
    return caplog


def personal_in(log: str) -> list[str]:
    """What a log must not hold, of what is in it."""
    return [*(each for each in (NAME, PASSWORD) if each in log), *MAIL.findall(log)]


def test_a_failure_while_registering_is_logged_without_what_was_typed(
    client: Visitor, log: pytest.LogCaptureFixture
) -> None:
    with broken("person", "INSERT"):
        answer = client.submit("/register", name=NAME, email=ADDRESS, password=PASSWORD, age="adult", agree="y")

    assert answer.status_code == 500
    assert "POST /register broke" in log.text
    assert "IntegrityError" in log.text
    assert "matcher/web/accounts/register.py" in log.text
    assert personal_in(log.text) == []
    assert PASSWORD not in answer.text


def test_a_failure_with_a_link_is_logged_without_its_secret(
    app: Flask, client: Visitor, log: pytest.LogCaptureFixture
) -> None:
    account = make_account(email=ADDRESS)
    secret = issue_link(LinkPurpose.RESET_PASSWORD, account, lifetime=DAY)
    db.session.commit()

    with broken("account", "UPDATE"):
        answer = client.submit(f"/password/reset/{secret}", password=PASSWORD)

    assert answer.status_code == 500
    assert "POST /password/reset/<token> broke" in log.text
    assert secret not in log.text + answer.text
    assert personal_in(log.text) == []


def test_a_wrong_password_is_logged_nowhere(client: Visitor, log: pytest.LogCaptureFixture) -> None:
    client.submit("/sign-in", email=ADDRESS, password=PASSWORD)

    assert personal_in(log.text) == []


def test_the_server_writes_no_log_of_addresses_and_the_database_none_of_statements(app: Flask) -> None:
    assert "access-log" not in SERVER
    assert not db.engine.echo
    assert db.engine.hide_parameters


def test_what_a_log_must_not_hold_would_be_found() -> None:
    planted = f"Exception: {NAME} {ADDRESS} {PASSWORD}"

    assert personal_in(planted) == [NAME, PASSWORD, ADDRESS]
