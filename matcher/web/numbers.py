"""Whole numbers as people type them: full width, with separators or a unit behind; kept as typed when refused."""

import re
import unicodedata
from typing import Any

from wtforms import StringField
from wtforms.validators import ValidationError

from matcher.language import gettext as _


class WholeNumber(StringField):
    """A field for a whole number from `least` to `most`; empty is None."""

    def __init__(self, label: Any = None, *, least: int = 0, most: int = 1_000_000, **kwargs: Any) -> None:
        super().__init__(label, filters=(_number,), **kwargs)
        self.least, self.most = least, most

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no whole number or lies outside, in words."""
        if isinstance(self.data, str):
            raise ValidationError(_("数字で入れてください。"))
        if self.data is not None and not self.least <= self.data <= self.most:
            raise ValidationError(
                _("%(least)d から %(most)d までの数字で入れてください。", least=self.least, most=self.most)
            )


def _number(value: Any) -> Any:
    """The number, or the text as it was where it is none."""
    if value is None or isinstance(value, int):
        return value
    text = unicodedata.normalize("NFKC", value).strip()
    digits = re.sub(r"[,、\s]|[^\W\d]+$", "", text)
    if not text:
        return None
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else value


def number_of(value: str | int | None) -> int:
    """The number in a hidden field; 0, which no row has, where it came back spoiled."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
