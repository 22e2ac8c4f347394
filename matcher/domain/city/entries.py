"""The building stones of the plan file: checked texts and codes, and entries of a taxonomy.

Nothing here knows a city. What a city has not confirmed carries `confirmed = false` in its file.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError


def _as_written(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("text", "must not be empty: write the text or remove the key")
    if text != text.strip():
        raise PydanticCustomError("text", "begins or ends with a blank: remove it")
    if any(ord(letter) < 32 and letter != "\n" for letter in text):
        raise PydanticCustomError("text", "holds a control character: remove it")
    return text


def _as_code(code: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", code):
        raise PydanticCustomError("code", "must be 1 to 40 small letters a-z, digits, '_' or '-', no other signs")
    return code


def _as_phone(number: str) -> str:
    if not re.fullmatch(r"0\d{1,4}-\d{1,4}-\d{3,4}", number):
        raise PydanticCustomError("phone", "must be written with hyphens, such as 054-000-0000")
    return number


Text = Annotated[str, Field(strict=True), AfterValidator(_as_written)]
Code = Annotated[str, Field(strict=True), AfterValidator(_as_code)]
Phone = Annotated[str, Field(strict=True), AfterValidator(_as_phone)]
Count = Annotated[int, Field(strict=True, ge=0)]
Year = Annotated[int, Field(strict=True, ge=1900, le=2200)]
Switch = Annotated[bool, Field(strict=True)]
Age = Annotated[int, Field(strict=True, ge=0, le=130)]


class Table(BaseModel):
    """A table of the plan file: its keys are known and its values never change while the service runs."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(Table):
    """A code with its name in Japanese; `confirmed` tells whether the city has said so."""

    code: Code
    name: Text
    easy: Text | None = None
    en: Text | None = None
    confirmed: Switch = True


class UnknownCode(KeyError):
    """The plan has nothing under that code: it never had, or the plan file lost it."""

    def __init__(self, kind: str, code: str | int) -> None:
        super().__init__(f"the plan has no {kind} with the code '{code}'")
        self.kind = kind
        self.code = code
