"""A shift that is public, as a row of the national event list."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

from matcher.clock import TOKYO, tokyo_date
from matcher.documents.event import DAY, Event
from matcher.domain.opportunities.models import SignUpWay, Timing
from matcher.domain.opportunities.public_shifts import PublicShift

MOMENT = timedelta(microseconds=1)
WAYS: dict[SignUpWay, Literal["このサイト", "ほかの方法", "申込不要"]] = {
    SignUpWay.HERE: "このサイト",
    SignUpWay.ELSEWHERE: "ほかの方法",
    SignUpWay.NOT_NEEDED: "申込不要",
}


def event_of(shift: PublicShift, *, city_code: str, prefecture: str, city: str, url: str) -> Event:
    """The row's content; `url` is the opportunity's page. NO is `<opportunity>-<ordinal of the shift>`."""
    return replace(
        occasion_of(shift),
        number=f"{shift.opportunity_id}-{shift.ordinal}",
        city_code=city_code,
        prefecture=prefecture,
        city=city,
        url=url,
        title_kana=shift.title_kana or "",
        description=shift.description or "",
        fee_yen=shift.fee_yen,
        fee_note=shift.fee_note or "",
        contact_name=shift.organization_name,
        contact_phone=shift.organization_phone or "",
        organizer=shift.organization_name,
        venue=shift.venue or shift.meeting_place or "",
        address=shift.address or "",
        access=shift.access_note or "",
        sign_up_way=WAYS[shift.sign_up_way],
        latitude=shift.latitude,
        longitude=shift.longitude,
        capacity=shift.capacity,
    )


def occasion_of(shift: PublicShift) -> Event:
    """Title and times. A period has days and no hours; what is known of its hours stands in the note on its dates.
    A deadline at the end of a day is that day; what needs no sign-up has none.
    """
    is_period = shift.timing == Timing.PERIOD
    last_on, ends = _end(shift)
    is_open_to_all = shift.sign_up_way == SignUpWay.NOT_NEEDED
    until_on, until = (None, None) if is_open_to_all else _deadline(shift.sign_up_until_at)
    return Event(
        title=shift.title,
        first_on=tokyo_date(shift.starts_at),
        last_on=last_on,
        starts=None if is_period else _minutes(shift.starts_at),
        ends=None if is_period else ends,
        time_note=shift.label,
        sign_up_until_on=until_on,
        sign_up_until=until,
    )


def _end(shift: PublicShift) -> tuple[date, int]:
    """The last day and the hour on it: midnight is 24:00 of the day it ends, not 0:00 of the next."""
    last_on = tokyo_date(shift.ends_at - MOMENT)
    return last_on, _minutes(shift.ends_at) or DAY


def _deadline(at: datetime) -> tuple[date, int | None]:
    """The day and the hour; the day alone where it is the whole day."""
    minutes = _minutes(at)
    return (tokyo_date(at), minutes) if minutes else (tokyo_date(at - MOMENT), None)


def _minutes(at: datetime) -> int:
    there = at.astimezone(TOKYO)
    return there.hour * 60 + there.minute
