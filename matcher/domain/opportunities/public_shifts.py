"""What open data may show of a shift: an allow-list of columns, read as columns.

No person's name is here: the contact is the group with the telephone of its desk, as its public page shows them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, case, func, select
from sqlalchemy.orm import aliased

from matcher.db import db
from matcher.domain.opportunities.models import (
    Opportunity,
    OpportunityStatus,
    Shift,
    ShiftRole,
    ShiftStatus,
    SignUpWay,
    Timing,
)
from matcher.domain.organizations.models import Organization, OrganizationStatus


@dataclass(frozen=True, slots=True)
class PublicShift:
    """A shift still to come of a published opportunity. `ordinal` counts the opportunity's shifts and stays the same
    when others are over; `capacity` None: no limit.
    """

    opportunity_id: int
    ordinal: int
    title: str
    title_kana: str | None
    description: str | None
    timing: Timing
    starts_at: datetime
    ends_at: datetime
    sign_up_until_at: datetime
    label: str
    venue: str | None
    meeting_place: str | None
    address: str | None
    latitude: float | None
    longitude: float | None
    access_note: str | None
    sign_up_way: SignUpWay
    fee_yen: int | None
    fee_note: str | None
    organization_name: str
    organization_phone: str | None
    capacity: int | None


def public_shifts(at: datetime, opportunity_ids: Collection[int] | None = None) -> list[PublicShift]:
    """The shifts anybody may know of that are not over at that instant, by opportunity and in their order; of all
    opportunities, or of those.
    """
    statement = _public(select(*_columns()), at, opportunity_ids)
    return [PublicShift(**row) for row in db.session.execute(statement).mappings()]


def shift_versions(at: datetime, opportunity_ids: Collection[int] | None = None) -> tuple[tuple[int | None, ...], ...]:
    """What `public_shifts` gives as numbers alone: which shifts, each part in which version.

    As long as this is the same, nothing that is shown differs, whatever the reason: edited, taken back, called off,
    over. Places are not part of a shift's version, and stand here themselves.
    """
    numbers = (Opportunity.id, Opportunity.version, Organization.version, Shift.id, Shift.version, _capacity())
    statement = _public(select(*numbers).select_from(Opportunity), at, opportunity_ids)
    return tuple(tuple(row) for row in db.session.execute(statement))


def newest_change(at: datetime) -> datetime | None:
    """When the latest of what is public was published or changed; None where nothing is public."""
    newest = (func.max(Opportunity.changed_at), func.max(Opportunity.published_at))
    row = db.session.execute(_public(select(*newest).select_from(Opportunity), at, None).order_by(None)).one()
    return max((moment for moment in row if moment), default=None)


def _public(
    statement: Select[*tuple[Any, ...]], at: datetime, opportunity_ids: Collection[int] | None
) -> Select[*tuple[Any, ...]]:
    is_published = Opportunity.status == OpportunityStatus.PUBLISHED
    if opportunity_ids is None:
        # says nothing new, but an index begins with these two, and leaves out what is over
        wanted = is_published, Opportunity.first_open_starts_at.is_not(None)
    else:
        # in a CASE, lest SQLite look through all that are published instead of going to these
        wanted = case((is_published, 1), else_=0) == 1, Opportunity.id.in_(opportunity_ids)
    return (
        statement.join(Shift, Shift.opportunity_id == Opportunity.id)
        .join(Organization, Organization.id == Opportunity.organization_id)
        .where(
            *wanted,
            Organization.status == OrganizationStatus.APPROVED,
            Shift.status == ShiftStatus.SCHEDULED,
            Shift.ends_at > at,
        )
        .order_by(Opportunity.id, Shift.id)
    )


def _columns() -> list[ColumnElement[Any]]:
    """One column for each field of PublicShift, named like it."""
    opportunity = ("title", "title_kana", "description", "venue", "meeting_place", "address", "latitude", "longitude")
    joining = ("access_note", "sign_up_way", "fee_yen", "fee_note")
    shift = ("timing", "starts_at", "ends_at", "sign_up_until_at", "label")
    return [
        Opportunity.id.label("opportunity_id"),
        *(getattr(Opportunity, name).label(name) for name in (*opportunity, *joining)),
        *(getattr(Shift, name).label(name) for name in shift),
        Organization.name.label("organization_name"),
        Organization.contact_phone.label("organization_phone"),
        _ordinal().label("ordinal"),
        _capacity().label("capacity"),
    ]


def _ordinal() -> ScalarSelect[int]:
    """The place of the shift among those of its opportunity, in the order they were entered."""
    earlier = aliased(Shift)
    return (
        select(func.count())
        .where(earlier.opportunity_id == Shift.opportunity_id, earlier.id <= Shift.id)
        .correlate(Shift)
        .scalar_subquery()
    )


def _capacity() -> ScalarSelect[int | None]:
    """The places of the shift over its roles; NULL when one of them has no limit."""
    has_limit = func.count() == func.count(ShiftRole.capacity)
    return (
        select(case((has_limit, func.sum(ShiftRole.capacity))))
        .where(ShiftRole.shift_id == Shift.id)
        .correlate(Shift)
        .scalar_subquery()
    )
