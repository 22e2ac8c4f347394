"""Whoever has a page is told so before it is made again, and never when anything in it differs, whatever the cause."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
import time_machine

from matcher.clock import now, today, tokyo_instant
from matcher.db import db
from matcher.domain.opportunities.content import content_of
from matcher.domain.opportunities.models import Opportunity, OpportunityTag, Shift, TagTaxonomy
from matcher.domain.organizations import actions as organization_actions
from matcher.domain.signups.actions.opportunities import (
    cancel_opportunity,
    change_published,
    suspend_opportunity,
    suspend_organization,
)
from matcher.domain.signups.actions.shifts import cancel_shift, change_capacity, move_shift
from tests.support.collaboration import make_verified_year
from tests.support.factories import add, make_opportunity, make_organization, make_shift, make_staff
from tests.support.visitor import Visitor

EVENTS, FILE = "/api/v1/events", "/opendata/222143_event.csv"
MORNING = tokyo_instant(today() + timedelta(days=1), time(10))
NOON = MORNING + timedelta(hours=2)
Change = Callable[[Opportunity], object]


@pytest.fixture
def opportunity(client: Visitor) -> Opportunity:
    made = make_opportunity()
    add(OpportunityTag(opportunity_id=made.id, taxonomy=TagTaxonomy.FIELD, code="7"))
    make_shift(made, starts_at=MORNING)
    make_shift(made, starts_at=MORNING + timedelta(days=30))
    db.session.refresh(made)
    return made


def edited(opportunity: Opportunity, **changes: object) -> None:
    content = content_of(opportunity)
    for name, value in changes.items():
        object.__setattr__(content, name, value)
    change_published(opportunity=opportunity, content=content, by=make_staff(), version=opportunity.version)


def first_day(opportunity: Opportunity) -> Shift:
    return opportunity.shifts[0]


CHANGES: dict[str, Change] = {
    "a title": lambda one: edited(one, title="池の清掃"),
    "tags alone": lambda one: edited(one, fields=("7", "3")),
    "more places": lambda one: change_capacity(role=first_day(one).roles[0], capacity=12, by=make_staff()),
    "no limit": lambda one: change_capacity(role=first_day(one).roles[0], capacity=None, by=make_staff()),
    "a day moved": lambda one: move_shift(
        shift=first_day(one), starts_at=NOON, ends_at=NOON + timedelta(hours=1), by=make_staff()
    ),
    "a day called off": lambda one: cancel_shift(shift=first_day(one), by=make_staff(), reason="雨"),
    "called off": lambda one: cancel_opportunity(opportunity=one, by=make_staff(), reason="雨"),
    "suspended": lambda one: suspend_opportunity(opportunity=one, by=make_staff(), reason="確認"),
    "its group suspended": lambda one: suspend_organization(
        organization=one.organization, by=make_staff(), reason="確認"
    ),
    "its group renamed": lambda one: setattr(one.organization, "name", "蓮池の会"),
    "another published": lambda one: make_shift(starts_at=MORNING),
}  # fmt: skip


@pytest.mark.parametrize("address", [EVENTS, FILE])
@pytest.mark.parametrize("what", CHANGES)
def test_any_change_gives_another_tag(client: Visitor, opportunity: Opportunity, what: str, address: str) -> None:
    before = client.get(address)

    CHANGES[what](db.session.merge(opportunity))
    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})

    assert (after.status_code, after.headers["ETag"] != before.headers["ETag"]) == (200, True)
    assert address == FILE or after.data != before.data  # tags are not in the file


@pytest.mark.parametrize("address", [EVENTS, FILE])
def test_a_day_that_is_over_gives_another_tag_though_nobody_wrote(
    client: Visitor, opportunity: Opportunity, address: str
) -> None:
    before = client.get(address)

    with time_machine.travel(MORNING + timedelta(hours=2), tick=False):
        over = client.get(address, headers={"If-None-Match": before.headers["ETag"]})

    assert over.status_code == 200
    assert len(over.data) < len(before.data)


@pytest.mark.parametrize("address", [EVENTS, FILE, "/api/v1/organizations", "/api/v1/kpi"])
def test_midnight_alone_changes_nothing(client: Visitor, opportunity: Opportunity, address: str) -> None:
    before, midnight = client.get(address), tokyo_instant(today() + timedelta(days=1))

    with time_machine.travel(midnight, tick=False):
        after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})

    assert (after.status_code, after.data) == (304, b"")


def test_the_first_day_of_a_fiscal_year_gives_the_goals_another_tag(client: Visitor) -> None:
    with time_machine.travel(datetime.fromisoformat("2027-03-31T23:59:59+09:00"), tick=False):
        before = client.get("/api/v1/kpi")

    with time_machine.travel(datetime.fromisoformat("2027-04-01T00:00:00+09:00"), tick=False):
        after = client.get("/api/v1/kpi", headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert after.data != before.data


@pytest.mark.parametrize("address", ["/api/v1/projects", "/opendata/222143_project.csv", "/api/v1/kpi"])
def test_a_verified_project_gives_another_tag(client: Visitor, address: str) -> None:
    before = client.get(address)

    make_verified_year()
    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200


@pytest.mark.parametrize("address", ["/api/v1/organizations", "/opendata/222143_organization.csv"])
def test_an_organization_that_is_no_more_gives_another_tag(client: Visitor, address: str) -> None:
    organization = make_organization()
    before = client.get(address)

    organization_actions.suspend(db.session.merge(organization), reason="確認", by=make_staff())
    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert organization.name not in after.text


def test_who_has_it_is_told_so_with_what_caches_need(client: Visitor, opportunity: Opportunity) -> None:
    full = client.get(EVENTS)

    kept = client.get(EVENTS, headers={"If-None-Match": f'"other", W/{full.headers["ETag"]}'})

    assert (kept.status_code, kept.data) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary", "Link"):
        assert kept.headers[name] == full.headers[name]
    assert (full.headers["Cache-Control"], full.headers["Vary"]) == ("public, max-age=60", "Accept")


def test_pages_of_a_list_have_tags_of_their_own(client: Visitor) -> None:
    for _ in range(2):
        make_shift(starts_at=now() + timedelta(days=3))
    first = client.get(f"{EVENTS}?limit=1")

    second = client.get(first.json["next"])

    assert first.headers["ETag"] != second.headers["ETag"]
