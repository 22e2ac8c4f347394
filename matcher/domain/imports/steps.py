"""What taking a list in would do, row by row; and what is wrong with a row by what is stored already.

Pages, the worker and the judge of "is it still what was looked at" read the same steps.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import Any

SHOWN = 40  # letters of a value, before and after
PERSONAL = frozenset({"contact_name", "contact_phone", "contact_email"})


class Act(StrEnum):
    """What a row does."""

    CREATE = "create"
    CHANGE = "change"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Listed:
    """A row as it was read: its number, and the values of the cells in which something stands."""

    row: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a row from being taken in: a code, the field it is about, and what the sentence needs."""

    row: int
    about: str
    code: str
    parameters: Mapping[str, str | int] = field(default_factory=dict)


class RowRefused(Exception):
    """A row cannot be taken in by what is stored already."""

    def __init__(self, about: str, code: str, **parameters: str | int) -> None:
        super().__init__(code)
        self.about, self.code, self.parameters = about, code, parameters

    def of(self, row: int) -> Problem:
        """The same as what is wrong with that row."""
        return Problem(row, self.about, self.code, self.parameters)


@dataclass(slots=True)
class Step:
    """What one row does to what: `contents` is all that the subject will say, `about` tells it from others of its name,
    `changes` are (field, before, after).

    `notes` are codes of what somebody should know though it hinders nothing; `missing` the fields a draft still lacks.
    """

    row: int
    name: str
    act: Act
    subject: Any = None
    subject_id: int | None = None
    contents: Any = None
    about: tuple[tuple[str, object], ...] = ()
    changes: tuple[tuple[str, object, object], ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    completes: bool = False  # a draft of the office that lacks nothing afterwards, and is handed in

    def told(self) -> dict[str, Any]:
        """The step as it is kept for the page: values cut, of the contact desk only that it changes."""
        changes = [
            [name, None, None] if name in PERSONAL else [name, _shown(before), _shown(after)]
            for name, before, after in self.changes
        ]
        return {
            "row": self.row,
            "name": self.name,
            "act": self.act.value,
            "id": self.subject_id,
            "handed_in": self.completes or (self.act == Act.CREATE and not self.missing),
            "about": [[name, _plain(value)] for name, value in self.about],
            "changes": changes,
            "notes": list(self.notes),
            "missing": list(self.missing),
        }


@dataclass(slots=True)
class Preview:
    """What a list would do: its steps in the order of its rows, and the problems for which it does nothing."""

    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def count(self, act: Act) -> int:
        """How many rows do this."""
        return sum(step.act == act for step in self.steps)

    def doing(self, act: Act) -> list[Step]:
        """The steps that do this, in the order of their rows."""
        return [step for step in self.steps if step.act == act]


def differences(
    before: Mapping[str, object], after: Mapping[str, object], names: Iterable[str]
) -> tuple[tuple[str, object, object], ...]:
    """The fields among `names` that would change, each with what it says and what it would say."""
    return tuple((name, before[name], after[name]) for name in names if before[name] != after[name])


def fingerprint(steps: Sequence[Step]) -> str:
    """SHA-256 over all that the steps would do: the same only while what is stored stays as it was looked at."""
    told = [[step.row, step.name, step.act, step.subject_id, _plain(step.changes)] for step in steps]
    writing = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(writing.encode("utf-8", "surrogatepass")).hexdigest()


def _shown(value: object) -> object:
    plain = _plain(value)
    if isinstance(plain, str):
        return plain if len(plain) <= SHOWN else plain[:SHOWN] + "…"
    return [_shown(one) for one in plain[:20]] if isinstance(plain, list) else plain


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    return value
