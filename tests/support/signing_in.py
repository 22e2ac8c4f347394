"""Signs accounts of the factories in, with a password that costs little to check."""

from typing import Any

from argon2 import PasswordHasher
from flask import Flask

from matcher.db import db
from matcher.domain.people.models import Account
from tests.support.visitor import Visitor

PASSWORD = "wakiai-demo"
_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def cheap_hash(password: str) -> str:
    """A hash that is checked at once: how dear a check is, the hash itself tells."""
    return _HASHER.hash(password)


HASH = cheap_hash(PASSWORD)


def sign_in(client: Visitor, account: Account) -> None:
    """Let the client be this account from now on."""
    client.delete_cookie("session")
    account.password_hash = HASH
    client.enter(account)


def cookie_of(app: Flask, account: Account) -> str:
    """A session of the account, as a browser keeps it; what the test wrote is committed, its transaction ended."""
    visitor = Visitor(app, app.response_class)
    visitor.enter(account)
    cookie = visitor.get_cookie("session")
    assert cookie is not None
    db.session.rollback()
    return str(cookie.value)


def fields(**given: Any) -> dict[str, Any]:
    """Form fields, dates and numbers as a browser sends them."""
    return {name: str(value) if value is not None else value for name, value in given.items()}
