"""What waits for the city, oldest first: one list for all of it, each account seeing what it may act on.

What an account handed in itself, or for a group of its own, waits for a colleague (four eyes): it is a view of its own.
A page asks each kind for no more rows than it shows, behind the place where the page before ended. That place is
written by its values and not by its row: what was the last row of a page is often decided before the next is opened.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from matcher.clock import fiscal_year, today
from matcher.db import db
from matcher.domain.notifications.queries import number_of_calls, number_of_undelivered
from matcher.domain.people.models import Account
from matcher.domain.projects.candidates import number_of_candidates
from matcher.domain.statistics.waiting import Source, WaitingKind, sources_for

ROWS_ON_A_PAGE = 50
LAST_TABLE = 2
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class View(StrEnum):
    """What of the list is looked at: everything one may decide, one kind of it, or what others decide."""

    ALL = "all"
    ORGANIZATION = "organization"
    OPPORTUNITY = "opportunity"
    CONFIRMATION = "confirmation"
    VERIFICATION = "verification"
    RETURNED = "returned"
    OWN = "own"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One thing that waits for a decision: since when, what it is called, and its key (id, or slug)."""

    kind: WaitingKind
    key: int | str
    title: str
    who: str
    since: datetime


@dataclass(frozen=True)
class Place:
    """Where a page ended: its last row's instant, table and id. Written `<microseconds since 1970>-<table>-<id>`."""

    at: datetime
    table: int
    id: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // timedelta(microseconds=1)}-{self.table}-{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Place":
        """The place as written. Raises ValueError or OverflowError."""
        parts = text.split("-")
        if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
            raise ValueError(text)
        microseconds, table, identifier = map(int, parts)
        if table > LAST_TABLE or not 0 < identifier < 2**31:
            raise ValueError(text)
        return cls(EPOCH + timedelta(microseconds=microseconds), table, identifier)


@dataclass(frozen=True)
class WaitingPage:
    """One page of the list; `after` None: the last page."""

    rows: list[Waiting]
    after: Place | None


@dataclass(frozen=True)
class Number:
    """How many wait, and since when the oldest does (None where none waits)."""

    count: int = 0
    oldest: datetime | None = None

    def __add__(self, other: "Number") -> "Number":
        known = [each.oldest for each in (self, other) if each.oldest]
        return Number(self.count + other.count, min(known, default=None))


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Numbers that stand beside the list: work without a date."""

    candidates: int
    calls: int
    undelivered: int


def waiting_for(
    account: Account, view: View = View.ALL, *, after: Place | None = None, size: int = ROWS_ON_A_PAGE
) -> WaitingPage:
    """What waits for the account's decision, or in the view OWN for others', longest waiting first.

    One statement for each table, and of each no more than a page and one.
    """
    found = [place for source in sources_for(account) for place in _rows(source, view, after, size + 1)]
    found.sort(key=lambda each: (each[0].at, each[0].table, each[0].id))
    rows = [row for _place, row in found[:size]]
    return WaitingPage(rows, found[size - 1][0] if len(found) > size else None)


def numbers(account: Account) -> dict[View, Number]:
    """How many wait in each view and since when; one statement for each table."""
    found = dict.fromkeys(View, Number())
    for source in sources_for(account):
        rows = source.rows.subquery()
        counted = select(rows.c.status, rows.c.is_own, func.count(), func.min(rows.c.since))
        for status, is_own, count, oldest in db.session.execute(counted.group_by(rows.c.status, rows.c.is_own)):
            views = [View.OWN] if is_own else [View.ALL, View(source.kinds[status])]
            for view in views:
                found[view] += Number(count, oldest)
    return found


def beside(account: Account) -> Beside:
    """Candidates without a project, calls to make, letters that could not be delivered."""
    return Beside(
        candidates=number_of_candidates(fiscal_year(today()), account),
        calls=number_of_calls() if account.is_staff else 0,
        undelivered=number_of_undelivered() if account.is_staff else 0,
    )


def _rows(source: Source, view: View, after: Place | None, most: int) -> list[tuple[Place, Waiting]]:
    statuses = [status for status, kind in source.kinds.items() if view in (View.ALL, View.OWN, kind)]
    if not statuses:
        return []
    own = source.is_own if view == View.OWN else ~source.is_own
    query = source.rows.where(own, source.status.in_(statuses), *_behind(source, after))
    return [
        (Place(row.since, source.order, row.id), _waiting(source, row))
        for row in db.session.execute(query.order_by(source.since, source.id).limit(most))
    ]


def _behind(source: Source, after: Place | None) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    if source.order > after.table:
        return [source.since >= after.at]
    if source.order < after.table:
        return [source.since > after.at]
    return [or_(source.since > after.at, and_(source.since == after.at, source.id > after.id))]


def _waiting(source: Source, row: Any) -> Waiting:
    return Waiting(kind=source.kinds[row.status], key=row.key, title=row.title, who=row.who, since=row.since)
