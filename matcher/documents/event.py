"""An event as public event lists tell it, and when it happens according to what is written.

Nothing is guessed: what the list does not say is None or empty.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from matcher.clock import end_of_day, tokyo_instant

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Event:
    """One row's content. `_on` are dates; `starts`, `ends` and `sign_up_until` are minutes after the day's
    midnight, because lists write 24:00 and 25:30; texts are as written, without the blanks around them.
    """

    title: str
    title_kana: str = ""
    title_english: str = ""
    number: str = ""
    city_code: str = ""
    prefecture: str = ""
    city: str = ""
    first_on: date | None = None
    last_on: date | None = None
    starts: int | None = None
    ends: int | None = None
    time_note: str = ""
    summary: str = ""
    description: str = ""
    fee_yen: int | None = None
    fee_note: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_extension: str = ""
    contact_email: str = ""
    organizer: str = ""
    venue: str = ""
    meeting_place: str = ""
    address: str = ""
    building: str = ""
    latitude: float | None = None
    longitude: float | None = None
    access: str = ""
    parking: str = ""
    capacity: int | None = None
    sign_up_until_on: date | None = None
    sign_up_until: int | None = None
    sign_up_way: str = ""
    url: str = ""
    remarks: str = ""

    @property
    def place(self) -> str:
        """Where it is: the venue, else the meeting place, which many lists use instead."""
        return self.venue or self.meeting_place


@dataclass(frozen=True, slots=True)
class Occasion:
    """When an event happens. A period runs from the midnight before its first day to the midnight after its
    last; `label` holds the hours that are known of it. `_at` are aware.
    """

    is_period: bool
    starts_at: datetime
    ends_at: datetime
    label: str
    is_complete: bool


def occasion(event: Event) -> Occasion | None:
    """When the event happens; None without a date.

    Several days are a period, and so is one day from 0:00 to 24:00 or beyond. One day with both hours is timed;
    with one or none it is a period of that day and incomplete. Expects hours in order on a single day
    (`event_list.read` refuses others).
    """
    if event.first_on is None:
        return None
    first_on, last_on = event.first_on, event.last_on or event.first_on
    if last_on == first_on and event.starts is not None and event.ends is not None and event.ends - event.starts < DAY:
        return Occasion(False, instant(first_on, event.starts), instant(first_on, event.ends), "", is_complete=True)
    is_complete = last_on > first_on or None not in (event.starts, event.ends)
    return Occasion(True, instant(first_on, 0), end_of_day(last_on), hours(event.starts, event.ends), is_complete)


def sign_up_until_at(event: Event) -> datetime | None:
    """The deadline as written: the hour on its day, or the end of that day; None if the list names no day."""
    if event.sign_up_until_on is None:
        return None
    if event.sign_up_until is None:
        return end_of_day(event.sign_up_until_on)
    return instant(event.sign_up_until_on, event.sign_up_until)


def instant(day: date, minutes: int) -> datetime:
    """The instant so many minutes after the Tokyo day's midnight; 1,500 is one in the next morning."""
    return tokyo_instant(day) + timedelta(minutes=minutes)


def hours(starts: int | None, ends: int | None) -> str:
    """`10:00〜12:00`, `10:00〜`, `〜12:00` or nothing."""
    if starts is None and ends is None:
        return ""
    return f"{clock_time(starts)}〜{clock_time(ends)}"


def clock_time(minutes: int | None) -> str:
    """`09:30`, `25:30`; nothing for None."""
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"
