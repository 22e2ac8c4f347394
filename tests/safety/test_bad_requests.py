"""What is no proper request gets a clear page with 400, 404 or 413, and changes nothing."""

from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response

from tests.house.tree import hold
from tests.permissions.fixtures import City

MEGABYTE = 1024 * 1024
FORM = "application/x-www-form-urlencoded"
KEYS = ("0", "-1", "2147483648", "9223372036854775808", "9" * 400, "1e9", "１", "%00", "1;drop", "1%20")
QUERIES = {
    "from": "0000-00-00", "to": "9999-12-31", "weekday": "9", "time": "25:61", "after": "9" * 30, "before": "9" * 30,
    "year": "9999", "fiscal_year": "-1", "status": "no-such", "page": "-1", "shift": "9" * 30, "q": "%25_'\"\\<" * 300,
    "district": "x" * 5000, "subject_id": "9" * 30, "email": "@" * 3000, "next": "/", "on": "0001-01-01", "sort": "x",
}  # fmt: skip
OTHER_DATES = {"from": "9999-12-31", "to": "0001-01-01", "on": "9999-12-31", "year": "NaN", "after": "0001-01-01~1"}
NOT_TEXT = {
    "path": {"path": "/opportunities/%ff"},
    "surrogate in the path": {"path": "/organizations/%ed%a0%80"},
    "query": {"path": "/opportunities?q=%ff%fe"},
    "cookie": {"path": "/", "headers": {"Cookie": "session=\xff\xfe"}},
}


@pytest.mark.parametrize("what", NOT_TEXT)
def test_an_address_that_is_no_text_is_a_bad_request(city: City, what: str) -> None:
    answer = raw(city.app, **NOT_TEXT[what])

    assert answer.status_code == 400
    assert b"<h1" in answer.data


@pytest.mark.parametrize("body", [b"email=%ff&password=x", b"email=\xff", b"email=a%00@example.jp", b"%ff=1"])
def test_a_form_that_is_no_text_is_a_bad_request(city: City, body: bytes) -> None:
    answer = raw(city.app, path="/sign-in", method="POST", data=body, content_type=FORM)

    assert answer.status_code == 400
    assert city.keeper.changed() == []


def test_parts_that_are_no_text_are_a_bad_request(city: City) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n\xff\r\n--x--\r\n'

    answer = raw(city.app, path="/sign-in", method="POST", data=body, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 400


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "127.0.0.1@evil", "a b"])
def test_another_host_is_a_bad_request_and_no_page_names_it(city: City, host: str) -> None:
    answer = city.app.test_client().get("/", headers={"Host": host})

    assert answer.status_code == 400
    assert b"<h1" in answer.data
    assert "evil" not in answer.text


@pytest.mark.parametrize("principal", ["anonymous", "organizer", "staff"])
def test_a_body_past_a_megabyte_is_told_so_on_every_route(city: City, principal: str) -> None:
    asker = city.askers[principal]
    body = b"csrf_token=" + asker.token.encode() + b"&text=" + b"x" * MEGABYTE
    unsafe = [route for route in city.routes if route.method != "GET"]

    taken = [
        f"{route}: {answer.status_code}"
        for route in unsafe
        for path in [city.addresses.of(route, city.addresses.relations(route)[0])]
        for answer in [asker.ask(route.method, path, data=body, content_type=FORM)]
        if answer.status_code != 413 or "<h1" not in answer.text
    ]

    hold("413, with a page that says so:", taken)
    assert city.keeper.changed() == []


def test_more_fields_than_any_form_has_are_too_much(city: City) -> None:
    body = b"&".join(b"field%d=1" % number for number in range(10_001))

    answer = raw(city.app, path="/sign-in", method="POST", data=body, content_type=FORM)

    assert answer.status_code == 413


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", "image/png", "", "nonsense"])
def test_another_kind_of_body_is_refused_and_never_breaks(city: City, kind: str) -> None:
    asker = city.askers["staff"]
    statuses = {
        str(route): asker.ask(route.method, path, data=b'{"title": [1]}', content_type=kind or None).status_code
        for route in city.routes
        if route.method != "GET"
        for path in [city.addresses.of(route, city.addresses.relations(route)[0])]
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


@pytest.mark.parametrize("queries", [QUERIES, OTHER_DATES], ids=["wrong", "extreme"])
@pytest.mark.parametrize("principal", ["anonymous", "organizer", "staff"])
def test_no_query_breaks_a_page(city: City, principal: str, queries: dict[str, str]) -> None:
    asker = city.askers[principal]

    broken = [
        f"{route} {name}={value[:20]}: {answer.status_code}"
        for route in city.routes
        if route.method == "GET" and not route.endpoint.startswith(("assets", "operations"))
        for name, value in queries.items()
        for path in [city.addresses.of(route, city.addresses.relations(route)[0])]
        for answer in [asker.ask("GET", path, query_string={name: value})]
        if answer.status_code >= 500
    ]

    hold("A filter that is none is left out or told, never an error of ours:", broken)


def raw(app: Flask, *, path: str, **options: Any) -> Response:
    """The answer to a request of exactly these bytes, as a client without manners sends it."""
    written, _, query = path.partition("?")
    environ = EnvironBuilder("/", **options).get_environ()
    environ["PATH_INFO"] = unquote_to_bytes(written).decode("latin-1")
    environ["QUERY_STRING"] = query
    return Response.from_app(app.wsgi_app, environ, buffered=True)
