"""Which opportunities the public finds, and in which order: by their keys, so that a page reads its own rows only.

A key is the id and what the list is ordered by. Keys come out of indexes; what a card shows is read for the page's
twenty alone (`finding`).
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, ScalarSelect, Select, exists, func, or_, select, true, tuple_

from matcher.clock import end_of_day
from matcher.db import db
from matcher.domain.opportunities.conditions import is_found, of_opportunity, of_shift
from matcher.domain.opportunities.filters import Cursor, OpportunityFilters, Sort
from matcher.domain.opportunities.models import Opportunity, Shift
from matcher.domain.opportunities.search_text import distance
from matcher.domain.organizations.models import Organization

COUNTED_UP_TO = 1000
Keys = Select[*tuple[Any, ...]]


def keys(filters: OpportunityFilters, now: datetime, *, is_ranked: bool = False) -> Keys:
    """The keys of everything found: `id`, `sort_key`, the instant it is ordered by, and before that, where the list is
    ranked, `distance` from the words looked for.
    """
    nearness = [distance(filters.words).label("distance")] if is_ranked else []
    return (
        select(Opportunity.id, _sort_key(filters, now).label("sort_key"), *nearness)
        .join(Organization, Organization.id == Opportunity.organization_id)
        .where(is_found(), *of_opportunity(filters, now), *_has_day(filters, now))
    )


def key_page(filters: OpportunityFilters, now: datetime, limit: int, number: int | None = None) -> Keys:
    """One page of keys in their order, and one key more where there is a next page; `number`: how many are found."""
    is_ranked = _is_ranked(filters, now, number)
    return _paged(keys(filters, now, is_ranked=is_ranked).cte("fitting"), filters, limit)


def counted_key_page(filters: OpportunityFilters, now: datetime, limit: int) -> Keys:
    """The same of a list that is not ranked, each with `number`, how many are found: for questions that have to be
    looked at as a whole anyway.
    """
    fitting = keys(filters, now).cte("fitting")
    return _paged(fitting, filters, limit).add_columns(_capped(select(fitting.c.id)).label("number"))


def _is_ranked(filters: OpportunityFilters, now: datetime, number: int | None) -> bool:
    """Whether a list by relevance is one: ranking reads every text found, so of very many the soonest lead.

    What the first page decided, the following keep to, by their cursor.
    """
    if filters.order != Sort.RELEVANCE:
        return False
    if filters.after:
        return filters.after.distance is not None
    return (count(filters, now) if number is None else number) <= COUNTED_UP_TO


def cursor(row: Any) -> Cursor:
    """Where the page after this row begins; of anything that has the columns of a key."""
    return Cursor(row.sort_key, row.id, getattr(row, "distance", None))


def count(filters: OpportunityFilters, now: datetime) -> int:
    """How many are found; counting stops at 1,001."""
    ids = keys(filters, now).with_only_columns(Opportunity.id)
    return db.session.scalar(select(_capped(ids))) or 0


def in_order(filters: OpportunityFilters, key: Any) -> tuple[ColumnElement[Any], ...]:
    """What to order by, of anything that has the columns of a key."""
    if filters.order == Sort.NEWEST:
        return key.sort_key.desc(), key.id.desc()
    return (*_nearness(key), key.sort_key, key.id)


def first_day(filters: OpportunityFilters, now: datetime) -> ScalarSelect[int]:
    """The id of an opportunity's first fitting shift."""
    chosen = select(Shift.id).where(Shift.opportunity_id == Opportunity.id, *of_shift(filters, now))
    return chosen.order_by(Shift.starts_at, Shift.id).limit(1).correlate(Opportunity).scalar_subquery()


def _sort_key(filters: OpportunityFilters, now: datetime) -> ColumnElement[Any]:
    if filters.order == Sort.NEWEST:
        return Opportunity.published_at.expression
    if not filters.asks_for_days:  # the counter on the row has an index
        return Opportunity.first_open_starts_at.expression
    fitting = Shift.opportunity_id == Opportunity.id, *of_shift(filters, now)
    return select(func.min(Shift.starts_at)).where(*fitting).correlate(Opportunity).scalar_subquery()


def _has_day(filters: OpportunityFilters, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Whether a day fits. The counter on the row answers first where it can: it needs no look at the days."""
    fitting = Shift.opportunity_id == Opportunity.id, *of_shift(filters, now)
    is_there = exists(select(Shift.id).where(*fitting).correlate(Opportunity))
    if not filters.asks_for_days:
        return (or_(Opportunity.first_open_starts_at > now, is_there),)
    begins_in_time = Opportunity.first_open_starts_at < end_of_day(filters.to_on) if filters.to_on else true()
    return begins_in_time, is_there


def _paged(fitting: CTE, filters: OpportunityFilters, limit: int) -> Keys:
    page: Keys = select(*fitting.c)
    if filters.after:
        nearness = [(column, filters.after.distance) for column in _nearness(fitting.c)]
        ends = [*nearness, (fitting.c.sort_key, filters.after.at), (fitting.c.id, filters.after.id)]
        place, last = tuple_(*(column for column, _ in ends)), tuple_(*(value for _, value in ends))
        page = page.where(place < last if filters.order == Sort.NEWEST else place > last)
    return page.order_by(*in_order(filters, fitting.c)).limit(limit + 1)


def _nearness(key: Any) -> list[ColumnElement[int]]:
    return [key.distance] if "distance" in key else []


def _capped(ids: Select[Any]) -> ScalarSelect[int]:
    return select(func.count()).select_from(ids.limit(COUNTED_UP_TO + 1).subquery()).scalar_subquery()
