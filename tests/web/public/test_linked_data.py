"""What the page of an opportunity tells search engines: its days to come as schema.org events."""

import json
import re
from datetime import timedelta
from typing import Any

from matcher.clock import TOKYO, now
from matcher.domain.opportunities.models import AttendanceMode, OpportunityStatus, ShiftStatus
from tests.support.contents import in_days
from tests.support.databases import on_sqlite
from tests.support.factories import make_opportunity, make_organization, make_shift
from tests.support.visitor import Visitor

pytestmark = on_sqlite


def told(client: Visitor, number: int) -> list[dict[str, Any]]:
    blocks = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(f"/opportunities/{number}").text, re.DOTALL
    )
    return [event for block in blocks for event in json.loads(block)]


def test_each_day_to_come_is_an_event_with_hours_place_and_places(client: Visitor) -> None:
    group = make_organization(name="蓮池クリーンクラブ")
    opportunity = make_opportunity(organization=group, fee_yen=0, min_age=15, address="見本町1")
    shift = make_shift(opportunity, starts_at=in_days(10), capacity=8)
    make_shift(opportunity, starts_at=now() - timedelta(days=3))
    begins, number = shift.starts_at.astimezone(TOKYO).isoformat(), opportunity.id

    (event,) = told(client, number)

    assert (event["@type"], event["name"], event["startDate"]) == ("Event", "公園の清掃", begins)
    assert begins.endswith("+09:00")
    assert event["location"][0]["address"] == {
        "@type": "PostalAddress", "streetAddress": "見本町1", "addressCountry": "JP",
    }  # fmt: skip
    assert (event["maximumAttendeeCapacity"], event["remainingAttendeeCapacity"]) == (8, 8)
    assert (event["isAccessibleForFree"], event["audience"]["suggestedMinAge"]) == (True, 15)
    assert event["organizer"]["name"] == "蓮池クリーンクラブ"
    assert event["potentialAction"]["target"] == event["url"] == f"http://127.0.0.1:8000/opportunities/{number}"


def test_what_is_called_off_says_so(client: Visitor) -> None:
    opportunity = make_opportunity()
    make_shift(opportunity, starts_at=in_days(3), status=ShiftStatus.CANCELLED)
    make_shift(opportunity, starts_at=in_days(4))
    whole = make_shift(make_opportunity(published_at=now(), status=OpportunityStatus.CANCELLED)).opportunity_id
    number = opportunity.id

    assert [event["eventStatus"].rpartition("/")[2] for event in told(client, number)] == [
        "EventCancelled", "EventScheduled",
    ]  # fmt: skip
    assert [event["eventStatus"].rpartition("/")[2] for event in told(client, whole)] == ["EventCancelled"]
    assert "potentialAction" not in told(client, whole)[0]


def test_what_is_over_tells_nothing(client: Visitor) -> None:
    number = make_shift(starts_at=now() - timedelta(days=3)).opportunity_id

    assert told(client, number) == []


def test_how_one_joins_online_is_not_told(client: Visitor) -> None:
    opportunity = make_opportunity(attendance_mode=AttendanceMode.BOTH, online_note="合言葉ネムノキ")
    make_shift(opportunity, capacity=None)
    number = opportunity.id

    (event,) = told(client, number)

    assert [place["@type"] for place in event["location"]] == ["Place", "VirtualLocation"]
    assert "maximumAttendeeCapacity" not in event
    assert "ネムノキ" not in str(event)


def test_no_title_ends_the_block(client: Visitor) -> None:
    title = "</script><script>alert(1)</script>&'\"<!--"
    number = make_shift(make_opportunity(title=title)).opportunity_id

    (event,) = told(client, number)

    assert event["name"] == title
    assert "<script>alert" not in client.get(f"/opportunities/{number}").text


def test_a_long_course_tells_its_next_ten_days(client: Visitor) -> None:
    opportunity = make_opportunity()
    for days in range(1, 13):
        make_shift(opportunity, starts_at=in_days(days))

    assert len(told(client, opportunity.id)) == 10
