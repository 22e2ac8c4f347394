"""The demo city moves by whole weeks and is always current."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from matcher.clock import tokyo_date, tokyo_instant
from matcher.demo.days import Days

ANCHOR = date(2026, 11, 24)


@given(today=st.dates(date(2020, 1, 1), date(2099, 12, 31)), on=st.dates(date(2025, 4, 1), date(2027, 9, 30)))
def test_a_moved_day_keeps_its_weekday_and_the_anchor_lies_within_the_last_week(today, on):
    days = Days.around(ANCHOR, today)

    assert days.day(on).weekday() == on.weekday()
    assert 0 <= (today - days.day(ANCHOR)).days < 7


def test_on_the_anchor_itself_nothing_moves():
    days = Days.around(ANCHOR, ANCHOR)

    assert days.at(date(2026, 12, 3), time(13, 30)) == tokyo_instant(date(2026, 12, 3), time(13, 30))


def test_so_many_days_before_is_counted_from_the_anchor():
    days = Days.around(ANCHOR, date(2026, 12, 2))

    assert tokyo_date(days.before(3)) == date(2026, 11, 28)
