"""Open data is the same for everybody: no session is read, and pages of any site may read it."""

import pytest

from matcher.domain.city.plan import current_plan
from tests.support.databases import on_sqlite
from tests.support.factories import make_shift, make_staff
from tests.support.visitor import Visitor

pytestmark = on_sqlite
ADDRESSES = (
    "/api/v1/openapi.json", "/api/v1/events", "/api/v1/organizations", "/api/v1/projects", "/api/v1/kpi",
    "/opendata/222143_event.csv", "/opendata/222143_organization.csv", "/opendata/222143_project.csv",
    "/opendata/222143_kpi.csv",
)  # fmt: skip


@pytest.mark.parametrize("address", [*ADDRESSES, "/api/v1/nothing", "/opendata/nothing.csv"])
def test_a_session_is_neither_read_nor_begun(client: Visitor, another_client: Visitor, address: str) -> None:
    make_shift()
    another_client.enter(make_staff())

    as_stranger, as_staff = client.get(address), another_client.get(address)

    assert as_staff.data == as_stranger.data
    assert dict(as_staff.headers) == dict(as_stranger.headers)
    assert "Set-Cookie" not in as_staff.headers
    assert "Cookie" not in as_staff.headers.get("Vary", "")


@pytest.mark.parametrize("address", ADDRESSES)
def test_scripts_of_any_site_may_read_it_without_credentials(client: Visitor, address: str) -> None:
    answer = client.get(address, headers={"Origin": "https://elsewhere.example"})

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_browser_that_asks_beforehand_is_told_that_it_may_only_read(client: Visitor, address: str) -> None:
    answer = client.options(address, headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Headers"] == "If-None-Match"


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one.startswith("/api/")])
def test_caches_are_told_what_the_answer_depends_on_and_how_long_it_is_good(client: Visitor, address: str) -> None:
    answer = client.get(address)

    assert (answer.headers["Vary"], answer.headers["Cache-Control"]) == ("Accept", "public, max-age=60")
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ["/", "/opendata", "/opportunities", "/sign-in", "/me/profile", "/healthz"])
def test_nothing_else_may_be_read_by_other_sites(client: Visitor, address: str) -> None:
    for answer in (client.get(address), client.options(address)):
        assert not [name for name in dict(answer.headers) if name.startswith("Access-Control")]


def test_head_tells_the_same_without_the_content(client: Visitor) -> None:
    make_shift()
    full, head = client.get("/api/v1/events"), client.head("/api/v1/events")

    assert head.data == b""
    assert {**head.headers} == {**full.headers}


def test_the_addresses_above_are_all_there_are(client: Visitor) -> None:
    rules = {
        str(rule).replace("<city_code>", current_plan().city.code)
        for rule in client.application.url_map.iter_rules()
        if str(rule).startswith(("/api/", "/opendata/"))
    }

    assert rules == {*ADDRESSES, "/api/v1/events/<int:opportunity_id>"}
