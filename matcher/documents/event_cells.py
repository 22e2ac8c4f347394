"""The cells of an event list: dates, hours and numbers as people and Excel write them, and their plain form.

Each reader returns None for an empty cell and raises ValueError for what it cannot read. Nothing is guessed:
a year without its century, or noon written 午前12時, is refused.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

_DATE = re.compile(r"(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?", re.ASCII)
_WAREKI = re.compile(r"(令和|R)(元|\d{1,2})([年.])(\d{1,2})([月.])(\d{1,2})日?", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00)?", re.ASCII)
_TIME_IN_WORDS = re.compile(r"(午前|午後)?(\d{1,2})時(?:(\d{1,2})分)?", re.ASCII)
_INTEGER = re.compile(r"\d{1,9}|\d{1,3}(?:,\d{3}){1,2}", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
REIWA = 2018  # the year before Reiwa 1
FIRST_YEAR, LAST_YEAR = 1900, 2999
LAST_HOUR = 30  # broadcasters' and festivals' days end at 30:00


def plain(cell: str) -> str:
    """The cell as it is compared: full and half width alike, one blank for several.

    The two characters that come back from CP932 as others (〜 −) are taken for those.
    """
    alike = cell.replace("〜", "～").replace("−", "－")
    return " ".join(unicodedata.normalize("NFKC", alike).split())


def read_date(cell: str) -> date | None:
    """A day written 2026-12-01, 2026/12/1, 2026年12月1日 or 令和8年12月1日. Raises ValueError."""
    text = plain(cell).replace(" ", "")
    if not text:
        return None
    if (western := _DATE.fullmatch(text)) and _are_alike(western[2], western[4]):
        return _day(int(western[1]), western[3], western[5])
    if (wareki := _WAREKI.fullmatch(text)) and _are_alike(wareki[3], wareki[5]):
        year = 1 if wareki[2] == "元" else int(wareki[2])
        return _day(REIWA + year, wareki[4], wareki[6])
    raise ValueError("no date")


def _day(year: int, month: str, day: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("no year of ours")
    return date(year, int(month), int(day))


def _are_alike(first: str, second: str) -> bool:
    return first == second or (first, second) == ("年", "月")


def read_time(cell: str) -> int | None:
    """Minutes after midnight of 9:30, 09:30:00, 25:30, 9時30分 or 午後1時. Raises ValueError."""
    text = plain(cell).replace(" ", "")
    if not text:
        return None
    if clock := _TIME.fullmatch(text):
        hour, minute = int(clock[1]), int(clock[2])
    elif words := _TIME_IN_WORDS.fullmatch(text):
        hour, minute = int(words[2]), int(words[3] or 0)
        if words[1] and hour >= 12:
            raise ValueError("neither noon nor midnight for certain")
        hour += 12 if words[1] == "午後" else 0
    else:
        raise ValueError("no hour")
    if minute > 59 or hour * 60 + minute > LAST_HOUR * 60:
        raise ValueError("no such hour")
    return hour * 60 + minute


def read_integer(cell: str) -> int | None:
    """A whole number of nine digits at most, with or without thousands' commas. Raises ValueError."""
    text = plain(cell)
    if not text:
        return None
    if not _INTEGER.fullmatch(text):
        raise ValueError("no whole number")
    return int(text.replace(",", ""))


def read_decimal(cell: str) -> float | None:
    """A number with or without decimals. Raises ValueError."""
    text = plain(cell)
    if not text:
        return None
    if _INTEGER.fullmatch(text):
        text = text.replace(",", "")
    if not _DECIMAL.fullmatch(text):
        raise ValueError("no number")
    return float(text)


def identity(cell: str) -> str:
    """What a cell says however it was saved: the same in UTF-8 and in CP932, before Excel and after.

    Excel makes 2022/1/5 of 2022-01-05, 9:30 of 09:30, 7 of 0007 and 35.8 of 35.80.
    """
    for kind, reader in _READERS:
        try:
            value = reader(cell)
        except ValueError:
            continue
        return "" if value is None else f"{kind} {value}"
    return plain(cell)


_READERS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("date", read_date),
    ("time", read_time),
    ("number", read_decimal),
)
