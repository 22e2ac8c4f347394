"""What somebody looks for: the question of the search page as one value, read from the address."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from matcher.domain.opportunities.codes import Codes
from matcher.domain.opportunities.models import OpportunityKind
from matcher.errors import DomainError
from matcher.folding import words_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_QUESTION = 100
Value = TypeVar("Value")


class DayTime(StrEnum):
    """The part of the day at which a shift begins."""

    MORNING = "morning"  # before 12:00
    AFTERNOON = "afternoon"  # 12:00 to 17:00
    EVENING = "evening"  # from 17:00


class Sort(StrEnum):
    """The order of the list."""

    RELEVANCE = "relevance"  # what is about the words before what only names them, then the soonest
    SOONEST = "soonest"
    NEWEST = "newest"


class BadFilter(DomainError):
    """A value of the question is not one that exists."""

    code = "opportunities-bad-filter"


@dataclass(frozen=True)
class Cursor:
    """The last row of a page: its instant and its id, and its distance where the list is ordered by it.

    Written `<microseconds since 1970>-<id>` or `<distance>.<microseconds since 1970>-<id>`.
    """

    at: datetime
    id: int
    distance: int | None = None

    def __str__(self) -> str:
        distance = "" if self.distance is None else f"{self.distance}."
        return f"{distance}{(self.at - EPOCH) // timedelta(microseconds=1)}-{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """The cursor as written. Raises ValueError or OverflowError."""
        written = re.fullmatch(r"(?:([0-9]{1,2})\.)?([0-9]{1,18})-([0-9]{1,10})", text)
        if not written:
            raise ValueError(text)
        distance, microseconds, identifier = written.groups()
        at = EPOCH + timedelta(microseconds=int(microseconds))
        return cls(at, _small(int(identifier)), None if distance is None else int(distance))


@dataclass(frozen=True, kw_only=True)
class OpportunityFilters:
    """What is looked for. Several codes of one kind mean any of them, several kinds all of them; criteria mean all."""

    q: str = ""
    audience: tuple[str, ...] = ()
    pillar: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    activity: tuple[str, ...] = ()
    criterion: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    from_on: date | None = None
    to_on: date | None = None
    weekday: tuple[int, ...] = ()
    time: tuple[DayTime, ...] = ()
    kind: OpportunityKind | None = None
    organization_id: int | None = None  # for pages of one group; no address asks for it
    open: bool = False
    sort: Sort | None = None  # None: as fits the question
    after: Cursor | None = None

    @property
    def asks_for_days(self) -> bool:
        """Whether the days themselves are asked for: then the first fitting day leads, not the first of all."""
        return bool(self.from_on or self.to_on or self.weekday or self.time)

    @property
    def words(self) -> list[str]:
        """The words looked for, folded."""
        return words_of(self.q)

    @property
    def order(self) -> Sort:
        """What the list is ordered by: where words are looked for and nothing else is said, by relevance."""
        usual = Sort.RELEVANCE if self.words else Sort.SOONEST
        return usual if self.sort in (None, Sort.RELEVANCE) else self.sort

    @property
    def is_empty(self) -> bool:
        """Whether everything is wanted; order and page do not count."""
        return replace(self, sort=None, after=None) == OpportunityFilters()

    @property
    def conditions(self) -> list[tuple[str, Any]]:
        """Each condition in force: its name and, where there can be several, its value."""
        given = [(part.name, getattr(self, part.name)) for part in fields(self) if part.name not in ("sort", "after")]
        singly = [(name, each) for name, value in given if isinstance(value, tuple) for each in value]
        return [(name, None) for name, value in given if value and not isinstance(value, tuple)] + singly

    def to_arguments(self) -> dict[str, Any]:
        """The question as arguments of an address, without those that say nothing."""
        given = {_argument(part.name): _written(getattr(self, part.name)) for part in fields(self)}
        if self.order == replace(self, sort=None).order:
            given["sort"] = None
        return {name: value for name, value in given.items() if value}

    def without(self, name: str, code: Any = None) -> "OpportunityFilters":
        """The question without one of its conditions, from the first page on; `code` takes out only that one."""
        before = getattr(self, name)
        rest = tuple(each for each in before if each != code) if code is not None else getattr(type(self), name)
        changed: dict[str, Any] = {name: rest, "after": None}
        return replace(self, **changed)


def read_filters(arguments: Mapping[str, Sequence[str]], known: Codes) -> OpportunityFilters:
    """The question in the arguments of an address; empty values ask for nothing, unknown arguments are passed over.

    `known`: kind of code → codes of the plan. Raises BadFilter naming the argument that is no good.
    """
    reader = _Reader(arguments)
    filters = OpportunityFilters(
        q=reader.one("q", _question) or "",
        **{name: reader.many(name, _one_of(codes)) for name, codes in known.items()},
        from_on=reader.one("from", _day),
        to_on=reader.one("to", _day),
        weekday=reader.many("weekday", _weekday),
        time=reader.many("time", DayTime),
        kind=reader.one("kind", OpportunityKind),
        organization_id=None,
        open=reader.one("open", _switch) or False,
        sort=reader.one("sort", Sort),
        after=reader.one("after", Cursor.parse),
    )
    if filters.from_on and filters.to_on and filters.from_on > filters.to_on:
        raise BadFilter(field="to", value=filters.to_on.isoformat())
    return filters


class _Reader:
    """Takes values out of the arguments and says which one is no good."""

    def __init__(self, arguments: Mapping[str, Sequence[str]]) -> None:
        self.arguments = arguments

    def many(self, name: str, read: Callable[[str], Value]) -> tuple[Value, ...]:
        """Every value given under the name, once."""
        written = [text for text in dict.fromkeys(self.arguments.get(name, ())) if text.strip()]
        return tuple(self._read(name, text, read) for text in written)

    def one(self, name: str, read: Callable[[str], Value]) -> Value | None:
        """The last value given under the name; None without one."""
        found = self.many(name, read)
        return found[-1] if found else None

    def _read(self, name: str, text: str, read: Callable[[str], Value]) -> Value:
        try:
            return read(text)
        except (ValueError, OverflowError):
            raise BadFilter(field=name, value=text[:40]) from None


def _question(text: str) -> str:
    if len(text) > LONGEST_QUESTION or "\0" in text:
        raise ValueError(text)
    return text.strip()


def _one_of(codes: Collection[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in codes:
            raise ValueError(text)
        return text

    return read


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text or not 2000 <= day.year <= 2200:  # 20260401 and 2026-W14-3 are ISO too, and nobody's
        raise ValueError(text)
    return day


def _weekday(text: str) -> int:
    if text not in tuple("1234567"):
        raise ValueError(text)
    return int(text)


def _switch(text: str) -> bool:
    if text not in ("1", "0"):
        raise ValueError(text)
    return text == "1"


def _small(number: int) -> int:
    if not 0 < number < 2**31:
        raise ValueError(number)
    return number


def _argument(name: str) -> str:
    return {"from_on": "from", "to_on": "to"}.get(name, name)


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(part) for part in value]
    if isinstance(value, bool):
        return "1" if value else None
    return None if value is None else str(value)
