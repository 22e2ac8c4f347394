"""`demo_city`: the city of `flask demo` in the test's database, told once in a run and copied from then on."""

import os
from pathlib import Path

import pytest
from flask import Flask

from tests.support.databases import Database, SqliteDatabase, copy_pages


class DemoCity:
    """Tells the city; keeps a copy of the SQLite file for all processes of the run, for telling it takes seconds."""

    def __init__(self, folder: Path) -> None:
        self.copy, self.output = folder / "demo-city.db", folder / "demo-city.txt"

    def put_into(self, app: Flask, database: Database) -> str:
        """What the command said when it told the city that is in the database now."""
        if self.copy.exists() and isinstance(database, SqliteDatabase):
            copy_pages(self.copy, database.file)
            return self.output.read_text()
        result = app.test_cli_runner().invoke(args=["demo", "--if-empty"])
        assert result.exit_code == 0, result.output
        if isinstance(database, SqliteDatabase):
            self.output.write_text(result.output)
            whole = self.copy.with_suffix(f".{os.getpid()}")
            copy_pages(database.file, whole)
            whole.replace(self.copy)
        return result.output


@pytest.fixture(scope="session")
def demo_cities(run_folder: Path) -> DemoCity:
    """The copy of this run."""
    return DemoCity(run_folder)


@pytest.fixture
def demo_city(app: Flask, database: Database, demo_cities: DemoCity) -> str:
    """The demo city, in the database the application and the server read; what the command said about it."""
    return demo_cities.put_into(app, database)
