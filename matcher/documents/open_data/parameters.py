"""What one may ask the API: each parameter with the values it takes. It judges what came, and describes itself.

The OpenAPI document and the check of a request both come from here, so that they cannot differ.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

LARGEST_ID = 2**31 - 1
NUMBER_OF_ROW = r"(?:[1-9][0-9]{0,8}|1[0-9]{9}|20[0-9]{8}|21[0-3][0-9]{7}|214[0-6][0-9]{6})"  # no row has a larger one


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One thing to ask for. Of `values`, `pattern`, `is_day` and `most` at most one says which texts are good.

    `is_list`: it may be given several times, and means any of them (criteria: all of them).
    """

    name: str
    meaning: str
    values: tuple[str, ...] = ()
    pattern: str = ""
    longest: int | None = None
    is_day: bool = False
    least: int = 1
    most: int | None = None
    default: int | str | None = None
    is_list: bool = False
    is_in_path: bool = False

    def accepts(self, text: str) -> bool:
        """Whether the text is one of the values."""
        if self.values:
            return text in self.values
        if self.is_day:
            return _is_day(text)
        if self.most is not None:
            return bool(re.fullmatch("0|[1-9][0-9]{0,9}", text)) and self.least <= int(text) <= self.most
        return bool(re.fullmatch(self.pattern, text)) and len(text) <= (self.longest or len(text))

    def accepts_all(self, texts: list[str]) -> bool:
        """Whether it may be given so: as often, and with these values."""
        return (self.is_list or len(texts) == 1) and all(map(self.accepts, texts))

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        one = {name: value for name, value in self._of_one().items() if value is not None}
        return {"type": "array", "items": one} if self.is_list else one

    def _of_one(self) -> dict[str, Any]:
        if self.values:
            return {"type": "string", "enum": list(self.values), "default": self.default}
        if self.is_day:
            return {"type": "string", "format": "date", "examples": ["2026-12-12"]}
        if self.most is not None:
            return {"type": "integer", "minimum": self.least, "maximum": self.most, "default": self.default}
        return {"type": "string", "minLength": 1, "maxLength": self.longest, "pattern": self.pattern}

    @property
    def described(self) -> dict[str, Any]:
        """The parameter as OpenAPI describes it."""
        place = "path" if self.is_in_path else "query"
        told = {"name": self.name, "in": place, "required": self.is_in_path, "description": self.meaning}
        style = {"style": "form", "explode": True} if self.is_list else {}
        return {**told, **style, "schema": self.schema}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text  # 20260401 and 2026-W14-3 are ISO too
    except ValueError:
        return False
