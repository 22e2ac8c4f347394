"""A link that cannot be used is one clear page with a way on, whatever is wrong with it, and it changes nothing.

Of several who press at the same moment one is served; nothing we write for others holds the link's secret.
"""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from matcher.clock import now
from matcher.db import db
from matcher.domain.audit.models import AuditEntry
from matcher.domain.organizations.models import Invitation
from matcher.domain.people.links import end_links, issue_link, open_link
from matcher.domain.people.models import Account, LinkPurpose
from tests.house.tree import hold
from tests.permissions.fixtures import City
from tests.safety.destinations import addresses_in
from tests.support.databases import on_sqlite

METHODS = ("GET", "POST")
NOBODY_ELSE_READS = ("no-referrer", "same-origin")


@dataclass(frozen=True)
class Door:
    """A page that takes a link: where it is, who opens it, what its button does, where to go on without it."""

    purpose: LinkPurpose
    endpoint: str
    path: str
    act: str
    way_on: str
    principal: str = "anonymous"

    def __str__(self) -> str:
        return self.purpose.value


DOORS = [
    Door(LinkPurpose.CONFIRM_EMAIL, "accounts.email", "/confirm-email/", "confirm-email", "/register"),
    Door(LinkPurpose.CHANGE_EMAIL, "accounts.new_email", "/confirm-new-email/", "change-email", "/me/account"),
    Door(LinkPurpose.RESET_PASSWORD, "accounts.password", "/password/reset/", "reset-password", "/password/forgotten"),
    Door(LinkPurpose.INVITATION, "accounts.invitation", "/invitations/", "accept-invitation", "/sign-out", "citizen"),
]
NEW_PASSWORD = "そら つき ほしのよる"
at_each_door = pytest.mark.parametrize("door", DOORS, ids=str)


def test_every_page_that_takes_a_link_is_tried(city: City) -> None:
    taking = {route.endpoint.rpartition(".")[0] for route in city.routes if "token" in route.parameters}

    assert taking == {door.endpoint for door in DOORS}


@at_each_door
def test_what_was_never_a_link_of_this_page_is_told_and_changes_nothing(city: City, door: Door) -> None:
    secret = secret_of(city, door)
    unusable = {**spoilt(secret), **of_other_purposes(city, door)}
    before = city.keeper.digest()

    wrong = [
        f"{method} {kind}: {fault}"
        for kind, token in unusable.items()
        for method in METHODS
        for fault in faults_of(press(city, door, token, method), token, door)
    ]

    hold("404 and a way on:", wrong)
    assert city.keeper.digest() == before
    assert press(city, door, secret, "GET").status_code == 200


@on_sqlite  # refused before any database is asked
@at_each_door
def test_a_link_with_a_sign_that_no_text_holds_is_not_found(city: City, door: Door) -> None:
    token = f"{secret_of(city, door)}%00"

    assert [press(city, door, token, method).status_code for method in METHODS] == [404, 404]


@at_each_door
@pytest.mark.parametrize("why", ["expired", "ended by a newer one", "used"])
def test_what_was_a_link_once_is_told_and_changes_nothing(city: City, door: Door, why: str) -> None:
    secret = secret_of(city, door)
    if why == "used":
        assert press(city, door, secret, "POST").status_code == 303
    else:
        with city.app.app_context(), db.unit_of_work():
            spoil(secret, door, why)
    before = city.keeper.digest()

    wrong = [
        f"{method}: {fault}"
        for method in METHODS
        for fault in faults_of(press(city, door, secret, method), secret, door)
    ]

    hold("404 and a way on:", wrong)
    assert city.keeper.digest() == before


@at_each_door
def test_of_six_who_press_at_the_same_moment_one_is_served(city: City, door: Door) -> None:
    secret = secret_of(city, door)

    with ThreadPoolExecutor(6) as people:
        answers = list(people.map(lambda _: press(city, door, secret, "POST"), range(6)))

    assert sorted(answer.status_code for answer in answers) == [303, *[404] * 5]
    hold("The others:", [fault for one in answers if one.status_code == 404 for fault in faults_of(one, secret, door)])
    assert uses_of(city, door) == 1


