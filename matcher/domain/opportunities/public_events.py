"""What open data may show of an opportunity: an allow-list of columns, page by page in the order of the list.

A page is asked for in two steps. Its keys (which opportunities, in which versions) are numbers, and cost little; only
whoever does not have that page yet needs the columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from matcher.db import db
from matcher.domain.opportunities.filters import Cursor, OpportunityFilters
from matcher.domain.opportunities.finding import Tags, tags_of
from matcher.domain.opportunities.keys import cursor, key_page
from matcher.domain.opportunities.models import AttendanceMode, Opportunity, OpportunityKind, SignUpWay, TagTaxonomy
from matcher.domain.opportunities.public_shifts import PublicShift, public_shifts, shift_versions
from matcher.domain.organizations.models import Organization

_SHOWN = (
    Opportunity.id,
    Opportunity.kind,
    Opportunity.title,
    Opportunity.title_kana,
    Opportunity.summary,
    Opportunity.description,
    Opportunity.venue,
    Opportunity.meeting_place,
    Opportunity.address,
    Opportunity.access_note,
    Opportunity.latitude,
    Opportunity.longitude,
    Opportunity.attendance_mode,
    Opportunity.min_age,
    Opportunity.max_age,
    Opportunity.fee_yen,
    Opportunity.fee_note,
    Opportunity.sign_up_way,
    Opportunity.sign_up_url,
    Opportunity.published_at,
    Opportunity.changed_at,
    Organization.name.label("organization_name"),
    Organization.contact_phone.label("organization_phone"),
)


@dataclass(frozen=True, slots=True)
class EventKeys:
    """A page by its numbers: the opportunities in order, every part's version, and where the next page begins."""

    ids: tuple[int, ...]
    versions: tuple[tuple[int | None, ...], ...]
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """A published opportunity with a day to come, and its days to come in order."""

    id: int
    kind: OpportunityKind
    title: str
    title_kana: str | None
    summary: str
    description: str
    venue: str | None
    meeting_place: str | None
    address: str | None
    access_note: str | None
    latitude: float | None
    longitude: float | None
    attendance_mode: AttendanceMode
    min_age: int | None
    max_age: int | None
    fee_yen: int | None
    fee_note: str | None
    sign_up_way: SignUpWay
    sign_up_url: str | None
    published_at: datetime
    changed_at: datetime | None
    organization_name: str
    organization_phone: str | None
    tags: Tags
    days: Sequence[PublicShift]

    def codes(self, taxonomy: TagTaxonomy) -> tuple[str, ...]:
        """Its codes of one taxonomy, sorted."""
        return self.tags.get(taxonomy, ())


def event_keys(filters: OpportunityFilters, *, limit: int, now: datetime) -> EventKeys:
    """The keys of a page of what the public finds, in two statements."""
    rows = db.session.execute(key_page(filters, now, limit)).all()
    shown = rows[:limit]
    ids = tuple(row.id for row in shown)
    after = cursor(shown[-1]) if len(rows) > limit else None
    return EventKeys(ids, shift_versions(now, ids) if ids else (), after)


def keys_of_event(opportunity_id: int, *, now: datetime) -> EventKeys:
    """The keys of one opportunity. Raises NoResultFound where the public finds none with a day to come."""
    versions = shift_versions(now, (opportunity_id,))
    if not versions:
        raise NoResultFound
    return EventKeys((opportunity_id,), versions)


def public_events(ids: Sequence[int], *, now: datetime) -> list[PublicEvent]:
    """The opportunities in that order, in three statements; what the public may no longer see is left out."""
    if not ids:
        return []
    days: dict[int, list[PublicShift]] = {}
    for day in public_shifts(now, ids):
        days.setdefault(day.opportunity_id, []).append(day)
    tags = tags_of(ids)
    rows = db.session.execute(
        select(*_SHOWN)
        .join(Organization, Organization.id == Opportunity.organization_id)
        .where(Opportunity.id.in_(days))
    )
    events = {
        row.id: PublicEvent(**row._asdict(), tags=tags.get(row.id, {}), days=_in_order(days[row.id])) for row in rows
    }
    return [events[one] for one in ids if one in events]


def _in_order(days: Sequence[PublicShift]) -> list[PublicShift]:
    return sorted(days, key=lambda day: (day.starts_at, day.ordinal))
