"""An opportunity's days as schema.org tells them to search engines: data in the page, no script.

One Event for each day that is not over. schema.org has no type for volunteering: it is an Event one can register for.
"""

from datetime import datetime
from typing import Any

from matcher.clock import TOKYO
from matcher.domain.opportunities.models import (
    AttendanceMode,
    Opportunity,
    OpportunityStatus,
    Shift,
    ShiftStatus,
    SignUpWay,
)

SCHEMA = "https://schema.org"
MOST_DAYS = 10  # a course of a year need not stand in the page whole
MODES = {
    AttendanceMode.ON_SITE: f"{SCHEMA}/OfflineEventAttendanceMode",
    AttendanceMode.ONLINE: f"{SCHEMA}/OnlineEventAttendanceMode",
    AttendanceMode.BOTH: f"{SCHEMA}/MixedEventAttendanceMode",
}
STATUSES = {
    ShiftStatus.SCHEDULED: f"{SCHEMA}/EventScheduled",
    ShiftStatus.CANCELLED: f"{SCHEMA}/EventCancelled",
    ShiftStatus.POSTPONED: f"{SCHEMA}/EventPostponed",
}


def events(opportunity: Opportunity, *, at: datetime, url: str, organizer_url: str) -> list[dict[str, Any]]:
    """The next days of the opportunity that are not over at that instant, called-off ones as such; ten at most.

    `url` is its page, `organizer_url` that of its group, both whole.
    """
    shared = _shared(opportunity, url, organizer_url)
    to_come = [shift for shift in opportunity.shifts if shift.ends_at > at]
    return [_without_nothing({**shared, **_of_day(opportunity, shift)}) for shift in to_come[:MOST_DAYS]]


def _shared(opportunity: Opportunity, url: str, organizer_url: str) -> dict[str, Any]:
    return {
        "@context": SCHEMA,
        "@type": "Event",
        "name": opportunity.title,
        "description": opportunity.summary,
        "url": url,
        "inLanguage": "ja",
        "eventAttendanceMode": MODES.get(opportunity.attendance_mode or AttendanceMode.ON_SITE),
        "location": _location(opportunity, url),
        "organizer": {"@type": "Organization", "name": opportunity.organization.name, "url": organizer_url},
        "isAccessibleForFree": not opportunity.fee_yen and not opportunity.fee_note,
        "audience": _audience(opportunity),
        "potentialAction": {"@type": "RegisterAction", "target": url}
        if opportunity.is_published and opportunity.sign_up_way == SignUpWay.HERE
        else None,
    }


def _of_day(opportunity: Opportunity, shift: Shift) -> dict[str, Any]:
    is_called_off = opportunity.status == OpportunityStatus.CANCELLED
    left = [role.places_left for role in shift.roles]
    capacities = [role.capacity for role in shift.roles]
    return {
        "startDate": shift.starts_at.astimezone(TOKYO).isoformat(),
        "endDate": shift.ends_at.astimezone(TOKYO).isoformat(),
        "eventStatus": STATUSES[ShiftStatus.CANCELLED if is_called_off else shift.status],
        "maximumAttendeeCapacity": _sum(capacities),
        "remainingAttendeeCapacity": _sum(left),
    }


def _location(opportunity: Opportunity, url: str) -> list[dict[str, Any]]:
    """The place, the virtual place, or both. How one joins online is told only to those who hold a place."""
    place: dict[str, Any] = {
        "@type": "Place",
        "name": opportunity.venue or opportunity.meeting_place or opportunity.organization.name,
        "address": {"@type": "PostalAddress", "streetAddress": opportunity.address or "", "addressCountry": "JP"},
    }
    if opportunity.latitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": opportunity.latitude,
            "longitude": opportunity.longitude,
        }
    online = {"@type": "VirtualLocation", "url": url}
    places = {AttendanceMode.ONLINE: [online], AttendanceMode.BOTH: [place, online]}
    return places.get(opportunity.attendance_mode or AttendanceMode.ON_SITE, [place])


def _audience(opportunity: Opportunity) -> dict[str, Any] | None:
    ages = {"suggestedMinAge": opportunity.min_age, "suggestedMaxAge": opportunity.max_age}
    known = _without_nothing(ages)
    return {"@type": "PeopleAudience", **known} if known else None


def _sum(numbers: list[int | None]) -> int | None:
    """None where one of them is without limit."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _without_nothing(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value is not None}
