"""Tokyo's weekday and clock of an instant, computed inside the database; both databases give the same numbers."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class tokyo_weekday(GenericFunction[int]):  # noqa: N801 named as it is written in SQL
    """The weekday in Tokyo: 1 = Monday … 7 = Sunday (DS-441)."""

    type = Integer()
    inherit_cache = True


class tokyo_minute(GenericFunction[int]):  # noqa: N801 named as it is written in SQL
    """Minutes since Tokyo's midnight, 0 to 1439."""

    type = Integer()
    inherit_cache = True


def weekday(column: ColumnElement[datetime]) -> ColumnElement[int]:
    """The column's weekday in Tokyo as SQL."""
    return tokyo_weekday(column)


def minute(column: ColumnElement[datetime]) -> ColumnElement[int]:
    """The column's minute of the day in Tokyo as SQL."""
    return tokyo_minute(column)


@compiles(tokyo_weekday, "postgresql")
def _weekday_in_postgresql(element: tokyo_weekday, compiler: SQLCompiler, **options: Any) -> str:
    return f"EXTRACT(isodow FROM {_inner(element, compiler, options)} AT TIME ZONE 'Asia/Tokyo')"


@compiles(tokyo_weekday, "sqlite")
def _weekday_in_sqlite(element: tokyo_weekday, compiler: SQLCompiler, **options: Any) -> str:
    # SQLite counts from Sunday = 0; Tokyo is nine hours ahead of UTC all year.
    return f"((CAST(strftime('%w', {_inner(element, compiler, options)}, '+9 hours') AS INTEGER) + 6) % 7 + 1)"


@compiles(tokyo_minute, "postgresql")
def _minute_in_postgresql(element: tokyo_minute, compiler: SQLCompiler, **options: Any) -> str:
    at = f"({_inner(element, compiler, options)} AT TIME ZONE 'Asia/Tokyo')"
    return f"(EXTRACT(hour FROM {at}) * 60 + EXTRACT(minute FROM {at}))"


@compiles(tokyo_minute, "sqlite")
def _minute_in_sqlite(element: tokyo_minute, compiler: SQLCompiler, **options: Any) -> str:
    at = f"{_inner(element, compiler, options)}, '+9 hours'"
    return f"(CAST(strftime('%H', {at}) AS INTEGER) * 60 + CAST(strftime('%M', {at}) AS INTEGER))"


def _inner(element: GenericFunction[int], compiler: SQLCompiler, options: dict[str, Any]) -> str:
    return compiler.process(element.clauses, **options)
