"""Shifts in iCalendar, read again as another program reads them."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matcher.clock import TOKYO
from matcher.documents import calendar
from matcher.documents.calendar import CalendarEntry


def entry(**changes: object) -> CalendarEntry:
    """朝のごみ拾い on 12 December 2026, 8:00–9:00, unless told otherwise."""
    usual = {
        **{"shift_id": 7, "title": "朝のごみ拾い", "is_period": False, "is_cancelled": False, "version": 3},
        "starts_at": datetime(2026, 12, 11, 23, tzinfo=UTC),
        "ends_at": datetime(2026, 12, 12, 0, tzinfo=UTC),
        "changed_at": datetime(2026, 11, 24, 1, 2, 3, tzinfo=TOKYO),
    }
    return CalendarEntry(**{**usual, **changes})  # type: ignore[arg-type]


def written(*entries: CalendarEntry) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(calendar.write(entries, host="wakiai.example", name="わきあい"))


def only_event(one: CalendarEntry) -> icalendar.Event:
    return written(one).walk("VEVENT")[0]


def test_each_shift_is_one_event_with_an_id_for_ever() -> None:
    events = written(entry(), entry(shift_id=8)).walk("VEVENT")

    assert [event["UID"] for event in events] == ["shift-7@wakiai.example", "shift-8@wakiai.example"]


def test_hours_are_those_of_tokyo_with_the_zone_written_out() -> None:
    lines = calendar.write([entry()], host="wakiai.example", name="わきあい").decode().split("\r\n")

    assert "DTSTART;TZID=Asia/Tokyo:20261212T080000" in lines
    assert "DTEND;TZID=Asia/Tokyo:20261212T090000" in lines
    assert lines[lines.index("BEGIN:VTIMEZONE") + 1] == "TZID:Asia/Tokyo"
    assert {"TZOFFSETFROM:+0900", "TZOFFSETTO:+0900"} <= set(lines)


def test_the_stamp_is_in_utc_and_the_sequence_is_the_version() -> None:
    event = only_event(entry())

    assert event["DTSTAMP"].to_ical() == b"20261123T160203Z"
    assert event["SEQUENCE"] == 3


def test_a_cancelled_shift_says_so() -> None:
    assert only_event(entry())["STATUS"] == "CONFIRMED"
    assert only_event(entry(is_cancelled=True))["STATUS"] == "CANCELLED"


@pytest.mark.parametrize("ends_at", [datetime(2027, 4, 1, tzinfo=TOKYO), datetime(2027, 3, 31, 17, tzinfo=TOKYO)])
def test_a_period_is_a_span_of_whole_days_that_ends_after_its_last(ends_at: datetime) -> None:
    event = only_event(entry(is_period=True, starts_at=datetime(2027, 3, 1, tzinfo=TOKYO), ends_at=ends_at))

    assert event["DTSTART"].dt == date(2027, 3, 1)
    assert event["DTEND"].dt == date(2027, 4, 1)


def test_place_note_and_address_are_told_where_there_are_any() -> None:
    full = only_event(
        entry(
            place="蓮華寺池公園、噴水前",
            note="持ち物: 軍手\n電話 054-000-0000",
            url="https://wakiai.example/opportunities/1",
        )
    )
    bare = only_event(entry())

    assert full["LOCATION"] == "蓮華寺池公園、噴水前"
    assert full["DESCRIPTION"] == "持ち物: 軍手\n電話 054-000-0000"
    assert full["URL"] == "https://wakiai.example/opportunities/1"
    assert not {"LOCATION", "DESCRIPTION", "URL"} & set(bare)


def test_lines_are_folded_at_75_bytes_between_characters() -> None:
    content = calendar.write([entry(title="蓮" * 200)], host="wakiai.example", name="わきあい")

    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() for line in lines if line)


@given(st.text(max_size=200), st.text(max_size=100))
def test_no_text_breaks_out_of_its_line(title: str, place: str) -> None:
    one = only_event(entry(title=title, place=place))

    assert one["UID"] == "shift-7@wakiai.example"
    assert set(one) <= {"UID", "DTSTAMP", "SEQUENCE", "STATUS", "SUMMARY", "DTSTART", "DTEND", "LOCATION"}


@given(st.text(st.characters(exclude_categories=("C",)) | st.sampled_from(',;:\\"\n'), max_size=200))
def test_a_title_is_read_again_as_it_was(title: str) -> None:
    assume("\\N" not in title)  # the library's own reader takes the escaped backslash before N for a line break

    assert str(only_event(entry(title=title))["SUMMARY"]) == title
