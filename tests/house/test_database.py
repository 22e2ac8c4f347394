"""The database is what the models say, with every guard, on both kinds."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session, scoped_session

from matcher import models
from matcher.db import Base
from matcher.guards import missing_guards


def test_migrations_lead_to_exactly_the_models(session: scoped_session[Session]) -> None:
    options = {"compare_type": True, "include_name": lambda name, *_: "opportunity_search" not in (name or "")}
    context = MigrationContext.configure(session.connection(), opts=options)

    differences = compare_metadata(context, Base.metadata)

    assert models.__all__
    assert differences == [], "write a migration"


def test_every_guard_is_present_after_the_migrations(session: scoped_session[Session]) -> None:
    assert missing_guards(session.connection()) == []


def test_a_guard_that_is_gone_is_missed_by_name(app: Flask, session: scoped_session[Session]) -> None:
    audit = " ON audit_entry" if session.connection().dialect.name == "postgresql" else ""
    name = "audit_entry_is_append_only_row" if audit else "audit_entry_is_append_only_update"

    session.execute(text(f"DROP TRIGGER {name}{audit}"))

    assert missing_guards(session.connection()) == [name]
