"""One opportunity whole, the lists of a group and of the city, and who runs what. What the public finds: finding.py."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload, selectinload

from matcher.clock import now as present
from matcher.db import db
from matcher.domain.opportunities.models import (
    Opportunity,
    OpportunityKind,
    OpportunityStatus,
    Shift,
    ShiftStatus,
)
from matcher.domain.opportunities.states import SHOWN_TO_ALL
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.domain.organizations.queries import runs_organization
from matcher.domain.people.models import Account

ROWS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """One line of a list for those who work on opportunities."""

    id: int
    title: str
    kind: OpportunityKind
    status: OpportunityStatus
    organization_slug: str
    organization_name: str
    starts_at: datetime | None
    days: int
    places_left: int | None
    submitted_at: datetime | None
    changed_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether it is public and none of its days is to come: it can be ended."""
        return self.status == OpportunityStatus.PUBLISHED and self.days == 0


@dataclass(frozen=True, slots=True)
class OpportunityRows:
    """One page of such a list; `after` None: the last page."""

    rows: list[OpportunityRow]
    after: int | None


def runs_opportunity(account: Account | None, thing: Opportunity | Shift) -> bool:
    """Whether the account acts for the group whose opportunity, or whose day of one, it is."""
    return runs_organization(account, _whole_of(thing))


def wrote_opportunity(account: Account | None, thing: Opportunity | Shift) -> bool:
    """Whether the account itself entered it, as staff do for a group that brings paper."""
    return account is not None and _whole_of(thing).created_by == account.id


def _whole_of(thing: Opportunity | Shift) -> Opportunity:
    return thing.opportunity if isinstance(thing, Shift) else thing


def published_opportunity(opportunity_id: int) -> Opportunity:
    """One the public may see, also when it is over or called off, with all its parts. Raises NoResultFound."""
    return db.session.scalars(
        _whole().where(
            Opportunity.id == opportunity_id,
            Opportunity.status.in_(SHOWN_TO_ALL),
            Opportunity.published_at.is_not(None),
            Opportunity.organization.has(status=OrganizationStatus.APPROVED),
        )
    ).one()


def opportunity_of(slug: str, opportunity_id: int) -> Opportunity:
    """The group's opportunity in any state, with all its parts. Raises NoResultFound, also for another group's."""
    return db.session.scalars(
        _whole().where(Opportunity.id == opportunity_id, Opportunity.organization.has(slug=slug))
    ).one()


def any_opportunity(opportunity_id: int) -> Opportunity:
    """An opportunity in any state, with all its parts. Raises NoResultFound."""
    return db.session.scalars(_whole().where(Opportunity.id == opportunity_id)).one()


def shift_of(slug: str, opportunity_id: int, shift_id: int) -> Shift:
    """One day of the group's opportunity. Raises NoResultFound, also for another opportunity's."""
    opportunity = opportunity_of(slug, opportunity_id)
    found = [shift for shift in opportunity.shifts if shift.id == shift_id]
    if not found:
        raise NoResultFound
    return found[0]


def _whole() -> Select[Opportunity]:
    return select(Opportunity).options(
        joinedload(Opportunity.organization, innerjoin=True),
        joinedload(Opportunity.department),
        selectinload(Opportunity.tags),
        selectinload(Opportunity.shifts).selectinload(Shift.roles),
    )


def opportunities_of(
    organization: Organization,
    statuses: Collection[OpportunityStatus],
    *,
    before: int | None = None,
    size: int = ROWS_ON_A_PAGE,
) -> OpportunityRows:
    """The group's opportunities in those states, newest first, one statement; `before`: the last id of a page."""
    rows = _rows().where(Opportunity.organization_id == organization.id, Opportunity.status.in_(statuses))
    if before is not None:
        rows = rows.where(Opportunity.id < before)
    return _page(rows.order_by(Opportunity.id.desc()), size)


def submitted_opportunities(*, after: int | None = None, size: int = ROWS_ON_A_PAGE) -> OpportunityRows:
    """What waits for the city, oldest first, one statement; `after`: the last id of a page."""
    rows = _rows().where(Opportunity.status == OpportunityStatus.SUBMITTED)
    if after is not None:
        last = select(Opportunity.submitted_at).where(Opportunity.id == after).scalar_subquery()
        is_later = (Opportunity.submitted_at > last) | ((Opportunity.submitted_at == last) & (Opportunity.id > after))
        rows = rows.where(is_later)
    return _page(rows.order_by(Opportunity.submitted_at, Opportunity.id), size)


def opportunities_in(
    status: OpportunityStatus, *, before: int | None = None, size: int = ROWS_ON_A_PAGE
) -> OpportunityRows:
    """All groups' opportunities in that state, newest first, one statement; `before`: the last id of a page."""
    rows = _rows().where(Opportunity.status == status)
    if before is not None:
        rows = rows.where(Opportunity.id < before)
    return _page(rows.order_by(Opportunity.id.desc()), size)


def numbers_by_status(organization: Organization | None = None) -> dict[OpportunityStatus, int]:
    """How many opportunities the group, or all of them, have in each state; states without any are left out."""
    counted = select(Opportunity.status, func.count()).group_by(Opportunity.status)
    if organization is not None:
        counted = counted.where(Opportunity.organization_id == organization.id)
    return {status: number for status, number in db.session.execute(counted)}


def _rows() -> Select[*tuple[Any, ...]]:
    shifts = select(Shift.id).where(
        Shift.opportunity_id == Opportunity.id, Shift.status == ShiftStatus.SCHEDULED, Shift.ends_at > present()
    )
    starts = shifts.with_only_columns(func.min(Shift.starts_at)).correlate(Opportunity).scalar_subquery()
    days = shifts.with_only_columns(func.count()).correlate(Opportunity).scalar_subquery()
    return select(
        Opportunity.id,
        Opportunity.title,
        Opportunity.kind,
        Opportunity.status,
        Organization.slug.label("organization_slug"),
        Organization.name.label("organization_name"),
        starts.label("starts_at"),
        days.label("days"),
        Opportunity.places_left,
        Opportunity.submitted_at,
        Opportunity.changed_at,
    ).join(Organization, Organization.id == Opportunity.organization_id)


def _page(rows: Select[*tuple[Any, ...]], size: int) -> OpportunityRows:
    found = db.session.execute(rows.limit(size + 1)).all()
    shown = [OpportunityRow(**row._asdict()) for row in found[:size]]
    return OpportunityRows(shown, shown[-1].id if len(found) > size else None)
