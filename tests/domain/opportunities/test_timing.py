"""Deadlines, the same day next year, and repetitions."""

from datetime import date, time, timedelta

import pytest

from matcher.clock import end_of_day, tokyo_instant
from matcher.domain.opportunities.timing import (
    Rhythm,
    deadline_at,
    repeated_days,
    same_weekday_later,
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


@pytest.mark.parametrize(
    ("on", "later"),
    [
        (date(2026, 12, 12), date(2027, 12, 11)),  # the second Saturday; the ISO week would give the third
        (date(2026, 12, 31), date(2027, 12, 30)),  # the year before has 53 weeks
        (date(2020, 12, 31), date(2021, 12, 30)),
        (date(2021, 1, 2), date(2022, 1, 1)),  # ISO week 53 of the year before
        (date(2032, 12, 25), date(2033, 12, 24)),
        (date(2028, 2, 29), date(2029, 2, 27)),  # the fifth Tuesday, of which there is no other
        (date(2026, 8, 29), date(2027, 8, 28)),
        (date(2026, 5, 30), date(2027, 5, 29)),
        (date(2027, 2, 28), date(2028, 2, 27)),
        (date(2026, 3, 31), date(2027, 3, 30)),  # the last and the first days of a fiscal year stay in theirs
        (date(2027, 4, 1), date(2028, 4, 6)),
        (date(2026, 4, 4), date(2027, 4, 3)),
    ],
)
def test_next_year_it_is_the_same_weekday_of_the_same_week_of_the_month(on: date, later: date) -> None:
    assert same_weekday_later(on, 1) == later


def test_whatever_the_day_the_weekday_the_month_and_so_the_half_of_the_fiscal_year_stay() -> None:
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(366 * 14)]

    for on in days:
        for years in (1, 2, 6):
            later = same_weekday_later(on, years)
            assert (later.weekday(), later.month, later.year) == (on.weekday(), on.month, on.year + years)
            assert abs((later.day - 1) // 7 - (on.day - 1) // 7) <= (1 if on.day > 28 else 0)


def test_a_year_later_is_52_or_53_weeks_later() -> None:
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(366 * 14)]

    moves = {(same_weekday_later(on, 1) - on).days for on in days}

    assert moves == {364, 371}


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
