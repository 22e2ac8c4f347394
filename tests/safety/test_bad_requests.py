"""What is no proper request gets a clear page with 400, 404 or 413, and changes nothing.

What is refused before any database is asked is tried on one.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder, TestResponse
from werkzeug.wrappers import Response

from tests.house.tree import hold
from tests.permissions.asking import Asker
from tests.permissions.fixtures import City
from tests.safety.queries import EVERYTHING, watching
from tests.support.databases import on_sqlite

MEGABYTE = 1024 * 1024
FORM = "application/x-www-form-urlencoded"
KEYS = ("0", "-1", "2147483648", "9223372036854775808", "9" * 400, "1e9", "１", "%00", "1;drop", "1%20")
LONG, NINES = "x" * 5000, "9" * 30
WORDS = ("%25_'\"\\<" * 300, LONG, " ", "　")
WRONG = {
    ("from", "to", "on"): ("0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "NaN", LONG),
    ("year", "limit"): ("9999", "-1", "0", "NaN", "２０２６", NINES),
    ("after", "before", "shift", "subject_id"): (NINES, "-1", "0", "0001-01-01~1", f"9999-12-31~{NINES}", "~", LONG),
    ("weekday", "time", "field"): ("9", "-1", "25:61", NINES, LONG),
    ("q", "email", "next", "v"): WORDS,
    (
        "accepted", "act", "activity", "audience", "born", "by", "characters", "code", "criterion", "direction",
        "district", "expected", "form", "kind", "open", "pillar", "sort", "status", "subject_type", "type", "view",
    ): ("no-such", "'\"\\<", LONG),
}  # fmt: skip
QUERIES = {name: values for names, values in WRONG.items() for name in names}
NOT_TEXT = {
    "path": {"path": "/opportunities/%ff"},
    "surrogate in the path": {"path": "/organizations/%ed%a0%80"},
    "query": {"path": "/opportunities?q=%ff%fe"},
    "cookie": {"path": "/", "headers": {"Cookie": "session=\xff\xfe"}},
}


@on_sqlite
@pytest.mark.parametrize("what", NOT_TEXT)
def test_an_address_that_is_no_text_is_a_bad_request(city: City, what: str) -> None:
    answer = raw(city.app, **NOT_TEXT[what])

    assert answer.status_code == 400
    assert b"<h1" in answer.data


@on_sqlite
@pytest.mark.parametrize("body", [b"email=%ff&password=x", b"email=\xff", b"email=a%00@example.jp", b"%ff=1"])
def test_a_form_that_is_no_text_is_a_bad_request(city: City, body: bytes) -> None:
    answer = raw(city.app, path="/sign-in", method="POST", data=body, content_type=FORM)

    assert answer.status_code == 400
    assert city.keeper.changed() == []


@on_sqlite
def test_parts_that_are_no_text_are_a_bad_request(city: City) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n\xff\r\n--x--\r\n'

    answer = raw(city.app, path="/sign-in", method="POST", data=body, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 400


@on_sqlite
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "127.0.0.1@evil", "a b"])
def test_another_host_is_a_bad_request_and_no_page_names_it(city: City, host: str) -> None:
    answer = city.app.test_client().get("/", headers={"Host": host})

    assert answer.status_code == 400
    assert b"<h1" in answer.data
    assert "evil" not in answer.text


@on_sqlite
@pytest.mark.parametrize("principal", ["anonymous", "organizer", "staff"])
def test_a_body_past_a_megabyte_is_told_so_on_every_route(city: City, principal: str) -> None:
    asker = city.askers[principal]
    body = b"csrf_token=" + asker.token.encode() + b"&text=" + b"x" * MEGABYTE
    unsafe = [route for route in city.routes if route.method != "GET"]

    taken = [
        f"{route}: {answer.status_code}"
        for route in unsafe
        for answer in [asker.ask(route.method, city.addresses.first(route), data=body, content_type=FORM)]
        if answer.status_code != 413 or "<h1" not in answer.text
    ]

    hold("413, with a page that says so:", taken)
    assert city.keeper.changed() == []


@on_sqlite
def test_more_fields_than_any_form_has_are_too_much(city: City) -> None:
    body = b"&".join(b"field%d=1" % number for number in range(10_001))

    answer = raw(city.app, path="/sign-in", method="POST", data=body, content_type=FORM)

    assert answer.status_code == 413


@on_sqlite
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", "image/png", "", "nonsense"])
def test_another_kind_of_body_is_refused_and_never_breaks(city: City, kind: str) -> None:
    asker = city.askers["staff"]
    statuses = {
        str(route): asker.ask(
            route.method, city.addresses.first(route), data=b'{"title": [1]}', content_type=kind or None
        ).status_code
        for route in city.routes
        if route.method != "GET"
    }

    hold("400 or 415:", [f"{route}: {status}" for route, status in statuses.items() if status not in (400, 415)])
    assert city.keeper.changed() == []


def test_a_number_no_row_can_have_is_not_found(city: City) -> None:
    asker = city.askers["staff"]
    wrong = []

    for route in (one for one in city.routes if one.method == "GET"):
        for name in (each for each in route.parameters if each.endswith("_id")):
            sound = city.addresses.of(route, "own")
            value = str(city.addresses.standing_for(route, name)["own"])
            for key in KEYS:
                status = asker.ask("GET", sound.replace(f"/{value}", f"/{key}", 1)).status_code
                if status not in (404, 400):
                    wrong.append(f"{route} {name}={key[:30]}: {status}")

    hold("404, or 400 where it is no text:", wrong)


def test_no_query_breaks_a_page(city: City) -> None:
    pages = [route for route in city.routes if route.method == "GET" and not route.endpoint.startswith("operations")]
    tried: dict[str, set[str]] = {str(route): set() for route in pages}

    with watching(city.app) as read:
        broken = [
            f"{route} {name}={value[:20]} as {principal}: {answer.status_code}"
            for principal in ("staff", "organizer", "anonymous")
            for route in pages
            for name, value, answer in wrongly_asked(
                city.askers[principal], city.addresses.first(route), read, tried[str(route)]
            )
            if answer.status_code >= 500
        ]

    hold("A filter that is none is left out or told, never an error of ours:", broken)
    assert sum(map(len, tried.values())) > 400


@on_sqlite
def test_the_watch_sees_what_a_page_reads(city: City) -> None:
    with watching(city.app) as read:
        city.askers["anonymous"].ask("GET", "/projects?nobody=reads")
        assert {"pillar", "form", "year"} <= read
        assert not {EVERYTHING, "nobody"} & read

        city.askers["anonymous"].ask("GET", "/organizations")
        assert EVERYTHING in read


def wrongly_asked(asker: Asker, path: str, read: set[str], tried: set[str]) -> Iterator[tuple[str, str, TestResponse]]:
    """The answers to each wrong value of each parameter the page reads, also of those it reads only after another.

    What somebody was `tried` with before on this page is left out: the same lines read it, whoever asks.
    """
    read.clear()
    asker.ask("GET", path)
    while waiting := (set(QUERIES) if EVERYTHING in read else set(read)) - tried:
        tried |= waiting
        assert waiting <= set(QUERIES), (
            f"{path} reads {waiting - set(QUERIES)}: say in QUERIES what would be wrong there"
        )
        for name in sorted(waiting):
            for value in QUERIES[name]:
                yield name, value, asker.ask("GET", path, query_string={name: value})


def raw(app: Flask, *, path: str, **options: Any) -> Response:
    """The answer to a request of exactly these bytes, as a client without manners sends it."""
    written, _, query = path.partition("?")
    environ = EnvironBuilder("/", **options).get_environ()
    environ["PATH_INFO"] = unquote_to_bytes(written).decode("latin-1")
    environ["QUERY_STRING"] = query
    return Response.from_app(app.wsgi_app, environ, buffered=True)
