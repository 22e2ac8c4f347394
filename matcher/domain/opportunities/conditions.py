"""The question of the search page as SQL conditions, on opportunities and on their shifts."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, literal, or_, select

from matcher.clock import end_of_day, tokyo_instant
from matcher.domain.opportunities.filters import DayTime, OpportunityFilters
from matcher.domain.opportunities.models import (
    Opportunity,
    OpportunityStatus,
    OpportunityTag,
    Shift,
    ShiftRole,
    ShiftStatus,
    SignUpWay,
    TagTaxonomy,
)
from matcher.domain.opportunities.moments import minute, weekday
from matcher.domain.opportunities.search_index import has_words
from matcher.domain.organizations.models import Organization, OrganizationStatus

NOON, FIVE = 12 * 60, 17 * 60
TAGGED = {
    "audience": TagTaxonomy.AUDIENCE,
    "pillar": TagTaxonomy.PILLAR,
    "field": TagTaxonomy.FIELD,
    "activity": TagTaxonomy.ACTIVITY,
}


def is_found() -> ColumnElement[bool]:
    """What the public may find at all: published, of an approved group, with a day to come."""
    # written out, not bound: PostgreSQL takes an index over what is found only where it sees that this is asked for
    published = literal(OpportunityStatus.PUBLISHED, Opportunity.status.type, literal_execute=True)
    return and_(
        Opportunity.status == published,
        Opportunity.first_open_starts_at.is_not(None),
        Organization.status == OrganizationStatus.APPROVED,
    )


def of_opportunity(filters: OpportunityFilters, now: datetime) -> Iterator[ColumnElement[bool]]:
    """The conditions on the opportunity itself."""
    if filters.words:
        yield has_words(filters.words)
    for name, taxonomy in TAGGED.items():
        codes = getattr(filters, name)
        if codes:
            yield _is_tagged(taxonomy, codes)
    for code in filters.criterion:
        yield _is_tagged(TagTaxonomy.CRITERION, (code,))
    yield from _of_columns(filters)
    if filters.open:
        yield _has_place(now)


def _of_columns(filters: OpportunityFilters) -> Iterator[ColumnElement[bool]]:
    if filters.district:
        yield Opportunity.district.in_(filters.district)
    if filters.kind:
        yield Opportunity.kind == filters.kind
    if filters.organization_id:
        yield Opportunity.organization_id == filters.organization_id


def of_shift(filters: OpportunityFilters, now: datetime) -> Iterator[ColumnElement[bool]]:
    """The conditions on a shift: to come, and within the days, weekdays and hours asked for."""
    yield Shift.status == ShiftStatus.SCHEDULED
    yield Shift.ends_at > now
    if filters.from_on:
        yield Shift.ends_at > tokyo_instant(filters.from_on)
    if filters.to_on:
        yield Shift.starts_at < end_of_day(filters.to_on)
    if filters.weekday:
        yield weekday(Shift.starts_at.expression).in_(filters.weekday)
    if filters.time:
        yield or_(*(_begins_in(part) for part in filters.time))


def _is_tagged(taxonomy: TagTaxonomy, codes: tuple[str, ...]) -> ColumnElement[bool]:
    return exists(
        select(OpportunityTag.code).where(
            OpportunityTag.opportunity_id == Opportunity.id,
            OpportunityTag.taxonomy == taxonomy,
            OpportunityTag.code.in_(codes),
        )
    )


def _has_place(now: datetime) -> ColumnElement[bool]:
    """Whether somebody can still join: in time, and where places are given here, with one that is free."""
    is_free = or_(
        Opportunity.sign_up_way != SignUpWay.HERE,
        ShiftRole.capacity.is_(None),
        ShiftRole.taken < ShiftRole.capacity,
    )
    return exists(
        select(ShiftRole.id)
        .join(Shift, Shift.id == ShiftRole.shift_id)
        .where(
            Shift.opportunity_id == Opportunity.id,
            Shift.status == ShiftStatus.SCHEDULED,
            Shift.sign_up_until_at > now,
            is_free,
        )
        .correlate(Opportunity)
    )


def _begins_in(part: DayTime) -> ColumnElement[bool]:
    begins = minute(Shift.starts_at.expression)
    hours = {
        DayTime.MORNING: begins < NOON,
        DayTime.AFTERNOON: begins.between(NOON, FIVE - 1),
        DayTime.EVENING: begins >= FIVE,
    }
    return and_(Shift.timing == "timed", hours[part])
