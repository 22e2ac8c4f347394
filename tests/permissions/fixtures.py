"""`city`: the small world of tests/permissions/world.py with its nine principals, as it was built, for one test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from matcher.db import db
from tests.permissions.asking import Asker
from tests.permissions.keeping import Keeper, keeper_of
from tests.permissions.routes import Addresses, Route, routes_of
from tests.permissions.world import PASSWORD, PRINCIPALS, SIGNED_IN, World
from tests.support.databases import Database


@dataclass(eq=False)
class City:
    """A world to ask in: its routes and addresses, who asks, and what changed."""

    app: Flask
    world: World
    keeper: Keeper
    addresses: Addresses
    askers: dict[str, Asker]

    @property
    def routes(self) -> list[Route]:
        """Every route of the product."""
        return routes_of(self.app)


@pytest.fixture(scope="session")
def cities() -> Iterator[dict[str, City]]:
    """The worlds of this run by the address of their database."""
    built: dict[str, City] = {}
    yield built
    for one in built.values():
        one.keeper.close()


@pytest.fixture
def city(cities: dict[str, City], assemble: Callable[[Database], Flask], database: Database) -> City:
    """The world as it was built, everybody signed in; what a test changes in it is forgotten."""
    if database.url not in cities:
        database.wipe()
        cities[database.url] = build(assemble(database), database)
    cities[database.url].keeper.restore()
    return cities[database.url]


def build(app: Flask, database: Database) -> City:
    """Build the world in an empty database and sign everybody in."""
    with app.app_context():
        with db.unit_of_work():
            world = World()
        db.session.remove()
    askers = {name: Asker(app, name, PASSWORD if name in SIGNED_IN else None) for name in PRINCIPALS}
    return City(app, world, keeper_of(database), Addresses(app, world.values, world.special), askers)
