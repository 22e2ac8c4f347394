"""Every form of the product, filled with what nobody should type: never an error of ours, nothing lost or half done."""

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.house.tree import hold
from tests.permissions.fixtures import City
from tests.permissions.keeping import PostgresqlKeeper
from tests.permissions.routes import Route
from tests.safety.forms import PostingForm, posting_forms
from tests.support.databases import on_sqlite

GARBAGE = {
    "far too long": "長" * 4100,
    "markup": "<script>alert(1)</script>\"'&",
    "a number no column holds": "9" * 30,
    "a negative number": "-1",
    "no number": "1e999",
    "a day that is none": "0000-00-00",
    "the last day": "9999-12-31",
    "the first day": "0001-01-01",
    "an hour that is none": "25:61",
    "rare letters": "﨑髙𠮷🈂\u202eabc\u200b",
    "nothing": "",
}
# Each form is tried by those it is made for, so each form is tried once.
AUDIENCES = {
    "anonymous": ("public", "accounts"),
    "citizen": ("volunteer", "accounts"),
    "organizer": ("organizer",),
    "company": ("company",),
    "department": ("staff",),
    "staff": ("staff",),
}
# Only these reach a column before a rule refuses them, so only these can be refused by PostgreSQL in another way.
UP_TO_THE_DATABASE = ("far too long", "a number no column holds", "the last day", "the first day", "rare letters")
NAMES = ("title", "name", "email", "version", "district", "starts_on", "until_on", "minutes", "target", "reason", "age")
VALUES = st.one_of(st.text(max_size=60), st.sampled_from(sorted(GARBAGE.values())), st.integers().map(str))


def forms_of(city: City, principal: str) -> Iterator[tuple[str, PostingForm]]:
    """Each form made for the principal, once, with the address it is sent to."""
    seen, asker = set(), city.askers[principal]
    for route in pages_for(city, principal):
        path = city.addresses.first(route)
        answer = asker.ask("GET", path)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        for form in posting_forms(answer.text):
            target = form.action or path
            if (target, *sorted(form.controls)) not in seen:
                seen.add((target, *sorted(form.controls)))
                yield target, form


def pages_for(city: City, principal: str) -> list[Route]:
    """The pages of the audiences a principal stands for, but the one that ends the session."""
    return [
        route
        for route in city.routes
        if route.method == "GET"
        and route.endpoint.startswith(AUDIENCES[principal])
        and route.endpoint != "accounts.sign_out.form"
    ]


@on_sqlite
def test_every_page_with_a_form_is_made_for_somebody_who_tries_it(city: City) -> None:
    tried = {route.endpoint for principal in AUDIENCES for route in pages_for(city, principal)}
    others = [route for route in city.routes if route.method == "GET" and route.endpoint not in tried]

    left_out = {
        route.endpoint
        for route in others
        for asker in city.askers.values()
        if (answer := asker.ask("GET", city.addresses.first(route))).mimetype == "text/html"
        if posting_forms(answer.text)
    }

    assert left_out == {"accounts.sign_out.form"}


@pytest.mark.parametrize("principal", AUDIENCES)
def test_no_form_breaks_or_loses_what_was_typed(city: City, principal: str) -> None:
    asker = city.askers[principal]
    wrong: list[str] = []

    for path, form in list(forms_of(city, principal)):
        for kind, value in garbage_for(city):
            answer = asker.ask("POST", path, data=form.filled_with(value), token=form.hidden.get("csrf_token"))
            changed = city.keeper.changed()
            wrong += (f"{path} with {kind}: {fault}" for fault in faults_of(answer, form, value, changed))
            if changed:
                city.keeper.restore()

    hold(f"Forms of {principal}:", wrong)


def garbage_for(city: City) -> list[tuple[str, str]]:
    """What is typed, by its kind: all of it on one database, on the other what can be another matter there."""
    is_other = isinstance(city.keeper, PostgresqlKeeper)
    return [(kind, value) for kind, value in GARBAGE.items() if not is_other or kind in UP_TO_THE_DATABASE]


def faults_of(answer: Any, form: PostingForm, value: str, changed: list[str]) -> Iterator[str]:
    """What is wrong with an answer to a form filled with `value` everywhere."""
    if answer.status_code >= 500:
        yield str(answer.status_code)
    if answer.status_code >= 400 and changed:
        yield f"{answer.status_code}, and yet it changed {changed}"
    if answer.status_code == 422:
        came_back = unescape(answer.text).count(value)
        if value and came_back < len(form.typed):
            yield f"of {len(form.typed)} typed texts {came_back} came back"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(0, 10_000), fields=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8))
def test_no_route_breaks_whatever_is_posted(city: City, number: int, fields: dict[str, str]) -> None:
    unsafe = [route for route in city.routes if route.method != "GET"]
    route = unsafe[number % len(unsafe)]
    asker = city.askers["organizer" if route.endpoint.startswith(("organizer", "volunteer")) else "staff"]

    answer = asker.ask("POST", city.addresses.first(route), data={"csrf_token": asker.token, **fields})

    assert answer.status_code < 500, f"{route}: {fields}"
    if city.keeper.changed():
        assert answer.status_code < 400
        city.keeper.restore()
