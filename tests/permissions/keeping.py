"""Keeps a state of the test's database: seeing cheaply whether anything was written, and going back.

`moved()` asks the database for a number that every commit changes; only then is the whole content compared.
"""

import hashlib
import sqlite3
from collections.abc import Iterator

import psycopg

from tests.support.databases import Database, PostgresqlDatabase, SqliteDatabase, copy_pages

UNCOUNTED = frozenset({"rate_limit", "personal_view", "alembic_version"})


class Keeper:
    """A copy of the whole database as it was when the keeper was made."""

    def digest(self) -> dict[str, str]:
        """A hash of each table's rows, without what may be written by anybody who asks."""
        return {table: _hash(self.rows(table)) for table in self.tables() if table not in UNCOUNTED}

    def changed(self) -> list[str]:
        """The tables whose rows are not as they were kept; empty, at little cost, where nothing was committed."""
        if self.mark() == self.seen:
            return []
        now = self.digest()
        self.seen = self.mark()
        return [table for table in now if now[table] != self.kept[table]]

    def restore(self) -> None:
        """Bring back what was kept."""
        self.bring_back()
        self.seen = self.mark()

    def keep(self) -> None:
        """Remember the content of now."""
        self.kept = self.digest()
        self.seen = self.mark()


class SqliteKeeper(Keeper):
    """Beside the file a copy; `PRAGMA data_version` changes with every commit of another connection."""

    def __init__(self, database: SqliteDatabase) -> None:
        self.file, self.copy = database.file, database.file.with_name("kept.db")
        copy_pages(self.file, self.copy)
        self.connection = sqlite3.connect(self.file, isolation_level=None)
        self.keep()

    def mark(self) -> object:
        return self.connection.execute("PRAGMA data_version").fetchone()

    def tables(self) -> list[str]:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        return [name for (name,) in self.connection.execute(names)]

    def rows(self, table: str) -> Iterator[tuple[object, ...]]:
        return iter(self.connection.execute(f'SELECT * FROM "{table}"').fetchall())

    def bring_back(self) -> None:
        copy_pages(self.copy, self.file)

    def close(self) -> None:
        self.connection.close()


class PostgresqlKeeper(Keeper):
    """In a second schema a copy of each table; a transaction that writes takes a number, and no other does."""

    def __init__(self, database: PostgresqlDatabase) -> None:
        self.connection = psycopg.connect(database.address, autocommit=True)
        self.connection.execute("SET session_replication_role = replica")
        self.connection.execute("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
        for table in self.tables():
            self.connection.execute(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"')
        self.sequences = self.connection.execute(
            "SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE last_value IS NOT NULL"
        ).fetchall()
        self.keep()

    def mark(self) -> object:
        return self.connection.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text").fetchone()

    def tables(self) -> list[str]:
        names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        return [name for (name,) in self.connection.execute(names)]

    def rows(self, table: str) -> Iterator[tuple[object, ...]]:
        return iter(self.connection.execute(f'SELECT t::text FROM public."{table}" AS t').fetchall())

    def bring_back(self) -> None:
        tables = [table for table in self.tables() if table != "alembic_version"]
        emptied = [f'DELETE FROM public."{table}"' for table in tables]
        filled = [f'INSERT INTO public."{table}" SELECT * FROM kept."{table}"' for table in tables]
        counted = [f"SELECT setval('public.{name}', {value})" for name, value in self.sequences]
        self.connection.execute("; ".join([*emptied, *filled, *counted]))

    def close(self) -> None:
        self.connection.close()


def keeper_of(database: Database) -> Keeper:
    """The keeper for this kind of database, which keeps what is in it now."""
    return SqliteKeeper(database) if isinstance(database, SqliteDatabase) else PostgresqlKeeper(database)


def _hash(rows: Iterator[tuple[object, ...]]) -> str:
    return hashlib.sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()