@at_each_door
def test_a_link_that_works_is_named_by_no_address_of_its_page_and_no_other_host_hears_of_it(
    city: City, door: Door
) -> None:
    secret = secret_of(city, door)

    answers = [press(city, door, secret, "GET"), press(city, door, secret, "POST")]

    for answer in answers:
        hold("The secret stands in:", [address for address in addresses_of(answer) if secret in address])
        assert answer.headers["Referrer-Policy"] in NOBODY_ELSE_READS
        assert answer.headers["Cache-Control"] in ("private, no-store", "no-store")


@on_sqlite
@at_each_door
def test_no_log_holds_a_link(city: City, door: Door, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = secret_of(city, door)

    for token in (secret[:-1], secret):
        for method in METHODS:
            press(city, door, token, method)

    assert secret[:-1] not in caplog.text


@on_sqlite
def test_a_password_too_weak_is_said_and_the_link_still_opens(city: City) -> None:
    door = next(one for one in DOORS if one.purpose == LinkPurpose.RESET_PASSWORD)
    secret = secret_of(city, door)

    refused = city.askers["anonymous"].ask("POST", f"/password/reset/{secret}", data={"password": "short"})

    assert refused.status_code == 422
    assert press(city, door, secret, "POST").status_code == 303


def secret_of(city: City, door: Door) -> str:
    """The secret of the page's link in the city."""
    return str(city.addresses.special[door.endpoint]["token"]["own"])


def spoilt(secret: str) -> dict[str, str]:
    """What becomes of a link on its way, and what somebody makes up."""
    other = "A" if secret[0] != "A" else "B"
    return {
        "one letter changed": other + secret[1:],
        "another case": secret.swapcase(),
        "cut off": secret[:-1],
        "only its beginning": secret[:1],
        "with a full stop": f"{secret}.",
        "with a bracket": f"{secret}%3E",
        "with a blank": f"{secret}%20",
        "with the end of a line": f"{secret}%0D%0A",
        "twice": secret * 2,
        "5,000 letters": "x" * 5000,
        "no ASCII": "%E3%81%82" * 43,
        "full width": "%EF%BC%A1" * 43,
        "a pattern": "%25",
        "a quote": "'%20OR%201=1%20--",
        "a number": "1",
    }


def of_other_purposes(city: City, door: Door) -> dict[str, str]:
    """A usable link of every other purpose."""
    with city.app.app_context(), db.unit_of_work():
        subject = db.session.scalars(select(Account)).first()
        return {
            f"for {purpose}": issue_link(purpose, subject, lifetime=timedelta(days=1))
            for purpose in LinkPurpose
            if purpose != door.purpose
        }


def spoil(secret: str, door: Door, why: str) -> None:
    """Let the link run out, or end it as a newer one does."""
    link = open_link(secret, door.purpose)
    if why == "expired":
        link.expires_at = now()
    else:
        about = Invitation if door.purpose == LinkPurpose.INVITATION else Account
        end_links(door.purpose, db.session.get_one(about, link.subject_id))


def press(city: City, door: Door, token: str, method: str) -> TestResponse:
    """The answer to opening the link, or to pressing its button; each with a client of its own."""
    asker = copy(city.askers[door.principal])
    asker.client = city.app.test_client(use_cookies=False)
    return asker.ask(method, f"{door.path}{token}", data={"password": NEW_PASSWORD})


def faults_of(answer: TestResponse, token: str, door: Door) -> Iterator[str]:
    """What is wrong with the page about a link that cannot be used."""
    if answer.status_code != 404 or "<h1" not in answer.text:
        yield str(answer.status_code)
    if door.way_on not in addresses_of(answer):
        yield f"no way on to {door.way_on}"
    if len(token) > 9 and token in answer.text:
        yield "the secret stands on the page"
    if answer.headers["Referrer-Policy"] not in NOBODY_ELSE_READS:
        yield answer.headers["Referrer-Policy"]


def addresses_of(answer: TestResponse) -> list[str]:
    """Every address an answer names."""
    return [*addresses_in(answer.text), *answer.headers.getlist("Location")]


def uses_of(city: City, door: Door) -> int:
    """How often the log of acts tells what the page's button does."""
    with city.app.app_context():
        told = select(func.count()).select_from(AuditEntry).where(AuditEntry.act == door.act)
        return int(db.session.scalars(told).one())
