"""No route without its permission, without types in its address, or without its rows in the matrix."""

from dataclasses import replace
from pathlib import Path

from matcher import create_app
from matcher.domain.permissions.queries import is_public
from matcher.domain.permissions.table import TABLE
from matcher.web.addresses import Number
from tests.house.tree import hold
from tests.permissions.fixtures import City
from tests.permissions.matrix import ANSWERS, matrix
from tests.permissions.routes import routes_of
from tests.support import databases
from tests.support.databases import on_sqlite

TEXTS = {"token", "slug", "name", "city_code"}


@on_sqlite
def test_every_route_declares_one_permission_of_the_table(city: City) -> None:
    bare = [
        str(route)
        for route in city.routes
        if getattr(city.app.view_functions[route.endpoint], "permission", None) not in TABLE
    ]

    hold("A view stands under @requires(Permission.…):", bare)


@on_sqlite
def test_every_parameter_is_a_number_or_one_of_few_texts(city: City) -> None:
    free = [
        f"{route}: {name}"
        for route in city.routes
        for name in route.parameters - TEXTS
        if not isinstance(route.rule._converters[name], Number)
    ]

    hold("Type a parameter as <int:…>; texts of a URL are few and known:", free)


@on_sqlite
def test_every_parameter_is_looked_up_by_the_permission_check(city: City) -> None:
    unseen = [
        str(route)
        for route in city.routes
        for view in [city.app.view_functions[route.endpoint]]
        if any(name == "slug" or name.endswith("_id") for name in route.parameters)
        if not view.loads and not is_public(view.permission)
    ]

    hold("The thing in an address is loaded by @requires(…, load=…), so that the check is about it:", unseen)


@on_sqlite
def test_the_matrix_has_a_row_for_each_route_and_relation_and_no_other(city: City) -> None:
    asked = {
        (route.endpoint, route.method, relation)
        for route in city.routes
        for relation in city.addresses.relations(route)
    }

    known = set(matrix())

    missing = [f"missing: {','.join(key)},…" for key in sorted(asked - known)]
    stale = [f"no such route: {','.join(key)}" for key in sorted(known - asked)]
    hold("tests/permissions/matrix.csv holds every case:", missing + stale)


def test_the_matrix_says_ok_sign_in_or_404() -> None:
    unknown = [
        f"{key}: {who} {cell!r}" for key, row in matrix().items() for who, cell in row.items() if cell not in ANSWERS
    ]

    hold("A cell is ok, sign-in or 404:", unknown)


def test_pages_of_developers_are_not_there_in_production(tmp_path: Path) -> None:
    config = replace(
        databases.testing_config(f"sqlite:///{tmp_path / 'none.db'}", tmp_path),
        environment="production",
        base_url="https://city.example.jp",
        mail_url="smtp://mail.example.jp",
    )

    app = create_app(config)

    assert [str(route) for route in routes_of(app) if route.endpoint.startswith("development")] == []
