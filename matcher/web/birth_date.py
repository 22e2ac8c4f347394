"""A birth date as people write it: with the Western or the Japanese year, with signs between or without."""

import re
import unicodedata
from datetime import date
from typing import Any

from wtforms import StringField
from wtforms.validators import ValidationError

from matcher.language import lazy_gettext as _l

YEARS_BEFORE = {"r": 2018, "h": 1988, "s": 1925, "t": 1911, "令": 2018, "平": 1988, "昭": 1925, "大": 1911}
JAPANESE_YEAR = re.compile(r"([rhst令平昭大])[和成正]?\s*(元|\d{1,2})\D+(\d{1,2})\D+(\d{1,2})\D*")
WESTERN_YEAR = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*")
DIGITS_ONLY = re.compile(r"(\d{4})(\d{2})(\d{2})")


class BirthDate(StringField):
    """A day typed as `2010年5月14日`, `2010/5/14`, `20100514` or `平成22年5月14日`; `day` is the date, or None."""

    day: date | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the day; nothing typed is no fault of form."""
        if not (self.data or "").strip():
            return
        self.day = read_day(self.data)
        if self.day is None:
            raise ValidationError(_l("生年月日を、2010年5月14日のように入れてください。"))


def read_day(text: str) -> date | None:
    """The day somebody wrote; None where it is none."""
    written = unicodedata.normalize("NFKC", text).strip().lower()
    if found := JAPANESE_YEAR.fullmatch(written):
        era, year, month, day = found.groups()
        return _day(YEARS_BEFORE[era] + (1 if year == "元" else int(year)), int(month), int(day))
    if found := WESTERN_YEAR.fullmatch(written) or DIGITS_ONLY.fullmatch(written):
        return _day(*map(int, found.groups()))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
