"""Every route as every principal, on what is theirs, what is somebody else's and what is not there.

A denial is judged by its effect, and so is a GET: the whole database is as before. What is somebody else's is answered
byte for byte as what does not exist. `ok` is any answer that is not a refusal of authority: a form sent empty may well
come back.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.house.tree import hold
from tests.permissions.asking import outcome
from tests.permissions.fixtures import City
from tests.permissions.matrix import matrix
from tests.permissions.walking import Answer, answers
from tests.permissions.world import PRINCIPALS
from tests.support.databases import on_sqlite


@pytest.mark.parametrize("principal", PRINCIPALS)
def test_everybody_gets_what_the_matrix_says_and_nothing_else(city: City, principal: str, run_folder: Path) -> None:
    hold(f"matrix.csv for {principal}:", [*faults_of(answers(city, principal, run_folder), principal)])


def faults_of(answers: Iterable[Answer], principal: str) -> Iterator[str]:
    """What is wrong with the answers, those of a route one after the other."""
    of_nothing: dict[tuple[str, str], str] = {}
    for answer in answers:
        if answer.method != answer.route_method:
            continue
        if answer.got != matrix()[answer.endpoint, answer.method, answer.relation][principal]:
            yield f"{answer}: {answer.got}"
        if answer.got == "404" and answer.page != of_nothing.setdefault((answer.route, answer.method), answer.page):
            yield f"{answer}: another 404 than for what is not there"
        if answer.changed and answer.got != "ok":
            yield f"{answer}: {answer.got}, and yet it changed {answer.changed}"


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
