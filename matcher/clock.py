"""The only place that asks the time. Asia/Tokyo decides every date, deadline, age and fiscal year.

Instants (`_at`) are aware and in UTC; dates (`_on`) are Tokyo calendar days.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")


_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _pretended.get() or datetime.now(UTC)


@contextmanager
def pretending(at: datetime) -> Iterator[None]:
    """Inside, it is `at`: the past of the demo city is told by the same acts as real life, each at its time."""
    token = _pretended.set(at)
    try:
        yield
    finally:
        _pretended.reset(token)


def today() -> date:
    """The present Tokyo calendar day."""
    return tokyo_date(now())


def tokyo_date(at: datetime) -> date:
    """The Tokyo calendar day of an aware instant."""
    return at.astimezone(TOKYO).date()


def tokyo_instant(on: date, at: time = time.min) -> datetime:
    """The instant, in UTC, at which Tokyo clocks show `at` on the day `on`."""
    return datetime.combine(on, at, TOKYO).astimezone(UTC)


def end_of_day(on: date) -> datetime:
    """The instant, in UTC, at which the Tokyo day `on` is over: the next midnight."""
    return tokyo_instant(on + timedelta(days=1))


def fiscal_year(on: date) -> int:
    """The Japanese fiscal year (年度, 1 April to 31 March) in which a Tokyo day lies."""
    return on.year if on.month >= 4 else on.year - 1


def fiscal_year_at(at: datetime) -> int:
    """The fiscal year in which an aware instant lies, by Tokyo's calendar."""
    return fiscal_year(tokyo_date(at))


def fiscal_year_days(year: int) -> tuple[date, date]:
    """First and last day of a fiscal year."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def birthday(born_on: date, age: int) -> date:
    """The Tokyo day from whose first moment somebody is `age` years old.

    Born on 29 February, a person turns on 1 March in common years (年齢計算ニ関スル法律).
    """
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)


def age_on(born_on: date, on: date) -> int:
    """Whole years of age on the Tokyo day `on`."""
    age = on.year - born_on.year
    return age if birthday(born_on, age) <= on else age - 1
