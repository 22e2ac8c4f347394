"""Listens to what the database is asked and what it gives, to count both."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from matcher.db import db


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """The statements sent while the block lasts."""
    statements: list[str] = []

    def note(_: Any, __: Any, statement: str, *rest: Any) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield statements
    event.remove(db.engine, "before_cursor_execute", note)


@contextmanager
def counted_rows() -> Iterator[list[Any]]:
    """The rows SQLite hands over while the block lasts, whatever becomes of them."""
    rows: list[Any] = []

    def note(_cursor: Any, row: Any) -> Any:
        rows.append(row)
        return row

    def listen(connection: Any, *_: Any) -> None:
        connection.row_factory = note

    def leave(connection: Any, *_: Any) -> None:
        connection.row_factory = None

    event.listen(db.engine, "checkout", listen)
    event.listen(db.engine, "checkin", leave)
    yield rows
    event.remove(db.engine, "checkout", listen)
    event.remove(db.engine, "checkin", leave)
