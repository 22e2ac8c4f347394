"""The public directory of organizations: approved ones only, by name, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, String, and_, cast, func, or_, select

from matcher.db import db
from matcher.domain.organizations.models import Organization, OrganizationField, OrganizationStatus
from matcher.folding import words_of

PAGE = 20


@dataclass(frozen=True, kw_only=True)
class OrganizationFilters:
    """What somebody looks for; None leaves a filter open."""

    q: str | None = None
    district: str | None = None
    field_no: int | None = None
    kind: str | None = None


@dataclass(frozen=True, kw_only=True)
class ListedOrganization:
    """One line of the directory: the columns it shows."""

    id: int
    slug: str
    kind: str
    name: str
    name_kana: str | None
    district: str
    description: str | None
    field_numbers: tuple[int, ...]


@dataclass(frozen=True)
class DirectoryPage:
    """One page of the directory and the `after` of the next, None on the last."""

    organizations: Sequence[ListedOrganization]
    after: int | None


def directory(filters: OrganizationFilters, *, after: int | None = None, size: int = PAGE) -> DirectoryPage:
    """Approved organizations in the order of their kana, beginning behind the one with the id `after`.

    One query. What was `after` and is gone begins at the start again.
    """
    rows = db.session.execute(_behind(chosen(filters), after).limit(size + 1)).all()
    listed = [_listed(row) for row in rows[:size]]
    return DirectoryPage(listed, listed[-1].id if len(rows) > size else None)


def directory_size(filters: OrganizationFilters) -> int:
    """How many approved organizations fit."""
    found = chosen(filters).order_by(None).with_only_columns(Organization.id).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0


def chosen(filters: OrganizationFilters) -> Select[Any]:
    """The columns of a line, of every approved organization that fits, in no order."""
    numbers = (
        select(func.aggregate_strings(cast(OrganizationField.field_no, String), ","))
        .where(OrganizationField.organization_id == Organization.id)
        .scalar_subquery()
    )
    query = select(
        Organization.id,
        Organization.slug,
        Organization.kind,
        Organization.name,
        Organization.name_kana,
        Organization.district,
        Organization.description,
        numbers.label("numbers"),
    ).where(Organization.status == OrganizationStatus.APPROVED)
    if filters.kind:
        query = query.where(Organization.kind == filters.kind)
    if filters.district:
        query = query.where(Organization.district == filters.district)
    if filters.field_no:
        works = select(OrganizationField.organization_id).where(OrganizationField.field_no == filters.field_no)
        query = query.where(Organization.id.in_(works))
    for word in words_of(filters.q):
        query = query.where(Organization.search_text.contains(word, autoescape=True))
    return query


def _behind(query: Select[Any], after: int | None) -> Select[tuple[object, ...]]:
    name = func.coalesce(Organization.name_kana, Organization.name)
    if after is not None:
        last = select(name).where(Organization.id == after).correlate(None).scalar_subquery()
        query = query.where(or_(last.is_(None), name > last, and_(name == last, Organization.id > after)))
    return query.order_by(name, Organization.id)


def _listed(row: Row[*tuple[Any, ...]]) -> ListedOrganization:
    facts = dict(row._mapping)
    numbers = facts.pop("numbers")
    return ListedOrganization(**facts, field_numbers=tuple(sorted(int(no) for no in (numbers or "").split(",") if no)))
