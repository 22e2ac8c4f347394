"""A public shift as a row of the national list."""

from datetime import UTC, date, datetime, time

import pytest

from matcher.clock import tokyo_instant
from matcher.documents import event_list
from matcher.documents.event import Event, occasion, sign_up_until_at
from matcher.documents.public_events import event_of
from matcher.domain.opportunities.models import SignUpWay, Timing
from matcher.domain.opportunities.public_shifts import PublicShift

DAY = date(2026, 12, 12)


def shift(**changes: object) -> PublicShift:
    """朝のごみ拾い on 12 December 2026, 8:00–9:00, unless told otherwise."""
    usual = {
        **{
            "opportunity_id": 12,
            "ordinal": 2,
            "title": "朝のごみ拾い",
            "title_kana": None,
            "description": "一周します。",
        },
        **{"timing": Timing.TIMED, "starts_at": tokyo_instant(DAY, time(8)), "ends_at": tokyo_instant(DAY, time(9))},
        **{"sign_up_until_at": tokyo_instant(DAY), "label": "", "venue": "公園", "meeting_place": "噴水前"},
        **{"address": None, "latitude": 34.87, "longitude": 138.25, "fee_yen": 0, "fee_note": None},
        **{"access_note": "段差なし", "sign_up_way": SignUpWay.HERE},
        **{"organization_name": "蓮池クリーンクラブ", "organization_phone": "0540000000", "capacity": 40},
    }
    return PublicShift(**{**usual, **changes})  # type: ignore[arg-type]


def listed(**changes: object) -> Event:
    where = {"city_code": "222143", "prefecture": "静岡県", "city": "藤枝市"}
    return event_of(shift(**changes), **where, url="https://wakiai.example/opportunities/12")


def test_a_timed_shift_has_its_day_and_hours() -> None:
    event = listed()

    assert event.number == "12-2"
    assert (event.first_on, event.last_on, event.starts, event.ends) == (DAY, DAY, 480, 540)
    assert (event.venue, event.capacity, event.fee_yen) == ("公園", 40, 0)


def test_the_contact_is_the_group_and_its_desk() -> None:
    assert (listed().contact_name, listed().contact_phone) == ("蓮池クリーンクラブ", "0540000000")


def test_a_deadline_at_midnight_is_the_day_before_and_any_other_has_its_hour() -> None:
    assert (listed().sign_up_until_on, listed().sign_up_until) == (date(2026, 12, 11), None)

    until = listed(sign_up_until_at=tokyo_instant(DAY, time(7, 30)))
    assert (until.sign_up_until_on, until.sign_up_until) == (DAY, 450)


def test_a_shift_until_midnight_ends_at_24_hours_of_its_day() -> None:
    event = listed(starts_at=tokyo_instant(DAY, time(22)), ends_at=tokyo_instant(date(2026, 12, 13)))

    assert (event.last_on, event.starts, event.ends) == (DAY, 1320, 1440)


def test_a_period_has_days_and_its_hours_as_a_note() -> None:
    event = listed(
        timing=Timing.PERIOD,
        starts_at=tokyo_instant(date(2027, 3, 1)),
        ends_at=tokyo_instant(date(2027, 4, 1)),
        label="10:00〜12:00",
    )

    assert (event.first_on, event.last_on) == (date(2027, 3, 1), date(2027, 3, 31))
    assert (event.starts, event.ends, event.time_note) == (None, None, "10:00〜12:00")


def test_without_a_venue_the_meeting_place_stands_for_it() -> None:
    assert listed(venue=None).venue == "噴水前"


@pytest.mark.parametrize("hours", [(time(8), time(9)), (time(0), time(23, 59)), (time(22), time(0))])
def test_what_is_listed_is_read_again_as_the_same_event_at_the_same_time(hours: tuple[time, time]) -> None:
    starts_at = tokyo_instant(DAY, hours[0])
    ends_at = tokyo_instant(DAY if hours[1] > hours[0] else date(2026, 12, 13), hours[1])
    written = listed(starts_at=starts_at, ends_at=ends_at)

    read = event_list.read(event_list.write([written])).rows[0].event

    when = occasion(read)
    assert read == written
    assert when is not None
    assert (when.starts_at, when.ends_at, when.is_period) == (starts_at, ends_at, False)
    assert sign_up_until_at(read) == datetime(2026, 12, 11, 15, tzinfo=UTC)
