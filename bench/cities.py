"""The cities that are measured: made up, with guests who sign up and days that have room for all of them."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from contextvars import Context
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask, session
from flask_wtf.csrf import generate_csrf

from bench.client import AGENT, message
from matcher import create_app
from matcher.clock import now
from matcher.db import db
from matcher.demo.loading import load
from matcher.demo.records import demo_city
from matcher.demo.synthesis.city import synthesize
from matcher.domain.opportunities.filters import OpportunityFilters
from matcher.domain.opportunities.keys import keys
from matcher.domain.people.models import Account
from matcher.web import identity
from tests.support.databases import Database, PostgresqlDatabase, SqliteDatabase, testing_config
from tests.support.factories import make_account, make_opportunity, make_organization, make_shift

DAYS = 24


@dataclass
class City:
    """A database of so many opportunities, an application on it, and what is asked of it."""

    size: int
    database: Database
    app: Flask
    cookie: str
    detail: int
    sign_ups: Iterator[bytes]


def make(folder: Path, ends: ExitStack, size: int, *, guests: int, with_demo: bool = False) -> City:
    """So many opportunities, as many sign-ups and so many guests; the demo city brings projects to count."""
    database = _database(folder / str(size), ends)
    app = create_app(testing_config(database.url, folder))
    with app.app_context():
        with db.unit_of_work():
            if with_demo:
                load(demo_city(), password_hash="")
            people = max(1000, size // 2)
            synthesize(db.session.connection(), opportunities=size, people=people, sign_ups=size, seed=1)
        with db.unit_of_work():
            group = make_organization()
            days = [_day(group, number) for number in range(DAYS)]
            # each in a context of its own: a CSRF token is kept for as long as a request lasts
            (cookie, _), *visits = [Context().run(_visit, app, make_account()) for _ in range(guests + 1)]
            detail = db.session.scalars(keys(OpportunityFilters(), now()).limit(1)).one()
    return City(size, database, app, cookie, detail, _sign_ups(days, visits))


def _database(folder: Path, ends: ExitStack) -> Database:
    """An empty one: a SQLite file, or on the server that DATABASE_URL names, to be dropped at the end."""
    folder.mkdir()
    base, _, query = os.environ.get("DATABASE_URL", "").partition("?")
    if not base.startswith("postgres"):
        return SqliteDatabase(folder)
    made = PostgresqlDatabase(base.rpartition("/")[0] + "/{}" + (f"?{query}" if query else ""), folder)
    ends.callback(made.drop)
    return made


def _day(group: object, number: int) -> tuple[str, str]:
    """A day for guests: the address of its form, and its role."""
    shift = make_shift(
        make_opportunity(organization=group), starts_at=now() + timedelta(days=10 + number), capacity=10**6
    )
    return f"/opportunities/{shift.opportunity_id}/sign-up?shift={shift.id}", str(shift.roles[0].id)


def _visit(app: Flask, account: Account) -> tuple[str, str]:
    """The cookie of somebody who has signed in, and the CSRF token that belongs to it."""
    with app.test_request_context(headers={"User-Agent": AGENT}, environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        identity.sign_in(account)
        token = generate_csrf()
        return app.session_interface.get_signing_serializer(app).dumps(dict(session)), token


def _sign_ups(days: list[tuple[str, str]], visits: list[tuple[str, str]]) -> Iterator[bytes]:
    """Every guest on every day once, spread over the days."""
    for turn in range(DAYS):
        for number, (cookie, token) in enumerate(visits):
            path, role = days[(number + turn) % DAYS]
            key = f"{number:016x}{turn:016x}"
            yield message(path, cookie, {"csrf_token": token, "role": role, "request_key": key, "agree": "y"})
