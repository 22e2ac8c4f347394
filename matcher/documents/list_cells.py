"""The cells of the lists the office hands in. Each reader gives the value of a filled cell, or raises CellFault."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from matcher.documents.event_cells import REIWA, plain, read_date
from matcher.documents.list_columns import Choices
from matcher.domain.organizations.rules import CorporateNumberWrong, check_corporate_number
from matcher.domain.people.rules import check_email, check_phone, check_reading
from matcher.errors import DomainError

QUOTED = 40  # letters of a cell that a sentence repeats
NAMED = 12  # choices that a sentence names
_YEAR = re.compile(r"(?:(\d{4})|(?:令和|R)(元|\d{1,2}))(?:年度?)?", re.ASCII | re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://[^\s/.]+\.[^\s]+")
_YES = frozenset({"する", "公表", "はい", "○", "〇", "1", "true"})
_NO = frozenset({"しない", "非公表", "いいえ", "×", "0", "false"})
_CONFIRMED = frozenset({"確認済み", "確認済", "済", "済み", "○", "〇", "はい", "1"})


class CellFault(Exception):
    """A cell that cannot be taken: a code, and what its sentence needs."""

    def __init__(self, code: str, **parameters: str | int) -> None:
        super().__init__(code)
        self.code, self.parameters = code, parameters


def read_text(cell: str) -> str:
    """The text as it was written: no width or form of a letter is changed."""
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def read_line(cell: str) -> str:
    """A text of one line."""
    return " ".join(read_text(cell).split("\n"))


def read_kana(cell: str) -> str:
    """A reading in full-width katakana."""
    return _checked(cell, check_reading, CellFault("kana-unreadable", value=cell[:QUOTED]))


def read_phone(cell: str) -> str:
    """A telephone number as digits."""
    return _checked(cell, check_phone, CellFault("phone-unreadable"))


def read_email(cell: str) -> str:
    """A mail address as it is kept."""
    return _checked(cell, check_email, CellFault("email-unreadable"))


def _checked(cell: str, check: Callable[[str], Any], fault: CellFault) -> str:
    try:
        return str(check(cell))
    except DomainError:
        raise fault from None


def read_corporate_number(cell: str) -> str:
    """A 法人番号 of 13 digits whose check digit fits, however the digits were parted."""
    number = re.sub(r"[\s-]", "", plain(cell))
    try:
        check_corporate_number(number, is_corporation=True)
    except CorporateNumberWrong:
        if "e+" in number.lower():
            raise CellFault("corporate-number-rounded") from None
        raise CellFault("corporate-number-unreadable") from None
    return number


def read_website(cell: str) -> str:
    """An address that begins with http:// or https://."""
    if not _WEB_ADDRESS.fullmatch(cell):
        raise CellFault("website-unreadable", value=cell[:QUOTED])
    return cell


def read_fiscal_year(cell: str) -> int:
    """The year of 2026, 2026年度, 令和8年度 or R8."""
    found = _YEAR.fullmatch(plain(cell).replace(" ", ""))
    if not found:
        raise CellFault("fiscal-year-unreadable", value=cell[:QUOTED])
    if found[1]:
        return int(found[1])
    return REIWA + (1 if found[2] == "元" else int(found[2]))


def read_day(cell: str) -> date:
    """A day, as event lists write it too."""
    try:
        day = read_date(cell)
    except ValueError:
        day = None
    if day is None:
        raise CellFault("unreadable-date", value=cell[:QUOTED])
    return day


def read_publish(cell: str) -> bool:
    """Whether to publish: する or しない."""
    written = plain(cell).replace(" ", "").casefold()
    if written not in _YES | _NO:
        raise CellFault("yes-or-no-unreadable", value=cell[:QUOTED])
    return written in _YES


def read_confirmed(cell: str) -> bool:
    """That the office has seen on paper that the conditions are met: only 確認済み says so."""
    if plain(cell).replace(" ", "").casefold() not in _CONFIRMED:
        raise CellFault("confirmation-unreadable", value=cell[:QUOTED])
    return True


def read_choice(cell: str, choices: Choices) -> Any:
    """The code of what is written."""
    code = choices.find(cell)
    if code is None:
        raise _unknown(cell, choices)
    return code


def read_choices(cell: str, choices: Choices) -> tuple[Any, ...]:
    """The codes of what is written one after the other."""
    found = choices.find_all(cell)
    if isinstance(found, str):
        raise _unknown(found, choices)
    return tuple(found)


def _unknown(written: str, choices: Choices) -> CellFault:
    names = list(choices.names.values())
    named = "、".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
    return CellFault("choice-unknown", value=written[:QUOTED], choices=named)
