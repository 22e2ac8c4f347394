"""What another site can make a browser send changes nothing, and looking changes nothing either."""

from pathlib import Path

import pytest

from tests.house.tree import hold
from tests.permissions.asking import Asker
from tests.permissions.fixtures import City
from tests.permissions.routes import Route
from tests.permissions.walking import answers
from tests.permissions.world import PRINCIPALS
from tests.support.databases import on_sqlite

ATTACKS = ("no token", "a wrong token", "the token of another session", "the token in the address", "as JSON")
SAFE = ("GET", "HEAD", "OPTIONS")


@on_sqlite  # refused before any database is asked
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_unsafe_route_acts_without_the_token_of_its_session(city: City, attack: str) -> None:
    unsafe = [route for route in city.routes if route.method != "GET"]

    accepted = [
        f"{route}: {status}"
        for route in unsafe
        if (status := forged(city, city.askers["staff"], route, attack)) not in (400, 415)
    ]

    hold(f"{attack}: 400, whatever the route:", accepted)
    assert city.keeper.changed() == []


@pytest.mark.parametrize("principal", PRINCIPALS)
def test_looking_changes_nothing(city: City, principal: str, run_folder: Path) -> None:
    moved = [
        f"{answer}: {answer.changed}"
        for answer in answers(city, principal, run_folder)
        if answer.method in SAFE and (answer.status >= 500 or answer.changed)
    ]

    hold("GET, HEAD and OPTIONS only read:", moved)


def forged(city: City, asker: Asker, route: Route, attack: str) -> int:
    """The status of one request as a hostile site would have a signed-in browser send it."""
    path = city.addresses.first(route)
    if attack == "the token in the address":
        return asker.ask(route.method, f"{path}?csrf_token={asker.token}", token="").status_code
    if attack == "as JSON":
        return asker.ask(route.method, path, data=b"{}", content_type="application/json").status_code
    tokens = {"no token": "", "a wrong token": f"x{asker.token}"}
    return asker.ask(route.method, path, token=tokens.get(attack, city.askers["citizen"].token)).status_code
