"""Whatever is asked wrongly is answered with problem details (RFC 9457), never with a page."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from matcher import create_app
from tests.support.databases import on_sqlite
from tests.support.visitor import Visitor

pytestmark = on_sqlite
EVENTS = "/api/v1/events"
WRONG = (
    ("distrct=osu", "distrct"),
    ("district=nowhere", "district"),
    ("district=", "district"),
    ("kind=volunteer&kind=event", "kind"),
    ("q=%20", "q"),
    ("q=%00", "q"),
    ("q=%00x", "q"),
    ("q=%1c", "q"),
    (f"q={'あ' * 101}", "q"),
    ("from=2026-02-30", "from"),
    ("from=20260401", "from"),
    ("weekday=8", "weekday"),
    ("open=true", "open"),
    ("limit=0", "limit"),
    ("limit=101", "limit"),
    ("limit=010", "limit"),
    ("limit=１０", "limit"),
    ("after=yesterday", "after"),
    ("after=1-2147483648", "after"),
    ("after=1-1%0A", "after"),
    ("after=99999999999999999-1", "after"),
)


def faults(client: Visitor, address: str, **options: object) -> tuple[int, str, object]:
    answer = client.open(address, **options)
    assert answer.content_type == "application/problem+json"
    assert set(answer.json) == {"type", "title", "status", "detail", "parameter"}
    assert answer.json["status"] == answer.status_code
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "private, no-store"
    return answer.status_code, answer.json["title"], answer.json["parameter"]


@pytest.mark.parametrize(("query", "parameter"), WRONG)
def test_a_parameter_that_is_no_good_is_named(client: Visitor, query: str, parameter: str) -> None:
    status, _, named = faults(client, f"{EVENTS}?{query}")

    assert (status, named) == (422, parameter)


@pytest.mark.parametrize("address", ["events/1", "organizations", "projects", "kpi", "events"])
def test_an_unknown_parameter_is_no_good_anywhere(client: Visitor, address: str) -> None:
    assert faults(client, f"/api/v1/{address}?nothing=1")[::2] == (422, "nothing")


@pytest.mark.parametrize("address", ["", "v1/", "v1/nothing", "v2/events"])
def test_an_address_that_is_not_there_is_404(client: Visitor, address: str) -> None:
    assert faults(client, f"/api/{address}")[0] == 404


@pytest.mark.parametrize("number", ["1", "0", "-1", "2147483648", "x", "1.0", "１"])
def test_an_event_that_is_not_there_is_404(client: Visitor, number: str) -> None:
    assert faults(client, f"{EVENTS}/{number}")[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_nothing_can_be_written(client: Visitor, method: str) -> None:
    answer = client.open(EVENTS, method=method)

    assert faults(client, EVENTS, method=method)[0] == 405
    assert {*answer.headers["Allow"].split(", ")} == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("accepted", ["text/html", "application/json;q=0", "image/*"])
def test_who_takes_no_json_gets_none(client: Visitor, accepted: str) -> None:
    assert faults(client, EVENTS, headers={"Accept": accepted})[0] == 406


@pytest.mark.parametrize("accepted", [None, "*/*", "application/*", "text/html, application/json;q=0.1"])
def test_who_takes_json_too_gets_it(client: Visitor, accepted: str | None) -> None:
    answer = client.get(EVENTS, headers={"Accept": accepted} if accepted else None)

    assert answer.content_type == "application/json"


@pytest.mark.parametrize("bytes_of", [{"QUERY_STRING": "q=%ff"}, {"PATH_INFO": "/api/v1/\xff"}])
def test_what_is_no_text_is_400(client: Visitor, bytes_of: dict[str, str]) -> None:
    assert faults(client, EVENTS, environ_overrides=bytes_of)[0] == 400


def test_another_host_is_400(client: Visitor) -> None:
    assert faults(client, EVENTS, headers={"Host": "evil.example"})[0] == 400


@pytest.mark.parametrize(
    ("fault", "status"), [(ZeroDivisionError(), 500), (OperationalError("", {}, Exception()), 503)]
)
def test_an_error_of_ours_is_no_page_either_and_tells_nothing_of_it(
    app: Flask, tmp_path: Path, fault: Exception, status: int
) -> None:
    broken = create_app(replace(app.extensions["config"], instance_path=tmp_path))
    broken.testing = False
    broken.add_url_rule("/api/v1/broken", view_func=raising(fault))

    answer = broken.test_client().get("/api/v1/broken")

    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert "Error" not in answer.json["detail"]
    assert ("Retry-After" in answer.headers) == (status == 503)


def raising(fault: Exception) -> Callable[[], str]:
    def broken() -> str:
        raise fault

    return broken
