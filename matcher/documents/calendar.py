"""Shifts as iCalendar (RFC 5545), for the calendars people already use.

One VEVENT per shift. Hours are told in Asia/Tokyo with its zone written out (no daylight saving time since 1951), so
that a calendar set to another zone shows the hour that Tokyo's clocks show. A period is a span of whole days.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from matcher.clock import TOKYO, tokyo_date

# Controls that no text of an iCalendar file may hold (RFC 5545, 3.1); line breaks and tabs are escaped or kept.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A shift as a calendar shows it. `version` counts up with every change; `changed_at` is the last one's instant.
    `note` is what must be at hand on the day; `url` is the opportunity's page.
    """

    shift_id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    is_period: bool
    is_cancelled: bool
    version: int
    changed_at: datetime
    place: str = ""
    note: str = ""
    url: str = ""


def write(entries: Iterable[CalendarEntry], *, host: str, name: str) -> bytes:
    """The calendar file, CRLF and folded at 75 bytes. `host` makes the entries' ids unique in the world:
    `shift-<id>@<host>`, the same for ever, so that a changed shift replaces the one imported before.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//wakiai//JA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _text(name))
    calendar.add_component(_tokyo())
    for entry in entries:
        calendar.add_component(_event(entry, host))
    return bytes(calendar.to_ical())


def _tokyo() -> Timezone:
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1951, 9, 9))  # noqa: DTZ001  a zone's own start is local time
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=9))
    standard.add("tzname", "JST")
    zone = Timezone()
    zone.add("tzid", TOKYO.key)
    zone.add_component(standard)
    return zone


def _event(entry: CalendarEntry, host: str) -> Event:
    event = Event()
    event.add("uid", f"shift-{entry.shift_id}@{host}")
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.version)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("summary", _text(entry.title))
    if entry.is_period:
        # The end of a span of days is the day after its last; ends_at is that day's midnight or within the last day.
        event.add("dtstart", tokyo_date(entry.starts_at))
        event.add("dtend", tokyo_date(entry.ends_at - timedelta(microseconds=1)) + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", entry.starts_at.astimezone(TOKYO))
        event.add("dtend", entry.ends_at.astimezone(TOKYO))
    for key, text in (("location", entry.place), ("description", entry.note), ("url", entry.url)):
        if text:
            event.add(key, _text(text))
    return event


def _text(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
