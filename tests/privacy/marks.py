"""Marks: each personal value of a world replaced by one that is found again wherever it comes to light."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from matcher.db import Base, db
from matcher.domain.audit.actions import CLI, record
from matcher.domain.people.models import Person
from matcher.sealing import seal_date
from tests.privacy.columns import PERSONAL, SECRET

FIRST_BIRTH, FIRST_DAY = date(1931, 1, 1), date(2071, 1, 1)
WORD = re.compile(r"zq(\d{5})qz", re.IGNORECASE)
KANA, KANA_DIGITS = re.compile(r"ゼク([ア-コ]{5})クゼ"), "アイウエオカキクケコ"
PHONE = re.compile(r"070-?9(\d{3})-?(\d{4})")
DAY = re.compile(r"(193\d|207\d)(?:年|-|/)(\d{1,2})(?:月|-|/)(\d{1,2})|昭和(\d{1,2})年(\d{1,2})月(\d{1,2})")


@dataclass
class Marks:
    """What was written where: a mark's number is its place in `places`; secrets are looked for as they are."""

    places: list[tuple[str, int]] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)

    def new(self, column: str, row: int, shape: str) -> Any:
        """The next mark, in the shape the column takes."""
        number = len(self.places)
        self.places.append((column, row))
        return made(number, shape)

    def found_in(self, text: str) -> set[tuple[str, int]]:
        """The (column, row) whose mark stands in a text, in any way a page or a file writes it."""
        numbers = {int(one) for one in WORD.findall(text)} | {int(a + b) for a, b in PHONE.findall(text)}
        numbers |= {_number_of(day) for day in DAY.findall(text)} | {_number_in(kana) for kana in KANA.findall(text)}
        found = {self.places[number] for number in numbers if 0 <= number < len(self.places)}
        return found | {(column, 0) for secret, column in self.secrets.items() if secret in text}


def made(number: int, shape: str) -> Any:
    """A mark as a word, a reading, an address, a telephone number or a day."""
    word = f"zq{number:05d}qz"
    return {
        "text": word,
        "kana": "ゼク" + "".join(KANA_DIGITS[int(digit)] for digit in f"{number:05d}") + "クゼ",
        "mail": f"{word}@example.jp",
        "phone": f"0709{number:07d}",
        "day": FIRST_DAY + timedelta(days=number),
        "birth": FIRST_BIRTH + timedelta(days=number),
    }[shape]


def _number_in(kana: str) -> int:
    digits = "".join(str(KANA_DIGITS.find(letter)) for letter in kana)
    return int(digits) if digits.isdecimal() else -1


def _number_of(day: tuple[str, ...]) -> int:
    year, month, of_month = (int(part) for part in (day[:3] if day[0] else day[3:]))
    try:
        found = date(year if day[0] else year + 1925, month, of_month)
    except ValueError:
        return -1
    return (found - (FIRST_DAY if year > 2000 else FIRST_BIRTH)).days


def mark() -> Marks:
    """Write a mark into every personal column of every row there is, and remember the secrets as they are.

    Audit entries are never changed: one is added about each person.
    """
    marks = Marks()
    for person in db.session.scalars(select(Person.id)).all():
        reason = marks.new("audit_entry.reason", person, "text")
        record("suspend-account", db.session.get_one(Person, person), by=CLI, reason=reason)
    for column, shape in PERSONAL.items():
        if column != "audit_entry.reason":
            _mark_column(marks, column, shape)
    for column in SECRET:
        table, name = column.split(".")
        kept = db.session.scalars(select(Base.metadata.tables[table].c[name]))
        marks.secrets.update({secret: column for secret in kept if secret})
    return marks


def _mark_column(marks: Marks, column: str, shape: str) -> None:
    place, name = column.split(".")
    table = Base.metadata.tables[place]
    keys = list(table.primary_key.columns)
    for row in db.session.execute(select(*keys, table.c[name])).all():
        if row[-1] is None and shape == "day":
            continue  # whoever has one is treated otherwise
        value = marks.new(column, row[0], shape)
        stored = seal_date(value) if shape == "birth" else value
        changing = table.update().values({name: stored})
        for key, held in zip(keys, row, strict=False):
            changing = changing.where(key == held)
        db.session.execute(changing)
