"""Which days are 平日: Monday to Friday without the holidays of the law (国民の祝日, 振替休日, 国民の休日)."""

from datetime import date

from jpholiday import JPHoliday

SATURDAY = 5
_holidays = JPHoliday()


def is_weekday(on: date) -> bool:
    """Whether most people work on that day in Japan. Holidays that are decided later are not known yet."""
    return on.weekday() < SATURDAY and not _holidays.is_holiday(on)
