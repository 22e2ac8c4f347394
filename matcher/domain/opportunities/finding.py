"""What the public finds: pages of cards for a question, columns only, the same three statements for any number."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, case, func, select, tuple_

from matcher.clock import now as present
from matcher.db import db
from matcher.domain.opportunities.conditions import is_found, of_opportunity, of_shift
from matcher.domain.opportunities.filters import Cursor, OpportunityFilters, Sort
from matcher.domain.opportunities.models import (
    AttendanceMode,
    Joining,
    Opportunity,
    OpportunityKind,
    OpportunityTag,
    Shift,
    ShiftRole,
    SignUpWay,
    TagTaxonomy,
    Timing,
)
from matcher.domain.organizations.models import Organization

CARDS_ON_A_PAGE = 20
COUNTED_UP_TO = 1000
Tags = dict[TagTaxonomy, tuple[str, ...]]

_SHOWN = (
    Opportunity.id,
    Opportunity.version,
    Opportunity.kind,
    Opportunity.title,
    Opportunity.summary,
    Opportunity.sign_up_way,
    Organization.slug.label("organization_slug"),
    Organization.name.label("organization_name"),
    Opportunity.district,
    Opportunity.venue,
    Opportunity.attendance_mode,
    Shift.timing,
    Shift.starts_at,
    Shift.ends_at,
    Shift.label,
    Shift.sign_up_until_at,
    Opportunity.joining,
    Opportunity.places_left.label("places_left_in_all"),
)


@dataclass(frozen=True, slots=True)
class OpportunityCard:
    """What a card of a list shows: the opportunity, its first fitting day, how many days there are.

    `places_left` are that day's over all its roles, `places_left_in_all` those of all days; None: without limit.
    """

    id: int
    version: int
    kind: OpportunityKind
    title: str
    summary: str
    sign_up_way: SignUpWay
    organization_slug: str
    organization_name: str
    district: str
    venue: str | None
    attendance_mode: AttendanceMode
    timing: Timing
    starts_at: datetime
    ends_at: datetime
    label: str
    sign_up_until_at: datetime
    joining: Joining
    places_left_in_all: int | None
    days: int
    places_left: int | None
    tags: Tags

    def codes(self, taxonomy: TagTaxonomy) -> tuple[str, ...]:
        """Its codes of one taxonomy, sorted."""
        return self.tags.get(taxonomy, ())


@dataclass(frozen=True, slots=True)
class OpportunityPage:
    """One page of the list; `count` stops at 1,001, which means more than 1,000; `after` None: the last page."""

    cards: list[OpportunityCard]
    count: int
    after: Cursor | None

    @property
    def is_count_capped(self) -> bool:
        """Whether there are more than were counted."""
        return self.count > COUNTED_UP_TO


def open_opportunities(
    filters: OpportunityFilters, *, now: datetime | None = None, limit: int = CARDS_ON_A_PAGE
) -> OpportunityPage:
    """What the public finds, in three statements whatever the number of rows: rows, tags, count."""
    fitting = found(filters, now or present())
    count = _counted(fitting)
    rows = db.session.execute(paged(fitting, filters, limit)).all() if count else []
    shown = rows[:limit]
    tags = tags_of([row.id for row in shown])
    after = Cursor(shown[-1].sort_key, shown[-1].id) if len(rows) > limit else None
    return OpportunityPage([_card(row, tags.get(row.id, {})) for row in shown], count, after)


def number_of_open_opportunities(filters: OpportunityFilters, *, now: datetime | None = None) -> int:
    """How many the public finds; counting stops at 1,001."""
    return _counted(found(filters, now or present()))


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One condition to leave out, and how many are found without it. `code` None: the condition as a whole."""

    name: str
    code: str | None
    count: int


