"""Dates of shifts: when sign-up ends, which day next year is the same day, which days a repetition falls on. Pure."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from matcher.clock import end_of_day, tokyo_date


class Rhythm(StrEnum):
    """How a shift is repeated."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"  # the same weekday of the same week of the month, such as every second Saturday


def deadline_at(on: date | None, *, starts_at: datetime, ends_at: datetime, is_period: bool = False) -> datetime:
    """The instant sign-up ends: a date means the end of that day, at the latest the start (of a period: its end).

    Without a date one may sign up until then.
    """
    latest = ends_at if is_period else starts_at
    return latest if on is None else min(end_of_day(on), latest)


def same_week_later(on: date, years: int) -> date:
    """The same weekday of the same ISO week, so many years later; week 53 becomes 52 in a year without it."""
    year, week, weekday = on.isocalendar()
    try:
        return date.fromisocalendar(year + years, week, weekday)
    except ValueError:
        return date.fromisocalendar(year + years, week - 1, weekday)


def years_until_future(on: date, today: date) -> int:
    """How many years later (at least 1) the same day of the same week first lies after today."""
    years = max(1, today.year - on.year - 1)
    while same_week_later(on, years) <= today:
        years += 1
    return years


def days_between(at: datetime, later: date) -> timedelta:
    """How far an instant must move so that it falls on the Tokyo day `later` at the same hour."""
    return later - tokyo_date(at)


def repeated_days(on: date, rhythm: Rhythm, count: int) -> list[date]:
    """The next `count` days after `on` in that rhythm; months without such a day (a fifth Sunday) are passed over."""
    if rhythm != Rhythm.MONTHLY:
        step = timedelta(days=7 if rhythm == Rhythm.WEEKLY else 14)
        return [on + step * number for number in range(1, count + 1)]
    days: list[date] = []
    year, month = on.year, on.month
    while len(days) < count:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        day = _nth_weekday(year, month, on.weekday(), (on.day - 1) // 7)
        if day is not None:
            days.append(day)
    return days


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * nth)
    return day if day.month == month else None
