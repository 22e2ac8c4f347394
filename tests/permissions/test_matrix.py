"""Every route as every principal, on what is theirs, what is somebody else's and what is not there.

A denial is judged by its effect, and so is a GET: the whole database is as before. What is somebody else's is answered
byte for byte as what does not exist. `ok` is any answer that is not a refusal of authority: a form sent empty may well
come back.

Who may is told by the same facts from either database: the whole matrix is asked on SQLite, and on PostgreSQL what is
allowed, for that goes on to do something there.
"""

from collections.abc import Iterator

import pytest

from tests.house.tree import hold
from tests.permissions.asking import outcome
from tests.permissions.fixtures import City
from tests.permissions.keeping import PostgresqlKeeper
from tests.permissions.matrix import matrix
from tests.permissions.routes import Route
from tests.permissions.world import PRINCIPALS
from tests.support.databases import on_sqlite


@pytest.mark.parametrize("principal", PRINCIPALS)
def test_everybody_gets_what_the_matrix_says_and_nothing_else(city: City, principal: str) -> None:
    wrong = [fault for route in city.routes for fault in faults_of(city, principal, route)]

    hold(f"matrix.csv for {principal}:", wrong)


def faults_of(city: City, principal: str, route: Route) -> Iterator[str]:
    """What is wrong with the answers of a route, asked last about what is the principal's own."""
    page_of_nothing = None
    for relation in reversed(city.addresses.relations(route)):
        expected = matrix()[route.endpoint, route.method, relation][principal]
        if expected != "ok" and isinstance(city.keeper, PostgresqlKeeper):
            continue
        answer = city.askers[principal].ask(route.method, city.addresses.of(route, relation))
        changed = city.keeper.changed()
        got = outcome(answer)
        if got == "sign-in" and changed and principal != "anonymous":
            got = "ok"  # signing out everywhere leads there too
        if got != expected:
            yield f"{route} {relation}: {got}"
        if got == "404" and answer.data != (page_of_nothing := page_of_nothing or answer.data):
            yield f"{route} {relation}: another 404 than for what is not there"
        if changed and (got != "ok" or route.method == "GET"):
            yield f"{route} {relation}: {got}, and yet it changed {changed}"
        if changed:
            city.keeper.restore()


@on_sqlite
@pytest.mark.parametrize("principal", PRINCIPALS)
def test_a_thing_is_found_only_below_the_thing_it_belongs_to(city: City, principal: str) -> None:
    asker = city.askers[principal]
    crossed = [
        (route, instead)
        for route in city.routes
        if len(route.parameters) > 1
        for instead in sorted(route.parameters)
        if "other" in city.addresses.relations(route)
    ]

    answers = {
        f"{route} with somebody else's {name}": asker.ask(
            route.method, city.addresses.of(route, "own", **{name: "other"})
        )
        for route, name in crossed
    }

    found = [
        f"{what}: {outcome(answer)}" for what, answer in answers.items() if outcome(answer) not in ("404", "sign-in")
    ]
    hold(f"A thing of another parent does not exist, for {principal}:", found)
    assert city.keeper.changed() == []
