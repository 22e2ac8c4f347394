"""How dates, times, numbers, telephones and plain text are written for readers: the filters of all templates.

Every instant is shown as Tokyo's clocks show it. Nothing here decides anything.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from flask import Flask
from markupsafe import Markup

from matcher.clock import TOKYO, today
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.marking import marked
from matcher.web.telephone import phone

WEEKDAYS = (_l("月"), _l("火"), _l("水"), _l("木"), _l("金"), _l("土"), _l("日"))
ERAS = (
    (date(2019, 5, 1), _l("令和"), 2018),
    (date(1989, 1, 8), _l("平成"), 1988),
    (date(1926, 12, 25), _l("昭和"), 1925),
)
Moment = date | datetime
YEAR = 365  # days


class Dated(Protocol):
    """What `shift_time` reads of a shift."""

    starts_at: datetime
    ends_at: datetime
    label: str

    @property
    def is_timed(self) -> bool: ...


def tokyo_day(moment: Moment) -> date:
    """The Tokyo calendar day of an instant; a day stays as it is."""
    return moment.astimezone(TOKYO).date() if isinstance(moment, datetime) else moment


def last_day(ends_at: datetime) -> date:
    """The last Tokyo day a span touches: one that ends at midnight ends the evening before."""
    return tokyo_day(ends_at - timedelta(seconds=1))


def era_year(on: date) -> str:
    """「令和8年」; the first year of an era is 元年; before the known eras 「1920年」."""
    for begins, name, zero in ERAS:
        if on >= begins:
            year = on.year - zero
            return _("%(era)s元年", era=name) if year == 1 else _("%(era)s%(year)d年", era=name, year=year)
    return _("%(year)d年", year=on.year)


def wareki(moment: Moment) -> str:
    """「令和8年12月12日」"""
    on = tokyo_day(moment)
    return _("%(year)s%(month)d月%(day)d日", year=era_year(on), month=on.month, day=on.day)


def long_date(moment: Moment) -> str:
    """「令和8年（2026年）12月12日（土）」"""
    on = tokyo_day(moment)
    year = _("%(era)s（%(year)d年）", era=era_year(on), year=on.year)
    return f"{year}{short_date(on)}"


def short_date(moment: Moment) -> str:
    """「12月12日（土）」"""
    on = tokyo_day(moment)
    words = {"month": on.month, "day": on.day, "weekday": WEEKDAYS[on.weekday()]}
    return _("%(month)d月%(day)d日（%(weekday)s）", **words)


def clock_time(at: datetime) -> str:
    """「8:05」 by Tokyo's clocks."""
    local = at.astimezone(TOKYO)
    return f"{local.hour}:{local.minute:02}"


def date_time(at: datetime) -> str:
    """「12月4日（金）18:00」; midnight is said as the evening before it: 「12月4日（金）24:00」."""
    local = at.astimezone(TOKYO)
    if (local.hour, local.minute) == (0, 0):
        return f"{short_date(local.date() - timedelta(days=1))}24:00"
    return f"{short_date(at)}{clock_time(at)}"


def date_range(first: Moment, last: Moment) -> str:
    """「12月12日（土）〜12月20日（日）」, or the one day."""
    begins, ends = short_date(first), short_date(last)
    return begins if tokyo_day(first) == tokyo_day(last) else f"{begins}〜{ends}"


def time_range(starts_at: datetime, ends_at: datetime) -> str:
    """「15:00〜19:00」; past midnight 「22:00〜翌6:00」, further the day is named."""
    begins, ends = clock_time(starts_at), clock_time(ends_at)
    nights = (tokyo_day(ends_at) - tokyo_day(starts_at)).days
    if nights == 0:
        return f"{begins}〜{ends}"
    if nights == 1:
        return f"{begins}〜24:00" if ends == "0:00" else _("%(begins)s〜翌%(ends)s", begins=begins, ends=ends)
    return f"{begins}〜{short_date(ends_at)}{ends}"


def shift_time(shift: Dated) -> str:
    """The hours of a shift; the days of a period; of a period of one day what its label knows of the time."""
    if shift.is_timed:
        return time_range(shift.starts_at, shift.ends_at)
    if tokyo_day(shift.starts_at) == last_day(shift.ends_at):
        return shift.label or _("時刻は主催者に確かめてください")
    return date_range(shift.starts_at, last_day(shift.ends_at))


def shift_when(shift: Dated) -> str:
    """Day and hours of a shift in one line; the days of a period."""
    time = shift_time(shift)
    is_days = not shift.is_timed and tokyo_day(shift.starts_at) != last_day(shift.ends_at)
    return time if is_days else f"{short_date(shift.starts_at)} {time}"


def far_year(moment: Moment) -> str:
    """「2025年」 of a day that is past or a year and more away, where a wrong year must be seen; else nothing."""
    on = tokyo_day(moment)
    return "" if 0 <= (on - today()).days < YEAR else _("%(year)d年", year=on.year)


def dated_when(shift: Dated) -> str:
    """`shift_when`, with the year in front where it is not plain."""
    return f"{far_year(shift.starts_at)}{shift_when(shift)}"


def fiscal_year_name(year: int) -> str:
    """「令和8年度」 for 2026."""
    return _("%(year)s度", year=era_year(date(year, 5, 1)))


def era_number(year: int) -> int:
    """The year of a fiscal year within its era: 8 for 2026."""
    return next(year - zero for begins, _name, zero in ERAS if date(year, 5, 1) >= begins)


def weekday(on: date) -> str:
    """「土」"""
    return str(WEEKDAYS[on.weekday()])


def number(value: float) -> str:
    """「1,234」"""
    return f"{value:,}"


def people(count: int | None) -> str:
    """「6人」; None is 「定員なし」."""
    return _("定員なし") if count is None else _("%(count)s人", count=number(count))


def yen(amount: int | None) -> str:
    """「1,000円」; 0 and None are 「かかりません」."""
    return _("%(amount)s円", amount=number(amount)) if amount else _("かかりません")


def hours(minutes: int) -> str:
    """「26時間30分」, 「45分」, 「2時間」."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("%(minutes)d分", minutes=rest)
    return _("%(hours)s時間", hours=number(whole)) + (_("%(minutes)d分", minutes=rest) if rest else "")


def postal(digits: str | None) -> str:
    """「〒426-8722」 from seven digits; anything else as it came."""
    if digits and len(digits) == 7 and digits.isdecimal():
        return f"〒{digits[:3]}-{digits[3:]}"
    return digits or ""


def paragraphs(text: str | None, sought: Sequence[str] = ()) -> Markup:
    """Plain text as HTML: blank lines part paragraphs, line breaks stay, nothing becomes a link or markup; the folded
    words that somebody sought are marked.
    """
    blocks = [block.strip("\n") for block in (text or "").replace("\r\n", "\n").split("\n\n")]
    lines = (
        Markup("<br>").join(marked(line, sought) for line in block.split("\n")) for block in blocks if block.strip()
    )
    return Markup("").join(Markup("<p>{}</p>").format(block) for block in lines)


FILTERS = (
    tokyo_day, last_day, wareki, long_date, short_date, clock_time, date_time, date_range, shift_time, shift_when,
    far_year, dated_when,
    fiscal_year_name, era_number, weekday, number, people, yen, hours, postal, phone, paragraphs,
)  # fmt: skip


def register(app: Flask) -> None:
    """Give every template these filters, and `time_range(from, to)` as a function too."""
    app.jinja_env.filters.update({format_.__name__: format_ for format_ in FILTERS}, time_range=time_range)
    app.jinja_env.globals["time_range"] = time_range
