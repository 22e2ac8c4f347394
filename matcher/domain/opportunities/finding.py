"""What the public finds: pages of cards for a question, columns only, two or three statements for any number."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, ScalarSelect, case, func, literal, select

from matcher.clock import now as present
from matcher.db import db
from matcher.domain.opportunities.conditions import of_shift
from matcher.domain.opportunities.filters import Cursor, OpportunityFilters, Sort
from matcher.domain.opportunities.keys import (
    COUNTED_UP_TO,
    Keys,
    count,
    counted_key_page,
    cursor,
    first_day,
    in_order,
    key_page,
)
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
    `description` is read only where words are looked for.
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
    description: str
    tags: Tags

    def codes(self, taxonomy: TagTaxonomy) -> tuple[str, ...]:
        """Its codes of one taxonomy, sorted."""
        return self.tags.get(taxonomy, ())


_ON_A_CARD = tuple(part.name for part in fields(OpportunityCard) if part.name != "tags")


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
    """What the public finds, in at most three statements whatever the number of rows: count, rows, tags."""
    moment = now or present()
    rows, number = _rows(filters, moment, limit)
    shown = rows[:limit]
    tags = tags_of([row.id for row in shown])
    after = cursor(shown[-1]) if len(rows) > limit else None
    return OpportunityPage([_card(row, tags.get(row.id, {})) for row in shown], number, after)


def _rows(filters: OpportunityFilters, now: datetime, limit: int) -> tuple[Sequence[Row[Any]], int]:
    """The rows of a page and one more, and how many there are on all pages."""
    if filters.asks_for_days and not filters.after and filters.order != Sort.RELEVANCE:
        rows = db.session.execute(_shown(counted_key_page(filters, now, limit), filters, now)).all()
        return rows, rows[0].number if rows else 0
    number = count(filters, now)
    page = key_page(filters, now, limit, number)
    return db.session.execute(_shown(page, filters, now)).all() if number else [], number


def number_of_open_opportunities(filters: OpportunityFilters, *, now: datetime | None = None) -> int:
    """How many the public finds; counting stops at 1,001."""
    return count(filters, now or present())


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


def _places_left_on_the_day() -> ScalarSelect[int | None]:
    """Free places of the joined shift over its roles; NULL where one has no limit."""
    has_limit = func.count() == func.count(ShiftRole.capacity)
    return (
        select(case((has_limit, func.sum(ShiftRole.capacity - ShiftRole.taken))))
        .where(ShiftRole.shift_id == Shift.id)
        .correlate(Shift)
        .scalar_subquery()
    )


def _shown(page: Keys, filters: OpportunityFilters, now: datetime) -> Keys:
    """What cards show of the opportunities of a page, with the first fitting day of each."""
    key = page.subquery("page")
    days = (
        select(func.count())
        .where(Shift.opportunity_id == Opportunity.id, *of_shift(OpportunityFilters(), now))
        .correlate(Opportunity)
        .scalar_subquery()
    )
    beside = [column for column in key.c if column.name != "id"]
    description = Opportunity.description if filters.words else literal("")  # a card tells where in it the words are
    shown = (*_SHOWN, days.label("days"), _places_left_on_the_day().label("places_left"))
    return (
        select(*shown, description.label("description"), *beside)
        .select_from(key)
        .join(Opportunity, Opportunity.id == key.c.id)
        .join(Organization, Organization.id == Opportunity.organization_id)
        .join(Shift, Shift.id == first_day(filters, now))
        .order_by(*in_order(filters, key.c))
    )


def _card(row: Row[Any], tags: Tags) -> OpportunityCard:
    return OpportunityCard(**{name: getattr(row, name) for name in _ON_A_CARD}, tags=tags)


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
