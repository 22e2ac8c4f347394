"""`demo_city`: the city of `flask demo` in the test's database, told once in a run and copied from then on."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.support.databases import Database, SqliteDatabase, copy_pages


class DemoCity:
    """Tells the city; keeps a copy of the SQLite file, for telling it takes seconds."""

    def __init__(self, folder: Path) -> None:
        self.copy = folder / "demo-city.db"
        self.told: Result | None = None

    def put_into(self, app: Flask, database: Database) -> Result:
        """What the command said when it told the city that is in the database now."""
        if self.told and isinstance(database, SqliteDatabase):
            copy_pages(self.copy, database.file)
            return self.told
        result = app.test_cli_runner().invoke(args=["demo", "--if-empty"])
        assert result.exit_code == 0, result.output
        if isinstance(database, SqliteDatabase):
            copy_pages(database.file, self.copy)
            self.told = result
        return result


@pytest.fixture(scope="session")
def demo_cities(instance: Path) -> DemoCity:
    """The copy of this run."""
    return DemoCity(instance)


@pytest.fixture
def demo_city(app: Flask, database: Database, demo_cities: DemoCity) -> Result:
    """The demo city, in the database the application and the server read; what the command said about it."""
    return demo_cities.put_into(app, database)
