"""The two databases every test meets: each migrated once in a run, and empty again before each test.

Both are emptied in place, so that a server that is running on one of them stays up.
"""

import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path
from typing import Protocol

import psycopg
import pytest
from flask import Flask
from flask_migrate import upgrade

from config import Config, driver_url
from matcher import create_app
from matcher.db import db
from tests.support.postgres import postgres_server

BOTH = ("sqlite", "postgresql")
on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


class Database(Protocol):
    """A migrated database of the test run: its address, and the way back to how the migrations left it."""

    url: str

    def wipe(self) -> None: ...


class SqliteDatabase:
    """A file, and beside it the copy the migrations left."""

    def __init__(self, folder: Path) -> None:
        self.file, self.template = folder / "wakiai.db", folder / "template.db"
        self.url = f"sqlite:///{self.file}"
        migrate(self.url, folder)
        copy_pages(self.file, self.template)

    def wipe(self) -> None:
        """Copy the template over the file: others may keep it open."""
        copy_pages(self.template, self.file)


def copy_pages(source: Path, target: Path) -> None:
    """Copy page by page through SQLite. To open the file otherwise would drop this process's locks on it."""
    with closing(sqlite3.connect(source)) as reader, closing(sqlite3.connect(target, timeout=10)) as writer:
        writer.execute("PRAGMA synchronous=OFF")
        reader.backup(writer)


class PostgresqlDatabase:
    """A database of its own on the run's server."""

    def __init__(self, server: str, folder: Path) -> None:
        self.server, self.name = server, f"wakiai_test_{uuid.uuid4().hex[:12]}"
        self.address = server.format(self.name)
        self.url = driver_url(self.address)
        self._administer(f"CREATE DATABASE {self.name}")
        migrate(self.url, folder)
        self.connection = psycopg.connect(self.address, autocommit=True)
        # As a replica no trigger fires: rows that are never to be removed go too, in any order.
        self.connection.execute("SET session_replication_role = replica")
        self.connection.execute(_emptying(self.connection))

    def wipe(self) -> None:
        """Delete every row and begin every count again: ten times as fast as TRUNCATE or a new database."""
        self.connection.execute("SELECT pg_temp.empty()")

    def somebody_waits(self) -> bool:
        """Whether a transaction waits for what another holds."""
        waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        return self.connection.execute(waiting).fetchone() is not None

    def drop(self) -> None:
        """Leave the server as it was found."""
        self.connection.close()
        self._administer(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self.server.format("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def _emptying(connection: psycopg.Connection) -> str:
    """What makes the function of this connection that empties all tables: PostgreSQL keeps the plans of its parts."""
    tables = connection.execute(
        "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    ).fetchall()
    deletions = " ".join(f"DELETE FROM {table};" for (table,) in tables)
    counts = "PERFORM setval(oid, 1, false) FROM pg_class WHERE relkind = 'S';"
    return f"CREATE FUNCTION pg_temp.empty() RETURNS void LANGUAGE plpgsql AS $$ BEGIN {deletions} {counts} END $$"


def testing_config(url: str, folder: Path) -> Config:
    """The configuration of every test: nothing of it comes from the environment."""
    return Config(
        environment="test",
        database_url=url,
        secret_key="a secret of the tests, long enough to be taken",
        personal_key="another secret of the tests, for what is sealed",
        instance_path=folder,
    )


def migrate(url: str, folder: Path) -> None:
    """Bring an empty database to the newest revision, as `flask db upgrade` does."""
    with create_app(testing_config(url, folder)).app_context():
        upgrade()
        db.engine.dispose()


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory, run_folder: Path) -> Path:
    """The folder that stands in for `instance/`; a template is compiled once in a run, whichever process needs it."""
    folder, templates = tmp_path_factory.mktemp("instance"), run_folder / "templates"
    templates.mkdir(mode=0o700, exist_ok=True)
    (folder / "templates").symlink_to(templates)
    return folder


@pytest.fixture(scope="session")
def sqlite_database(instance: Path) -> Database:
    """The run's SQLite file, made when the first test wants it."""
    return SqliteDatabase(instance)


@pytest.fixture(scope="session")
def postgresql_database(instance: Path) -> Iterator[Database]:
    """A database on the run's PostgreSQL, started when the first test wants it."""
    with postgres_server() as address:
        postgresql = PostgresqlDatabase(address, instance)
        yield postgresql
        postgresql.drop()


@pytest.fixture(scope="session", params=BOTH)
def database(request: pytest.FixtureRequest) -> Database:
    """SQLite, then PostgreSQL: a test that asks for it, or for anything built on it, runs on both."""
    return request.getfixturevalue(f"{request.param}_database")


@pytest.fixture(scope="session")
def assemble(instance: Path) -> Iterator[Callable[[Database], Flask]]:
    """Gives the application of a database, assembled once in the run."""
    with ExitStack() as ends:

        @cache
        def assembled(database: Database) -> Flask:
            app = create_app(testing_config(database.url, instance))
            ends.callback(_close, app)
            return app

        yield assembled


def _close(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
