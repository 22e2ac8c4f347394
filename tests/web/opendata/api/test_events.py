"""Events as JSON: the same as on the list page, in the country's names, page by page."""

from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from matcher.clock import now, today, tokyo_instant
from matcher.db import db
from matcher.domain.opportunities.filters import OpportunityFilters, Sort
from matcher.domain.opportunities.finding import open_opportunities
from matcher.domain.opportunities.models import (
    Opportunity,
    OpportunityStatus,
    OpportunityTag,
    ShiftStatus,
    SignUpWay,
    TagTaxonomy,
    Timing,
)
from matcher.domain.organizations.models import OrganizationStatus
from tests.support.factories import add, make_opportunity, make_organization, make_shift
from tests.support.statements import counted_statements
from tests.support.visitor import Visitor

EVENTS = "/api/v1/events"


def items(client: Visitor, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{EVENTS}{query}").json["items"]
    return found


def in_days(days: int, hour: int = 9) -> Any:
    return tokyo_instant(today() + timedelta(days=days), time(hour))


def tagged(opportunity: Opportunity, taxonomy: TagTaxonomy, code: str) -> Opportunity:
    add(OpportunityTag(opportunity_id=opportunity.id, taxonomy=taxonomy, code=code))
    return opportunity


def test_an_event_tells_what_when_where_and_whom_to_ask(client: Visitor) -> None:
    group = make_organization(name="蓮池クリーンクラブ", contact_phone="0540000001")
    opportunity = tagged(make_opportunity(organization=group, fee_yen=100, min_age=15), TagTaxonomy.FIELD, "7")
    make_shift(opportunity, starts_at=in_days(10), capacity=40)
    number = opportunity.id

    event = items(client)[0]

    assert (event["id"], event["eventName"], event["organizer"]) == (str(number), "公園の清掃", "蓮池クリーンクラブ")
    assert event["eventUrl"] == f"http://127.0.0.1:8000/opportunities/{number}"
    assert (event["dateOfStart"], event["startTime"], event["endTime"]) == (
        (today() + timedelta(days=10)).isoformat(), "09:00", "11:00",
    )  # fmt: skip
    assert (event["capacity"], event["feeStatus"], event["fee_JPY"]) == (40, "有料", 100)
    assert (event["keyword"], event["targetPerson"], event["targetRemark"]) == ("環境の保全", "どなたでも", "15歳以上")
    assert event["contactPointInformation"] == {"name": "蓮池クリーンクラブ", "telephone": "0540000001"}
    assert event["applicationMethod"] == "このサイト"


def test_each_day_has_the_number_of_its_row_in_the_event_list(client: Visitor) -> None:
    opportunity = make_opportunity()
    make_shift(opportunity, starts_at=in_days(20, 13), capacity=5)
    make_shift(opportunity, starts_at=in_days(10), capacity=None)
    number = opportunity.id

    event = items(client)[0]

    assert [day["id"] for day in event["subEvent"]] == [f"{number}-2", f"{number}-1"]
    assert (event["holdingPattern"], event["capacity"], event["startTime"]) == ("複数日", None, None)
    listed = client.get("/opendata/222143_event.csv").text
    assert all(f",{day['id']}," in listed for day in event["subEvent"])


def test_a_period_has_days_and_no_hours_and_what_needs_no_sign_up_has_no_deadline(client: Visitor) -> None:
    opportunity = make_opportunity(sign_up_way=SignUpWay.NOT_NEEDED)
    make_shift(opportunity, starts_at=in_days(3, 0), hours=48, timing=Timing.PERIOD, label="平日の9時から")

    event = items(client)[0]

    assert (event["holdingPattern"], event["startTime"]) == ("期間", None)
    assert event["subEvent"][0]["dateTimeDescription"] == "平日の9時から"
    assert event["dateOfEnd"] == (today() + timedelta(days=4)).isoformat()
    assert (event["deadlineDateOfApplication"], event["applicationUrl"]) == (None, None)


@pytest.mark.parametrize("sort", Sort)
def test_pages_hold_each_event_once_in_the_order_of_the_list(client: Visitor, sort: Sort) -> None:
    for days in (5, 9, 5, 2, 7):
        make_shift(make_opportunity(), starts_at=in_days(days))
    listed = [str(card.id) for card in open_opportunities(OpportunityFilters(sort=sort)).cards]

    address, found = f"{EVENTS}?limit=2&sort={sort}", []
    while address:
        answer = client.get(address)
        found.append([event["id"] for event in answer.json["items"]])
        address = answer.json["next"]
        assert ('rel="next"' in answer.headers["Link"]) == bool(address)

    assert [len(page) for page in found] == [2, 2, 1]
    assert [event for page in found for event in page] == listed


def test_it_is_asked_as_the_list_page_is(client: Visitor) -> None:
    wanted = tagged(make_opportunity(title="大洲の防災", district="osu"), TagTaxonomy.FIELD, "8")
    make_shift(wanted, starts_at=in_days(4))
    make_shift(make_opportunity(title="高洲の清掃"), starts_at=in_days(4))
    day = (today() + timedelta(days=4)).isoformat()

    questions = ("q=防災", "district=osu&district=hirohata", "field=8", f"from={day}&to={day}&q=大洲", "open=1&field=8")

    assert [[event["eventName"] for event in items(client, f"?{one}")] for one in questions] == [["大洲の防災"]] * 5


def test_days_that_nothing_can_lie_between_give_an_empty_page(client: Visitor) -> None:
    make_shift()

    assert items(client, "?from=2027-01-02&to=2027-01-01") == []
    assert items(client, "?to=0001-01-01") == []
    assert len(items(client, "?from=0001-01-01&to=9999-12-31")) == 1


def test_nothing_over_unpublished_or_called_off_is_given_away(client: Visitor) -> None:
    for status in OpportunityStatus:
        if status != OpportunityStatus.PUBLISHED:
            make_shift(make_opportunity(status=status))
    for suspended in (OrganizationStatus.SUSPENDED, OrganizationStatus.CLOSED):
        make_shift(make_opportunity(organization=make_organization(status=suspended)))
    make_shift(starts_at=now() - timedelta(days=1))
    make_shift(status=ShiftStatus.CANCELLED)
    numbers = list(db.session.scalars(select(Opportunity.id)))

    assert items(client) == []
    assert {client.get(f"{EVENTS}/{number}").status_code for number in numbers} == {404}


def test_one_event_is_the_same_as_in_the_list(client: Visitor) -> None:
    number = make_shift().opportunity_id

    assert client.get(f"{EVENTS}/{number}").json == items(client)[0]


@pytest.mark.parametrize("rows", [1, 12])
def test_a_page_costs_five_statements_and_asked_again_two(client: Visitor, rows: int) -> None:
    for days in range(1, rows + 1):
        make_shift(tagged(make_opportunity(), TagTaxonomy.FIELD, "7"), starts_at=in_days(days))

    with counted_statements() as first:
        answer = client.get(EVENTS)
    with counted_statements() as again:
        unchanged = client.get(EVENTS, headers={"If-None-Match": answer.headers["ETag"]})

    assert (len(answer.json["items"]), unchanged.status_code) == (rows, 304)
    assert (len(asking(first)), len(asking(again))) == (5, 2)


def asking(statements: list[str]) -> list[str]:
    """Without the beginning and the end of the transaction."""
    return [one for one in statements if one.lstrip().upper().startswith(("SELECT", "WITH"))]
