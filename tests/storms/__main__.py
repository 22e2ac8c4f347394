"""`make storm`: the storm in full size on both databases, each with its control; ends with 1 if a promise is broken."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from flask import Flask

from matcher import create_app
from matcher.db import db
from tests.storms.scene import make_race, make_scene
from tests.storms.storm import SERVER, UNGUARDED, holders, overbooked, press, rage
from tests.storms.tally import tally
from tests.support.databases import Database, PostgresqlDatabase, SqliteDatabase, testing_config
from tests.support.postgres import DURABLE, postgres_server
from tests.support.servers import serving, working

PLACES = 10
LINES_OF_LOG = 30


def main() -> int:
    """Print the figures of each storm; 1 if anything was broken, or if a control saw nothing."""
    parser = argparse.ArgumentParser(prog="make storm", description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=12, help="how often each client acts")
    asked = parser.parse_args()
    broken = []
    for name, database in DATABASES.items():
        with tempfile.TemporaryDirectory(prefix="storm-") as folder, database(Path(folder)) as ready:
            broken += [f"{name}: {fault}" for fault in storm_on(ready, Path(folder), name, asked.clients, asked.rounds)]
    print(*(broken or ["Every promise held."]), sep="\n")
    return 1 if broken else 0


def storm_on(database: Database, folder: Path, name: str, clients: int, rounds: int) -> list[str]:
    """The storm, then the same without the guard: what was broken, a sentence each."""
    app = create_app(testing_config(database.url, folder))
    with app.app_context():
        try:
            broken = _guarded(app, database, folder, name, clients, rounds)
            database.wipe()
            return broken + _control(app, database, folder, name, clients)
        finally:
            db.session.remove()
            db.engine.dispose()


def _guarded(app: Flask, database: Database, folder: Path, name: str, clients: int, rounds: int) -> list[str]:
    scene = make_scene(app, clients=clients, places=PLACES)
    with serving(database, folder, **SERVER) as server, working(database, folder):
        found = tally(rage(scene, server.url, rounds=rounds))
    _print(name, found.told())
    broken = found.broken()
    if broken:
        _print("the end of the server's log", server.log.read_text().splitlines()[-LINES_OF_LOG:])
    return broken


def _control(app: Flask, database: Database, folder: Path, name: str, clients: int) -> list[str]:
    """Everybody for one day at once, without the guard: unless this overbooks, the storm proves nothing."""
    race = make_race(app, clients=clients, places=PLACES)
    with serving(database, folder, **SERVER, application=UNGUARDED) as server:
        answers = press(race, server.url)
    [(held, places, _)] = holders(race.days)
    told = f"{clients} clients, {answers[303]} sign-ups: {held} hold {places} places"
    _print(f"{name}, control with the guard taken off", [told, f"overbooked {overbooked(race.days)}"])
    return [] if held > places else ["the control did not overbook, so the storm would have seen nothing"]


def _print(head: str, lines: list[str]) -> None:
    print(head, *(f"  {line}" for line in lines), sep="\n", flush=True)


@contextmanager
def sqlite(folder: Path) -> Iterator[Database]:
    """A file of its own."""
    yield SqliteDatabase(folder)


@contextmanager
def postgresql(folder: Path) -> Iterator[Database]:
    """A server of its own that keeps what it acknowledged, as a city's does: the figures are then those of a city."""
    with postgres_server(DURABLE) as address:
        database = PostgresqlDatabase(address, folder)
        yield database
        database.drop()


DATABASES: dict[str, Callable[[Path], AbstractContextManager[Database]]] = {
    "SQLite": sqlite,
    "PostgreSQL": postgresql,
}

if __name__ == "__main__":
    sys.exit(main())
