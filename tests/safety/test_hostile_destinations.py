"""Where one is sent after an act is never another host's page, however the address is written, and a good one arrives.

What is refused before any database is asked is tried on one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from werkzeug.test import TestResponse

from matcher import attempts
from matcher.domain.people.models import Account, AccountStatus
from matcher.domain.people.queries import account_with_email, current_terms
from tests.house.tree import hold
from tests.permissions.fixtures import City
from tests.permissions.world import PASSWORD
from tests.safety.destinations import ELSEWHERE, GOOD, NO_PAGES, addresses_in, leads_elsewhere
from tests.safety.queries import watching
from tests.support.databases import on_sqlite
from tests.support.factories import make_account, make_opportunity, make_person, make_shift
from tests.support.signing_in import cheap_hash
from tests.support.visitor import Visitor, posting_form

HOSTILE = [*ELSEWHERE, *NO_PAGES]
FORM = "application/x-www-form-urlencoded"
TRICKY = "?q=a\\b&x=%0d%0a//evil.example&back=//evil.example&y=%5c%22&z=%E3%81%94"
NEWCOMER = {"name": "花子", "email": "hanako@example.jp", "password": PASSWORD + "-new", "age": "adult", "agree": "y"}


@dataclass(frozen=True)
class Place:
    """A page that takes `next`, who asks it, and a form it accepts."""

    principal: str
    path: str
    fields: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.path} by {self.principal}"


SIGN_IN = Place("anonymous", "/sign-in", {"email": "citizen@demo.example", "password": PASSWORD})
REGISTER = Place("anonymous", "/register", {**NEWCOMER, "terms_version": "newest"})
TERMS = Place("citizen", "/accept-terms", {"agree": "y", "terms_version": "newest"})
AGE = Place("citizen", "/me/age", {"age": "adult", "born_on": "1990-01-01"})
PLACES = [SIGN_IN, REGISTER, TERMS, AGE]
# These pages come from a mail and need its secret: what follows is judged before it.
CONFIRM, CONFIRMED = Place("anonymous", "/confirm-email/x"), Place("anonymous", "/confirm-email/done")
FROM_A_MAIL = {"GET /confirm-email/<token>", "POST /confirm-email/<token>", "GET /confirm-email/done"}
# Here `next` is the name of a button: `days` or nothing.
ONLY_A_BUTTON = "POST /organizer/<slug>/opportunities/<int:opportunity_id>/edit"
ASKERS = {
    "public": ("anonymous",),
    "accounts": ("anonymous", "citizen"),  # signed in, another page may be shown there
    "volunteer": ("citizen",),
    "company": ("company",),
    "staff": ("staff",),
}


def test_the_list_is_long_and_what_stands_in_it_leads_elsewhere() -> None:
    hold("Each leads elsewhere:", [repr(one) for one in ELSEWHERE if not leads_elsewhere(one)])
    hold("None leads elsewhere:", [repr(one) for one in GOOD if leads_elsewhere(one)])
    assert len(set(HOSTILE)) == len(HOSTILE) >= 60


@on_sqlite
def test_every_place_that_takes_a_destination_is_tried(city: City) -> None:
    taking = set()

    with watching(city.app) as read:
        for route in city.routes:
            for principal in ASKERS.get(route.endpoint.partition(".")[0], ("organizer",)):
                read.clear()
                city.askers[principal].ask(route.method, city.addresses.first(route))
                if "next" in read:
                    taking.add(f"{route.method} {route.rule.rule}")
                if city.keeper.changed():
                    city.keeper.restore()

    tried = {f"{method} {place.path}" for place in PLACES for method in ("GET", "POST")}
    assert taking == {*tried, *FROM_A_MAIL, ONLY_A_BUTTON}


@on_sqlite
@pytest.mark.parametrize("place", [*PLACES, Place("citizen", "/sign-in"), CONFIRM, CONFIRMED], ids=str)
def test_a_page_asked_with_a_hostile_destination_is_a_bad_request(city: City, place: Place) -> None:
    asker = city.askers[place.principal]

    wrong = [
        f"{payload[:60]!r}: {fault}"
        for payload in HOSTILE
        for fault in faults_of(asker.ask("GET", f"{place.path}?{written(next=payload)}"))
    ]

    hold(f"{place}: 400, and no way out:", wrong)
    assert city.keeper.changed() == []


@on_sqlite
@pytest.mark.parametrize("place", [*PLACES, CONFIRM], ids=str)
def test_a_form_sent_with_a_hostile_destination_is_a_bad_request(city: City, place: Place) -> None:
    wrong = [
        f"{payload[:60]!r}: {fault}"
        for number, payload in enumerate(HOSTILE)
        for fault in faults_of(sent(city, place, email=f"guess-{number}@example.jp", next=payload))
    ]

    hold(f"{place}: 400, and no way out:", wrong)
    assert city.keeper.changed() == []


@on_sqlite
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_in_the_address_of_a_sent_form_or_told_twice_it_leads_nowhere_either(city: City, place: Place) -> None:
    wrong = []

    for number, payload in enumerate(ELSEWHERE[::6]):
        unfinished = Place(place.principal, place.path, {"email": f"typed-{number}@example.jp"})
        answers = {
            "in the address": (422, sent(city, unfinished, query=written(next=payload))),
            "second": (422, sent(city, unfinished, next=["/me", payload])),
            "first": (400, sent(city, unfinished, next=[payload, "/me"])),
        }
        for way, (expected, answer) in answers.items():
            wrong += (f"{payload!r} {way}: {fault}" for fault in faults_of(answer, expected))

    hold(f"{place}: no way out:", wrong)


@on_sqlite
@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize("good", GOOD)
def test_a_good_destination_is_kept_by_the_form_and_goes_where_it_says(city: City, place: Place, good: str) -> None:
    page = city.askers[place.principal].ask("GET", f"{place.path}?{written(next=good)}")
    refused = sent(city, Place(place.principal, place.path, {"email": "typed@example.jp"}), next=good)
    gone_on = sent(city, place, next=good)
    forget_attempts(city)

    assert posting_form(page.text)[1]["next"] == good
    assert (refused.status_code, posting_form(refused.text)[1]["next"]) == (422, good)
    assert place not in (SIGN_IN, REGISTER) or "typed@example.jp" in refused.text
    assert (gone_on.status_code, gone_on.location) == (303, "/register/sent" if place is REGISTER else good)


@on_sqlite
def test_every_page_that_asks_to_sign_in_first_sends_on_to_a_sign_in_page(city: City) -> None:
    stranger, wrong = city.askers["anonymous"], []

    for route in city.routes:
        answer = stranger.ask(route.method, city.addresses.first(route) + TRICKY)
        if answer.status_code == 303:
            sign_in = stranger.ask("GET", answer.location)
            wrong += (f"{route}: {fault}" for fault in faults_of(sign_in, 200))

    hold("A page to sign in on, that leads back:", wrong)


@on_sqlite
@pytest.mark.parametrize("slug", ["a\\b", "a b", "..", "%2e%2e", "a?b", "あ", "a%b", "x" * 5000, "evil.example"])
def test_an_address_nobody_has_asks_to_sign_in_first_too(city: City, slug: str) -> None:
    stranger = city.askers["anonymous"]

    answer = stranger.ask("GET", f"/organizer/{quote(slug)}/members")

    assert answer.status_code == 303
    assert list(faults_of(stranger.ask("GET", answer.location), 200)) == []


@on_sqlite
def test_who_wanted_to_sign_up_arrives_there_after_registering(client: Visitor) -> None:
    shift = make_shift(make_opportunity())
    wanted = f"/opportunities/{shift.opportunity_id}/sign-up?shift={shift.id}&from=%E3%81%94%26%22+x"
    sign_in_page = client.get(client.get(wanted).location).text
    register = next(address for address in addresses_in(sign_in_page) if address.startswith("/register"))

    registered = client.submit(register, **NEWCOMER)
    account_with_email(NEWCOMER["email"]).status = AccountStatus.ACTIVE
    signed_in = client.submit("/sign-in", **{name: NEWCOMER[name] for name in ("email", "password")})

    assert (registered.location, signed_in.location) == ("/register/sent", wanted)
    assert client.get(wanted).status_code == 200


@on_sqlite
def test_new_terms_and_the_question_for_the_age_lead_back_to_the_wish(client: Visitor) -> None:
    shift = make_shift(make_opportunity(min_age=20))
    wanted = f"/opportunities/{shift.opportunity_id}/sign-up?shift={shift.id}"
    account = newcomer_of_old_terms()

    signed_in = client.submit(client.get(wanted).location, email=account.email, password=PASSWORD)
    accepted = client.submit(client.get(signed_in.location).location, agree="y")
    page = client.get(accepted.location).text
    age = next(address for address in addresses_in(page) if address.startswith("/me/age"))
    told = client.submit(age, age="born", born_on="昭和30年5月14日")

    assert [signed_in.location, accepted.location, told.location] == [wanted] * 3


@on_sqlite
def test_the_longest_destination_still_fits_the_cookie_that_keeps_it(client: Visitor) -> None:
    longest = "/opportunities?q=" + "".join(chr(0x4E00 + number * 7) for number in range(220))

    answer = client.submit(f"/register?{written(next=longest)}", **NEWCOMER)

    assert len(quote(longest)) > 1990
    assert answer.location == "/register/sent"
    assert len(answer.headers["Set-Cookie"]) < 4096


def newcomer_of_old_terms() -> Account:
    """Somebody of age, by their own word, who has not accepted the terms in force."""
    account = make_account(person=make_person(), email="hanako@example.jp", password_hash=cheap_hash(PASSWORD))
    account.terms_version = None
    return account


def written(**values: Any) -> str:
    """A query or a body as a client without manners writes it: with lone surrogates too."""
    return urlencode(values, doseq=True, errors="surrogatepass")


def sent(city: City, place: Place, query: str = "", **more: Any) -> TestResponse:
    """The answer to the place's form with more fields."""
    asker = city.askers[place.principal]
    fields = {"csrf_token": asker.token, **place.fields, **more}
    if "terms_version" in fields:
        with city.app.app_context():
            fields["terms_version"] = current_terms()
    return asker.ask("POST", f"{place.path}?{query}", data=written(**fields).encode(), content_type=FORM)


def forget_attempts(city: City) -> None:
    """Begin counting attempts anew."""
    with city.app.app_context():
        attempts.forget()


def faults_of(answer: TestResponse, expected: int = 400) -> Iterator[str]:
    """What is wrong with an answer that must have this status, be a page, and name no address of another host."""
    if answer.status_code != expected or "<h1" not in answer.text:
        yield f"{answer.status_code} to {answer.headers.get('Location')}"
    for address in (*answer.headers.getlist("Location"), *addresses_in(answer.text)):
        if leads_elsewhere(address) and not address.startswith("tel:0"):
            yield f"names {address!r}"
