"""The exact security headers on every answer, and what may be kept by a cache."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import Headers

from config import Config, ConfigFault
from matcher import create_app
from tests.house.tree import hold
from tests.permissions.fixtures import City
from tests.permissions.walking import answers
from tests.permissions.world import PRINCIPALS, SIGNED_IN
from tests.support import databases
from tests.support.databases import on_sqlite

EXACT = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "object-src 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HSTS = "max-age=31536000; includeSubDomains"
KEPT_BY_NOBODY = ("private, no-store", "no-store")


@on_sqlite
@pytest.mark.parametrize("principal", PRINCIPALS)
def test_every_answer_carries_exactly_the_headers(city: City, principal: str, run_folder: Path) -> None:
    wrong = [
        f"{answer}: {fault}"
        for answer in answers(city, principal, run_folder)
        for fault in wrong_headers(answer.headers)
    ]

    hold("The headers of every answer:", wrong)


@on_sqlite
@pytest.mark.parametrize(
    "refused",
    [
        {"method": "GET", "path": "/no-such-page"},
        {"method": "POST", "path": "/sign-in", "token": ""},
        {"method": "POST", "path": "/sign-in", "data": b"x" * (1024 * 1024 + 1)},
    ],
)
def test_what_is_refused_before_any_page_is_asked_carries_them_too(city: City, refused: dict[str, Any]) -> None:
    answer = city.askers["staff"].ask(**refused)

    assert answer.status_code in (400, 404, 413)
    assert list(wrong_headers(answer.headers)) == []
    assert answer.headers["Cache-Control"] in KEPT_BY_NOBODY


def wrong_headers(headers: Headers) -> Iterator[str]:
    """The headers that are not exactly as they should be over plain http."""
    for name, value in {**EXACT, "Strict-Transport-Security": None, "Server": None}.items():
        if headers.getlist(name) != ([value] if value else []):
            yield f"{name}: {headers.getlist(name)}"


@on_sqlite
def test_the_policy_allows_nothing_unsafe_and_no_other_host(city: City) -> None:
    policy = city.askers["anonymous"].ask("GET", "/").headers["Content-Security-Policy"]

    assert "unsafe-" not in policy
    assert "*" not in policy
    assert "//" not in policy


@on_sqlite
def test_an_error_of_ours_carries_them_too(city: City, assembled_with_a_fault: Flask) -> None:
    answer = assembled_with_a_fault.test_client().get("/broken")

    assert answer.status_code == 500
    assert {name: answer.headers[name] for name in EXACT} == EXACT
    assert answer.headers["Cache-Control"] in KEPT_BY_NOBODY
    assert "Traceback" not in answer.text


@on_sqlite
@pytest.mark.parametrize("principal", SIGNED_IN)
def test_nobody_keeps_what_was_asked_with_a_session(city: City, principal: str, run_folder: Path) -> None:
    kept = [
        f"{answer}: {answer.headers['Cache-Control']}"
        for answer in answers(city, principal, run_folder)
        if answer.headers["Cache-Control"] not in KEPT_BY_NOBODY
        if not answer.endpoint.startswith(("assets.send", "opendata."))
    ]

    hold("private, no-store wherever a session is read:", kept)


@on_sqlite
def test_what_is_public_is_the_same_for_all_strangers_and_can_be_kept(city: City) -> None:
    stranger = city.app.test_client(use_cookies=False)
    public = [route for route in city.routes if route.method == "GET" and route.endpoint.startswith("public.")]

    personal = [
        f"{route}: {set(answer.headers) & {'Set-Cookie', 'Vary'}} {answer.headers['Cache-Control']}"
        for route in public
        for answer in [stranger.get(city.addresses.first(route))]
        if "Set-Cookie" in answer.headers
        or "Cookie" in answer.headers.get("Vary", "")
        or not answer.headers["Cache-Control"].startswith("public")
    ]

    hold("A public page asked without a cookie sets none and may be kept:", personal)


@pytest.mark.parametrize(
    ("base_url", "flags"),
    [
        ("https://city.example.jp", {"__Host-session", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"}),
        ("http://127.0.0.1:8000", {"session", "HttpOnly", "SameSite=Lax", "Path=/"}),
    ],
)
def test_the_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts(
    tmp_path: Path, base_url: str, flags: set[str]
) -> None:
    app = create_app(configured(tmp_path, base_url=base_url))

    answer = app.test_client().get("/sign-in", base_url=base_url)

    name, _, rest = answer.headers["Set-Cookie"].partition("=")
    assert {name, *rest.split("; ")[1:]} == flags


def test_only_https_promises_https(tmp_path: Path) -> None:
    app = create_app(configured(tmp_path, base_url="https://city.example.jp"))

    answer = app.test_client().get("/healthz", base_url="https://city.example.jp")

    assert answer.headers["Strict-Transport-Security"] == HSTS


@pytest.mark.parametrize(
    ("wrong", "mend"),
    [
        ({"base_url": "http://city.example.jp"}, "https://"),
        ({"secret_key": "short"}, "SECRET_KEY"),
        ({"personal_key": "short"}, "PERSONAL_KEY"),
        ({"mail_url": None}, "MAIL_URL"),
    ],
)
def test_production_refuses_what_is_not_safe(tmp_path: Path, wrong: dict[str, Any], mend: str) -> None:
    safe = {"environment": "production", "base_url": "https://city.example.jp", "mail_url": "smtp://mail.example.jp"}

    with pytest.raises(ConfigFault, match=mend):
        configured(tmp_path, **{**safe, **wrong})


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_that_server_and_worker_cannot_share_is_refused_in_a_sentence(tmp_path: Path, address: str) -> None:
    with pytest.raises(ConfigFault, match="DATABASE_URL"):
        configured(tmp_path, database_url=address)


@pytest.fixture
def assembled_with_a_fault(city: City, tmp_path: Path) -> Flask:
    """The application with one view that breaks."""
    app = create_app(replace(city.app.extensions["config"], instance_path=tmp_path))
    app.testing = False

    @app.get("/broken")
    def broken() -> str:
        return str(1 // 0)

    return app


def configured(folder: Path, **facts: Any) -> Config:
    """The tests' configuration with other facts, on a database that is not asked."""
    return replace(databases.testing_config(f"sqlite:///{folder / 'none.db'}", folder), **facts)
