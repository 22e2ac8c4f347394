"""What another site can make a browser send changes nothing, and looking changes nothing either."""

import pytest

from tests.house.tree import hold
from tests.permissions.asking import Asker
from tests.permissions.fixtures import City
from tests.permissions.routes import Route
from tests.support.databases import on_sqlite

ATTACKS = ("no token", "a wrong token", "the token of another session", "the token in the address", "as JSON")
WATCHED = ("anonymous", "citizen", "organizer", "staff")


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


@pytest.mark.parametrize("principal", WATCHED)
def test_looking_changes_nothing(city: City, principal: str) -> None:
    asker = city.askers[principal]
    moved = []

    for route in city.routes:
        for method in ("GET", "HEAD") if route.method == "GET" else ("HEAD", "OPTIONS"):
            answer = asker.ask(method, city.addresses.first(route))
            if answer.status_code >= 500 or city.keeper.changed():
                moved.append(f"{method} {route}: {answer.status_code}")

    hold("GET and HEAD only read:", moved)


def forged(city: City, asker: Asker, route: Route, attack: str) -> int:
    """The status of one request as a hostile site would have a signed-in browser send it."""
    path = city.addresses.first(route)
    if attack == "the token in the address":
        return asker.ask(route.method, f"{path}?csrf_token={asker.token}", token="").status_code
    if attack == "as JSON":
        return asker.ask(route.method, path, data=b"{}", content_type="application/json").status_code
    tokens = {"no token": "", "a wrong token": f"x{asker.token}"}
    return asker.ask(route.method, path, token=tokens.get(attack, city.askers["citizen"].token)).status_code
