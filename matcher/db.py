"""The database: the declarative base, column types, the two engines' set-up and the unit of work.

None of the product's rules stand here. SQLite is the embedded default, PostgreSQL is where a city runs.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    String,
    TypeDecorator,
    UniqueConstraint,
    event,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry

from matcher.errors import DomainError

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

reads_only: ContextVar[bool] = ContextVar("reads_only", default=False)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, stored in UTC; SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(kind: type[StrEnum], name: str) -> Enum:
    """The type of a column `name` that holds a StrEnum by value, guarded by the CHECK ck_<table>_<name>."""
    return Enum(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        length=40,
        name=name,
    )


Thing = TypeVar("Thing")
Code = Annotated[str, mapped_column(String(40))]
Key = Annotated[int, mapped_column(primary_key=True)]
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Base(DeclarativeBase):
    """What all tables share: names for every constraint, aware instants, JSON for lists and mappings."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UtcDateTime(),
            dict[str, Any]: Json,
            list[str]: Json,
            list[dict[str, Any]]: Json,
        },
    )


class Database(SQLAlchemy):
    """Flask-SQLAlchemy with the one way to write: all of a block, or nothing of it."""

    @contextmanager
    def unit_of_work(self) -> Iterator[None]:
        """Commit what the block did once, or roll all of it back and let its error through."""
        try:
            yield
            self.session.commit()
        except BaseException:
            self.session.rollback()
            raise


db = Database(model_class=Base, disable_autonaming=True)


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun inside only read: SQLite then takes no write lock."""
    token = reads_only.set(True)
    try:
        yield
    finally:
        reads_only.reset(token)


def in_parts(things: Sequence[Thing], most: int = 500) -> Iterator[Sequence[Thing]]:
    """The things in parts small enough for one statement: both databases take only so many values at once."""
    return (things[start : start + most] for start in range(0, len(things), most))


@contextmanager
def refused_as(errors: Mapping[str, type[DomainError]]) -> Iterator[None]:
    """Flush what the block wrote; a named constraint that refuses becomes the error given for its name.

    The transaction is lost then (PostgreSQL), so the error must end it; where the act goes on, wrap the block in
    `db.session.begin_nested()`.
    """
    try:
        yield
        db.session.flush()
    except IntegrityError as fault:
        error = errors.get(constraint_name(fault))
        if error is None:
            raise
        raise error from fault


def constraint_name(fault: IntegrityError) -> str:
    """The name of the constraint that refused a write, on either database; empty where it has none."""
    diagnostics = getattr(fault.orig, "diag", None)
    if diagnostics is not None:
        return diagnostics.constraint_name or diagnostics.message_primary or ""
    message = str(fault.orig)
    columns = re.fullmatch(r"UNIQUE constraint failed: ((?:\w+\.\w+(?:, )?)+)", message)
    if columns:
        return _unique_names().get(frozenset(columns[1].split(", ")), "")
    return re.sub(r"^\w+ constraint failed: (index )?", "", message).strip("'")


def _unique_names() -> dict[frozenset[str], str]:
    """SQLite tells only the columns of a broken UNIQUE: the names, looked up by (table.column, …)."""
    names = {}
    for table in Base.metadata.tables.values():
        uniques: list[Any] = [c for c in table.constraints if isinstance(c, UniqueConstraint | PrimaryKeyConstraint)]
        uniques += [index for index in table.indexes if isinstance(index, Index) and index.unique]
        for unique in uniques:
            names[frozenset(str(column) for column in unique.columns)] = str(unique.name)
    return names


def set_up(engine: Engine) -> None:
    """Make SQLite keep the promises PostgreSQL makes: foreign keys, durability, one writer who waits its turn."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails with "database is locked" (measured: 92 % of requests).
    connection.exec_driver_sql("BEGIN" if reads_only.get() else "BEGIN IMMEDIATE")
