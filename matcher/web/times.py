"""Days and hours as people type them, understood or kept as typed and refused in words."""

import re
import unicodedata
from datetime import date
from typing import Any

from wtforms import DateField, StringField
from wtforms.validators import ValidationError

from matcher.language import gettext as _

LATEST = 30 * 60  # 30:00, six in the next morning
CLOCK = re.compile(r"(\d{1,2})(?::|時)(?:(\d{1,2})分?)?|(\d{1,2})(\d{2})")


class Day(DateField):
    """A date of this century; empty is None."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.type = "DateField"  # what the component goes by

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the browser's date, or one typed as 2026/12/12."""
        text = unicodedata.normalize("NFKC", " ".join(valuelist)).strip().replace("/", "-")
        self.data = None
        if not text:
            return
        try:
            found = date(*(int(part) for part in re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text).groups()))
        except (AttributeError, ValueError):
            raise ValueError(_("日にちを 2026-12-12 のように入れてください。")) from None
        if not 2000 <= found.year <= 2100:
            raise ValueError(_("年を確かめてください。"))
        self.data = found


class ClockTime(StringField):
    """A time of day in minutes after midnight: 9:00, 9時30分, 0930, 24:00, and 25:30 for the next morning."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the time typed."""
        text = unicodedata.normalize("NFKC", " ".join(valuelist)).strip()
        self.data = minutes_of(text) if text else None
        if text and self.data is None:
            raise ValueError(_("時刻を 9:00 のように入れてください。夜中をこえるときは 25:30 のように書けます。"))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data // 60}:{self.data % 60:02}"


def minutes_of(text: str) -> int | None:
    """Minutes after midnight of a written time up to 30:00; None where it is none."""
    found = CLOCK.fullmatch(text)
    if not found:
        return None
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    return hour * 60 + minute if minute < 60 and hour * 60 + minute <= LATEST else None


def needed(field: Any) -> None:
    """Refuse an empty field. Raises ValidationError."""
    if field.data is None:
        raise ValidationError(_("入れてください。"))
