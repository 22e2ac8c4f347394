"""Reads of needs and offers. Public are open ones, not past their last day, of approved organizations or the city."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from matcher.clock import today
from matcher.db import db
from matcher.domain.city.models import Department
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.domain.people.models import Account
from matcher.domain.support.models import Direction, SupportItem, SupportStatus

PAGE = 20


@dataclass(frozen=True, kw_only=True)
class SupportFilters:
    """What somebody looks for; None leaves a filter open."""

    direction: Direction | None = None
    type: str | None = None
    district: str | None = None


@dataclass(frozen=True, kw_only=True)
class ListedSupport:
    """One line of the list: the columns it shows. The owner is an organization with a page, or a department."""

    id: int
    direction: Direction
    type: str
    title: str
    detail: str | None
    conditions: str | None
    quantity_text: str | None
    quantity: int | None
    unit: str | None
    remaining: int | None
    from_on: date | None
    until_on: date | None
    slug: str | None
    district: str | None
    owner: str


@dataclass(frozen=True)
class SupportPage:
    """One page of the list and the `after` of the next, None on the last."""

    items: Sequence[ListedSupport]
    after: int | None


def public_support(filters: SupportFilters, *, after: int | None = None, size: int = PAGE) -> SupportPage:
    """Public needs and offers, newest first, beginning behind the one with the id `after`. One query."""
    query = _listed().where(*_is_public(), *_fits(filters))
    if after is not None:
        query = query.where(SupportItem.id < after)
    rows = db.session.execute(query.limit(size + 1)).all()
    items = [ListedSupport(**row._mapping) for row in rows[:size]]
    return SupportPage(items, items[-1].id if len(rows) > size else None)


def public_support_size(filters: SupportFilters) -> int:
    """How many public needs and offers fit."""
    found = _listed().where(*_is_public(), *_fits(filters)).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0


def public_support_of(organization: Organization) -> Sequence[ListedSupport]:
    """All public needs and offers of one organization, newest first."""
    rows = db.session.execute(_listed().where(*_is_public(), SupportItem.organization_id == organization.id))
    return [ListedSupport(**row._mapping) for row in rows]


def public_support_item(item_id: int) -> SupportItem:
    """One public need or offer with its owner. Raises NoResultFound."""
    return db.session.scalars(
        select(SupportItem)
        .outerjoin(Organization)
        .where(SupportItem.id == item_id, *_is_public())
        .options(
            joinedload(SupportItem.organization),
            joinedload(SupportItem.department),
            joinedload(SupportItem.opportunity),
        )
    ).one()


def is_of_its_department(account: Account | None, thing: Department | SupportItem) -> bool:
    """Whether the account is of the department, or of the one whose need or offer it is."""
    department_id = thing.id if isinstance(thing, Department) else thing.department_id
    return account is not None and department_id is not None and account.department_id == department_id


def support_of(owner: Organization | Department) -> Sequence[SupportItem]:
    """Everything an organization or a department ever asked for or offered: open first, then the newest."""
    is_open = SupportItem.status == SupportStatus.OPEN
    column = SupportItem.organization_id if isinstance(owner, Organization) else SupportItem.department_id
    return db.session.scalars(
        select(SupportItem).where(column == owner.id).order_by(is_open.desc(), SupportItem.id.desc())
    ).all()


def department_support_item(department_id: int, item_id: int) -> SupportItem:
    """One need or offer of the department. Raises NoResultFound."""
    return db.session.scalars(
        select(SupportItem)
        .where(SupportItem.department_id == department_id, SupportItem.id == item_id)
        .options(joinedload(SupportItem.department))
    ).one()


def support_item(slug: str, item_id: int) -> SupportItem:
    """One need or offer of the organization at that address. Raises NoResultFound."""
    return db.session.scalars(
        select(SupportItem)
        .join(Organization)
        .where(Organization.slug == slug, SupportItem.id == item_id)
        .options(joinedload(SupportItem.organization))
    ).one()


def company_support_item(slug: str, item_id: int) -> SupportItem:
    """One need or offer of the company at that address. Raises NoResultFound."""
    return db.session.scalars(
        select(SupportItem)
        .join(Organization)
        .where(Organization.slug == slug, Organization.kind == "company", SupportItem.id == item_id)
        .options(joinedload(SupportItem.organization))
    ).one()


def is_posted(title: str, direction: Direction, *, organization_id: int | None, department_id: int | None) -> bool:
    """Whether the owner has the same open already."""
    same = select(SupportItem).where(
        SupportItem.title == title,
        SupportItem.direction == direction,
        SupportItem.status == SupportStatus.OPEN,
        SupportItem.organization_id == organization_id,
        SupportItem.department_id == department_id,
    )
    return db.session.scalar(select(same.exists())) is True


def _listed() -> Select[*tuple[Any, ...]]:
    return (
        select(
            SupportItem.id,
            SupportItem.direction,
            SupportItem.type,
            SupportItem.title,
            SupportItem.detail,
            SupportItem.conditions,
            SupportItem.quantity_text,
            SupportItem.quantity,
            SupportItem.unit,
            SupportItem.remaining,
            SupportItem.from_on,
            SupportItem.until_on,
            Organization.slug,
            Organization.district,
            func.coalesce(Organization.name, Department.name).label("owner"),
        )
        .outerjoin(Organization, SupportItem.organization_id == Organization.id)
        .outerjoin(Department, SupportItem.department_id == Department.id)
        .order_by(SupportItem.id.desc())
    )


def _is_public() -> tuple[ColumnElement[bool], ...]:
    return (
        SupportItem.status == SupportStatus.OPEN,
        or_(SupportItem.until_on.is_(None), SupportItem.until_on >= today()),
        or_(SupportItem.organization_id.is_(None), Organization.status == OrganizationStatus.APPROVED),
    )


def _fits(filters: SupportFilters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.direction:
        wanted.append(SupportItem.direction == filters.direction)
    if filters.type:
        wanted.append(SupportItem.type == filters.type)
    if filters.district:
        wanted.append(Organization.district == filters.district)
    return wanted
