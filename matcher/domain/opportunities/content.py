"""What a group writes: the content of an opportunity and its shifts as plain values, from a form, a file or a copy."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from matcher.domain.opportunities.models import (
    AttendanceMode,
    Decision,
    Joining,
    Opportunity,
    OpportunityKind,
    SignUpWay,
    TagTaxonomy,
    Timing,
)


@dataclass(frozen=True, kw_only=True)
class OpportunityContent:
    """All a group decides about an opportunity but its shifts. None: not yet said."""

    kind: OpportunityKind = OpportunityKind.VOLUNTEER
    title: str
    title_kana: str | None = None
    easy_summary: str | None = None
    summary: str | None = None
    description: str | None = None
    things_to_bring: str | None = None
    sign_up_way: SignUpWay | None = SignUpWay.HERE
    sign_up_url: str | None = None
    joining: Joining | None = Joining.EACH_SHIFT
    decision: Decision | None = Decision.FIRST_COME
    district: str | None = None
    venue: str | None = None
    address: str | None = None
    meeting_place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    access_note: str | None = None
    attendance_mode: AttendanceMode | None = AttendanceMode.ON_SITE
    online_note: str | None = None
    min_age: int | None = None
    max_age: int | None = None
    fee_yen: int | None = None
    fee_note: str | None = None
    transport_note: str | None = None
    insurance_type: str | None = None
    insurance_note: str | None = None
    rain_policy: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None
    department_id: int | None = None
    city_role: str | None = None
    partner_role: str | None = None
    shared_purpose: str | None = None
    pillars: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


TAGS: dict[str, TagTaxonomy] = {
    "pillars": TagTaxonomy.PILLAR,
    "measures": TagTaxonomy.MEASURE,
    "audiences": TagTaxonomy.AUDIENCE,
    "criteria": TagTaxonomy.CRITERION,
    "fields": TagTaxonomy.FIELD,
    "activities": TagTaxonomy.ACTIVITY,
    "forms": TagTaxonomy.FORM,
}
COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(OpportunityContent) if field.name not in TAGS)


@dataclass(frozen=True, kw_only=True)
class RoleContent:
    """One task of a shift; `capacity` None: no limit. The name is empty where there is only one task."""

    name: str = ""
    capacity: int | None = None
    minimum: int = 0
    requirement: str | None = None


@dataclass(frozen=True, kw_only=True)
class ShiftContent:
    """One dated block as it is wanted; instants are aware."""

    timing: Timing = Timing.TIMED
    starts_at: datetime
    ends_at: datetime
    sign_up_until_at: datetime
    label: str = ""
    allows_teams: bool = False
    roles: tuple[RoleContent, ...] = (RoleContent(),)


@dataclass(frozen=True)
class Change:
    """One public fact that is not what it was; tags as sorted lists of codes."""

    name: str
    before: Any
    after: Any


def content_of(opportunity: Opportunity) -> OpportunityContent:
    """What the opportunity says now."""
    columns: dict[str, Any] = {name: getattr(opportunity, name) for name in COLUMNS}
    tags: dict[str, Any] = {name: tuple(opportunity.codes(taxonomy)) for name, taxonomy in TAGS.items()}
    return OpportunityContent(**columns, **tags)


def describe_changes(before: OpportunityContent, after: OpportunityContent) -> list[Change]:
    """What differs, in the order of the form; empty when nothing does."""
    return [
        Change(name, _plain(getattr(before, name)), _plain(getattr(after, name)))
        for name in (*COLUMNS, *TAGS)
        if _plain(getattr(before, name)) != _plain(getattr(after, name))
    ]


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, tuple) else value
