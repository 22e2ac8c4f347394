"""Runs the migrations on the service's own database, then makes the guards again.

Batch mode on SQLite drops triggers silently, so they are re-created after every run.
"""

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON

from matcher import models
from matcher.db import UtcDateTime, db
from matcher.guards import ensure_guards

assert models, "all tables are known before they are compared"


def render_item(kind: str, item: object, autogen_context: AutogenContext) -> str | bool:
    """Write our column types as what they are in the database, so that revisions need none of our code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


def include_name(name: str | None, kind: str, parents: object) -> bool:
    """Leave out the index of searches: on SQLite it is tables of its own, on PostgreSQL an index over an expression."""
    return not (name or "").startswith(("opportunity_search", "ix_opportunity_search"))


def run() -> None:
    """Upgrade or downgrade in one transaction."""
    with db.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            render_item=render_item,
            include_name=include_name,
            compare_type=True,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        if set(context.get_context().get_current_heads()) == set(context.script.get_heads()):
            ensure_guards(connection)  # of the newest revision: an older one lacks what they speak of
        connection.commit()
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.commit()


run()
