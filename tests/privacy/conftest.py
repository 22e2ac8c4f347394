"""`marked`: the city of tests/permissions with a mark in every personal column, and who saw what in it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from matcher.db import db
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.people.models import Account
from tests.permissions.fixtures import City
from tests.permissions.world import SIGNED_IN, World
from tests.privacy.crawling import Walk
from tests.privacy.marks import Marks, mark
from tests.privacy.staging import again, stage
from tests.privacy.standing import Standing


@dataclass
class MarkedCity:
    """A city to look for marks in."""

    city: City
    marks: Marks
    standings: dict[str, Standing]
    persons: dict[int, int]
    more_pages: dict[str, list[str]]
    last_view: int = 0

    def walk(self, principal: str) -> Walk:
        """The principal's walk."""
        return Walk(self.city, self.marks, principal, self.standings[principal])

    def person_of(self, column: str, row: int) -> int | None:
        """Whose name, address or number stands in a row; None where it is nobody's in particular."""
        return {"person": row, "account": self.persons.get(row)}.get(column.partition(".")[0])

    def viewed(self) -> set[int]:
        """The persons of whom a view was kept since this was asked the last time."""
        with closing(sqlite3.connect(self.file)) as connection:
            rows = connection.execute(
                "SELECT id, person_id FROM personal_view WHERE id > ?", [self.last_view]
            ).fetchall()
        self.last_view = max([self.last_view, *(number for number, _person in rows)])
        return {person for _number, person in rows}

    @property
    def file(self) -> str:
        return self.city.app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")


def accounts_of(world: World) -> dict[str, object]:
    """The accounts by principal."""
    named = {"organizer": world.organizer, "company": world.firms_account, "department": world.clerk}
    return {name: named.get(name) or getattr(world, name) for name in SIGNED_IN}


def pages_to_come(opportunity: Opportunity) -> dict[str, list[str]]:
    """Pages about its last shift, which is still to come, and about what is published, by who uses them."""
    group, shift = f"/organizer/{opportunity.organization.slug}", opportunity.shifts[-1].id
    return {
        "guardian": [f"/opportunities/{opportunity.id}/sign-up?shift={shift}"],
        "organizer": [
            f"{group}/shifts/{shift}/move",
            f"{group}/shifts/{shift}/cancel",
            f"{group}/opportunities/{opportunity.id}/edit",
        ],
    }


@pytest.fixture
def marked(city: City) -> MarkedCity:
    """The city with its marks, forgotten after the test."""
    with city.app.app_context():
        with db.unit_of_work():
            stage(city.world)
            accounts = {name: again(one) for name, one in accounts_of(city.world).items()}
            standings = {name: Standing(one) for name, one in accounts.items()} | {"anonymous": Standing(None)}
            marks = mark()
            persons = {one.id: one.person_id for one in db.session.scalars(select(Account))}
            more_pages = pages_to_come(again(city.world.published))
        db.session.remove()
    return MarkedCity(city, marks, standings, persons, more_pages)