def relaxations(filters: OpportunityFilters, *, now: datetime | None = None) -> list[Relaxation]:
    """Each single condition whose leaving out finds something, the most fruitful first; one statement each."""
    moment = now or present()
    tried = [
        Relaxation(name, code, number_of_open_opportunities(filters.without(name, code), now=moment))
        for name, code in filters.conditions
    ]
    return sorted((one for one in tried if one.count), key=lambda one: -one.count)


def _first_shift(filters: OpportunityFilters, now: datetime) -> ColumnElement[int]:
    return (
        select(Shift.id)
        .where(Shift.opportunity_id == Opportunity.id, *of_shift(filters, now))
        .order_by(Shift.starts_at, Shift.id)
        .limit(1)
        .correlate(Opportunity)
        .scalar_subquery()
    )


def _places_left_on_the_day() -> ScalarSelect[int | None]:
    """Free places of the joined shift over its roles; NULL where one has no limit."""
    has_limit = func.count() == func.count(ShiftRole.capacity)
    return (
        select(case((has_limit, func.sum(ShiftRole.capacity - ShiftRole.taken))))
        .where(ShiftRole.shift_id == Shift.id)
        .correlate(Shift)
        .scalar_subquery()
    )


def _counted(fitting: Select[*tuple[Any, ...]]) -> int:
    some = fitting.with_only_columns(Opportunity.id).limit(COUNTED_UP_TO + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def found(filters: OpportunityFilters, now: datetime) -> Select[*tuple[Any, ...]]:
    """The question as a statement over opportunities, their organizations and their first fitting days."""
    days = (
        select(func.count())
        .where(Shift.opportunity_id == Opportunity.id, *of_shift(OpportunityFilters(), now))
        .correlate(Opportunity)
        .scalar_subquery()
    )
    places_left = _places_left_on_the_day().label("places_left")
    chosen = select(*_SHOWN, days.label("days"), places_left, sort_key(filters).label("sort_key"))
    return (
        chosen.select_from(Opportunity)
        .join(Organization, Organization.id == Opportunity.organization_id)
        .join(Shift, Shift.id == _first_shift(filters, now))
        .where(is_found(), *of_opportunity(filters, now))
    )


def sort_key(filters: OpportunityFilters) -> ColumnElement[Any]:
    """What the page is ordered by, before the id."""
    if filters.sort == Sort.NEWEST:
        return Opportunity.published_at.expression
    # where days are asked for, the first fitting day leads; else the counter on the row, which has an index
    return Shift.starts_at.expression if filters.asks_for_days else Opportunity.first_open_starts_at.expression


def paged(fitting: Select[*tuple[Any, ...]], filters: OpportunityFilters, limit: int) -> Select[*tuple[Any, ...]]:
    """One page of it in its order, and one row more where there is a next page."""
    key = sort_key(filters)
    is_newest = filters.sort == Sort.NEWEST
    if filters.after:
        place = tuple_(key, Opportunity.id)
        last = tuple_(filters.after.at, filters.after.id)
        fitting = fitting.where(place < last if is_newest else place > last)
    order = (key.desc(), Opportunity.id.desc()) if is_newest else (key, Opportunity.id)
    return fitting.order_by(*order).limit(limit + 1)


def _card(row: Row[Any], tags: Tags) -> OpportunityCard:
    facts = row._asdict()
    del facts["sort_key"]
    return OpportunityCard(**facts, tags=tags)


def tags_of(opportunity_ids: Collection[int]) -> dict[int, Tags]:
    """The tags of several opportunities in one statement: id → taxonomy → codes, sorted."""
    if not opportunity_ids:
        return {}
    rows = db.session.execute(
        select(OpportunityTag.opportunity_id, OpportunityTag.taxonomy, OpportunityTag.code)
        .where(OpportunityTag.opportunity_id.in_(opportunity_ids))
        .order_by(OpportunityTag.code)
    )
    tags: dict[int, Tags] = {}
    for opportunity_id, taxonomy, code in rows:
        held = tags.setdefault(opportunity_id, {})
        held[taxonomy] = (*held.get(taxonomy, ()), code)
    return tags
