"""Dates of shifts: when sign-up ends, which day next year is the same day, which days a repetition falls on. Pure."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from matcher.clock import end_of_day


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


def same_weekday_later(on: date, years: int) -> date:
    """The same weekday of the same week of the month, so many years later: the second Saturday of December again.

    A month without a fifth one gives its last. People plan by months, not by ISO weeks: these drift by a week in every
    year of 53 (2026, 2032), and would carry the first Saturday of April over the turn of the fiscal year.
    """
    nth = (on.day - 1) // 7
    same = _nth_weekday(on.year + years, on.month, on.weekday(), nth)
    return same or _last_weekday(on.year + years, on.month, on.weekday())


def years_until_future(on: date, today: date) -> int:
    """How many years later (at least 1) the same weekday of the month first lies after today."""
    years = max(1, today.year - on.year - 1)
    while same_weekday_later(on, years) <= today:
        years += 1
    return years


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


def _last_weekday(year: int, month: int, weekday: int) -> date:
    fourth = date(year, month, 22)  # the fourth of each weekday lies in the 22nd to the 28th
    day = fourth + timedelta(days=(weekday - fourth.weekday()) % 7)
    later = day + timedelta(days=7)
    return later if later.month == month else day
