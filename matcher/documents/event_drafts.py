"""A row of a public event list as the content of an opportunity and its shift.

What the list does not say stays unsaid, so that the draft shows what is still to be decided. What it says beyond our
columns stands under the description, each text after the name of its column.
"""

from matcher.documents.event import Event, occasion, sign_up_until_at
from matcher.documents.event_list import EventRow
from matcher.domain.opportunities.content import OpportunityContent, RoleContent, ShiftContent
from matcher.domain.opportunities.models import OpportunityKind, Timing
from matcher.domain.people.contacts import phone_digits


def content_of(row: EventRow) -> OpportunityContent:
    """What the row says about the opportunity; how one signs up and joins is left to be decided."""
    event = row.event
    return OpportunityContent(
        kind=OpportunityKind.EVENT,
        title=event.title,
        title_kana=event.title_kana or None,
        summary=event.summary or None,
        description=_description(row) or None,
        sign_up_way=None,
        joining=None,
        decision=None,
        attendance_mode=None,
        venue=event.place or None,
        meeting_place=event.meeting_place or None if event.venue else None,
        address=" ".join(part for part in (event.address, event.building) if part) or None,
        latitude=event.latitude,
        longitude=event.longitude,
        fee_yen=event.fee_yen,
        fee_note=event.fee_note or None,
        contact_name=event.contact_name or None,
        contact_phone=phone_digits(event.contact_phone) or None,
        contact_email=event.contact_email or None,
    )


def shift_of(event: Event) -> ShiftContent | None:
    """The day of the event; None without a date. Sign-up ends as written, at the latest when a timed day starts or a
    period ends.
    """
    when = occasion(event)
    if when is None:
        return None
    latest_at = when.ends_at if when.is_period else when.starts_at
    return ShiftContent(
        timing=Timing.PERIOD if when.is_period else Timing.TIMED,
        starts_at=when.starts_at,
        ends_at=when.ends_at,
        sign_up_until_at=min(sign_up_until_at(event) or latest_at, latest_at),
        label=when.label,
        roles=(RoleContent(capacity=event.capacity),),
    )


def _description(row: EventRow) -> str:
    notes = "\n".join(f"{column}：{text}" for column, text in row.notes)
    return "\n\n".join(part for part in (row.event.description, notes) if part)
