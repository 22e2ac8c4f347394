"""Deadlines, the same day next year, and repetitions."""

from datetime import date, time, timedelta

import pytest

from matcher.clock import end_of_day, tokyo_instant
from matcher.domain.opportunities.timing import (
    Rhythm,
    deadline_at,
    repeated_days,
    same_week_later,
    years_until_future,
)

STARTS = tokyo_instant(date(2026, 12, 12), time(8))
ENDS = STARTS + timedelta(hours=1)


def test_a_date_as_deadline_means_the_end_of_that_day() -> None:
    deadline = deadline_at(date(2026, 12, 10), starts_at=STARTS, ends_at=ENDS)

    assert deadline == tokyo_instant(date(2026, 12, 11))


def test_on_the_day_itself_sign_up_ends_when_it_starts() -> None:
    deadline = deadline_at(date(2026, 12, 12), starts_at=STARTS, ends_at=ENDS)

    assert deadline == STARTS


def test_without_a_date_one_may_sign_up_until_it_starts() -> None:
    assert deadline_at(None, starts_at=STARTS, ends_at=ENDS) == STARTS


def test_a_period_may_be_joined_while_it_runs() -> None:
    ends_at = STARTS + timedelta(days=30)

    deadline = deadline_at(date(2026, 12, 20), starts_at=STARTS, ends_at=ends_at, is_period=True)

    assert deadline == end_of_day(date(2026, 12, 20))


def test_next_year_it_is_the_same_weekday_of_the_same_week() -> None:
    later = same_week_later(date(2026, 12, 12), 1)

    assert later == date(2027, 12, 18)
    assert later.isocalendar()[1:] == date(2026, 12, 12).isocalendar()[1:]


def test_a_fifty_third_week_becomes_the_last_of_a_year_without_one() -> None:
    assert same_week_later(date(2026, 12, 31), 1) == date(2027, 12, 30)


@pytest.mark.parametrize(
    ("on", "today", "years"),
    [
        (date(2026, 12, 12), date(2026, 11, 24), 1),
        (date(2025, 12, 13), date(2026, 11, 24), 1),
        (date(2025, 4, 12), date(2026, 11, 24), 2),
        (date(2020, 4, 12), date(2026, 11, 24), 7),
    ],
)
def test_a_copy_lies_in_the_first_year_in_which_it_is_still_to_come(on: date, today: date, years: int) -> None:
    assert years_until_future(on, today) == years


def test_a_week_later_and_again() -> None:
    days = repeated_days(date(2026, 12, 12), Rhythm.WEEKLY, 2)

    assert days == [date(2026, 12, 19), date(2026, 12, 26)]


def test_every_second_week() -> None:
    assert repeated_days(date(2026, 12, 12), Rhythm.FORTNIGHTLY, 1) == [date(2026, 12, 26)]


def test_every_second_saturday_of_the_month() -> None:
    days = repeated_days(date(2026, 12, 12), Rhythm.MONTHLY, 3)

    assert days == [date(2027, 1, 9), date(2027, 2, 13), date(2027, 3, 13)]


def test_months_without_a_fifth_sunday_are_passed_over() -> None:
    assert repeated_days(date(2026, 11, 29), Rhythm.MONTHLY, 2) == [date(2027, 1, 31), date(2027, 5, 30)]
