"""平日 are Monday to Friday without the holidays of the law."""

from datetime import date

import pytest

from matcher.weekdays import is_weekday


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 11, 24), True),  # Tuesday
        (date(2026, 11, 28), False),  # Saturday
        (date(2026, 11, 23), False),  # 勤労感謝の日, a Monday
        (date(2027, 3, 22), False),  # 振替休日: the day of spring was a Sunday
        (date(2026, 9, 22), False),  # 国民の休日: between two holidays
        (date(2026, 12, 31), True),  # not in the law, however still the town is
    ],
)
def test_a_weekday_is_a_day_from_monday_to_friday_that_is_no_holiday(on: date, expected: bool) -> None:
    assert is_weekday(on) is expected
