"""The API is as its own description says: found out by schemathesis, which asks whatever the description allows and
forbids. In process and on one database, because what it finds lies in the reading of a request and the shape of an
answer; the same queries run on both elsewhere."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation

from matcher.clock import now
from tests.support.collaboration import make_verified_year
from tests.support.databases import on_sqlite
from tests.support.factories import make_opportunity, make_organization, make_shift
from tests.support.visitor import Visitor

pytestmark = on_sqlite
DOCUMENT = "/api/v1/openapi.json"
EXAMPLES = settings(
    max_examples=10,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def document(client: Visitor) -> dict[str, Any]:
    """The description, over a city with something of each kind in it."""
    for days in range(1, 4):
        make_shift(make_opportunity(), starts_at=now() + timedelta(days=days))
    make_organization()
    make_verified_year()
    found: dict[str, Any] = client.get(DOCUMENT).json
    return found


@pytest.mark.parametrize("mode", GenerationMode)
def test_whatever_is_asked_is_answered_as_described(
    client: Visitor, document: dict[str, Any], mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_wsgi(DOCUMENT, client.application)
    statuses: dict[str, set[int]] = {}

    for operation in (found.ok() for found in schema.get_all_operations()):
        if mode.is_positive or operation.query or operation.path_parameters:  # what takes nothing takes nothing wrong
            statuses[operation.path] = ask(operation, mode)

    assert all(statuses[path] for path in document["paths"] if mode.is_positive or path != "/api/v1/kpi")
    refused = {path for path, found in statuses.items() if found & {404, 422}}
    assert refused == ({"/api/v1/events/{id}"} if mode.is_positive else set(statuses))


def ask(operation: APIOperation, mode: GenerationMode) -> set[int]:
    """Ask much that is allowed, or forbidden; the answers are as described, and these are their statuses."""
    statuses = set()

    @EXAMPLES
    @given(case=operation.as_strategy(generation_mode=mode))
    def each(case: Any) -> None:
        statuses.add(case.call_and_validate().status_code)

    each()
    return statuses


def test_every_address_of_the_api_is_described(client: Visitor, document: dict[str, Any]) -> None:
    rules = {
        re.sub(r"<[^>]*>", "{id}", str(rule))
        for rule in client.application.url_map.iter_rules()
        if str(rule).startswith("/api/")
    }

    assert rules == {*document["paths"], DOCUMENT}


@pytest.mark.parametrize(
    ("path", "record"),
    [
        ("events", "EventRecord"),
        ("organizations", "OrganizationRecord"),
        ("projects", "ProjectRecord"),
        ("kpi", "KpiRecord"),
    ],
)
def test_a_record_has_exactly_the_parts_described(
    client: Visitor, document: dict[str, Any], path: str, record: str
) -> None:
    described = document["components"]["schemas"][record]

    found = client.get(f"/api/v1/{path}").json["items"][0]

    assert set(found) == set(described["properties"]) == set(described["required"])
    assert all(part.get("description") and part.get("title") for part in described["properties"].values())


def test_every_answer_names_its_headers_and_every_refusal_is_described(document: dict[str, Any]) -> None:
    for path, operations in document["paths"].items():
        answers = operations["get"]["responses"]
        assert {"200", "304", "400", "405", "406", "422", "503"} <= set(answers), path
        assert {"ETag", "Link", "Vary", "Cache-Control"} <= set(answers["200"]["headers"])
    for refusal in document["components"]["responses"].values():
        assert list(refusal["content"]) == ["application/problem+json"]


def test_it_is_openapi_3_1_with_the_licence_and_the_whole_address(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert document["info"]["license"]["name"] == "CC BY 4.0"
    assert document["servers"] == [{"url": "http://127.0.0.1:8000"}]
    assert "$defs" not in json.dumps(document)
