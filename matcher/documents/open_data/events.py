"""A public opportunity as an event record."""

from collections.abc import Sequence
from typing import Any, Literal

from matcher.clock import TOKYO, tokyo_date
from matcher.documents.event import clock_time
from matcher.documents.open_data.event_record import Contact, DayRecord, EventRecord
from matcher.documents.open_data.names import name_of
from matcher.documents.public_events import WAYS, occasion_of
from matcher.domain.city.plan import Plan
from matcher.domain.opportunities.models import AttendanceMode, OpportunityKind, SignUpWay, TagTaxonomy, Timing
from matcher.domain.opportunities.public_events import PublicEvent
from matcher.domain.opportunities.public_shifts import PublicShift

KINDS: dict[OpportunityKind, Literal["ボランティア募集", "催し"]] = {
    OpportunityKind.VOLUNTEER: "ボランティア募集",
    OpportunityKind.EVENT: "催し",
}
MODES: dict[AttendanceMode, Literal["現地開催のみ", "オンライン", "ハイブリッド"]] = {
    AttendanceMode.ON_SITE: "現地開催のみ",
    AttendanceMode.ONLINE: "オンライン",
    AttendanceMode.BOTH: "ハイブリッド",
}
WEB = ("https://", "http://")


def event_record(event: PublicEvent, *, plan: Plan, url: str) -> EventRecord:
    """The event with its days to come; `url` is its page."""
    return EventRecord(
        id=str(event.id),
        event_url=url,
        status="開催予定",
        language_code="ja",
        **_what(event, plan),
        **_when(event.days),
        **_where(event),
        **_for_whom(event, plan),
        **_joining(event, url),
        **_publication(event),
    )


def day_record(day: PublicShift) -> DayRecord:
    """One day to come. A period has no hours; what is known of them stands in the description."""
    when = occasion_of(day)
    times: dict[str, Any] = {
        "date_of_start": when.first_on,
        "date_of_end": when.last_on,
        "start_time": clock_time(when.starts) or None,
        "end_time": clock_time(when.ends) or None,
        "deadline_date_of_application": when.sign_up_until_on,
        "application_deadline_time": clock_time(when.sign_up_until) or None,
    }
    return DayRecord(
        id=f"{day.opportunity_id}-{day.ordinal}",
        date_time_description=day.label or None,
        capacity=day.capacity,
        **times,
    )


def _what(event: PublicEvent, plan: Plan) -> dict[str, Any]:
    fields = [plan.npo_field(int(number)).name for number in sorted(event.codes(TagTaxonomy.FIELD), key=int)]
    activities = [name_of(plan.activity, code) for code in event.codes(TagTaxonomy.ACTIVITY)]
    return {
        "event_name": event.title,
        "event_name_kana": event.title_kana,
        "abstract": event.summary,
        "description": event.description,
        "event_type": KINDS[event.kind],
        "keyword": ";".join((*fields, *activities)),
        "tag": ";".join(name_of(plan.criterion, code) for code in event.codes(TagTaxonomy.CRITERION)),
    }


def _when(shifts: Sequence[PublicShift]) -> dict[str, Any]:
    days = [day_record(shift) for shift in shifts]
    capacities = [day.capacity for day in days if day.capacity is not None]
    is_period = len(shifts) == 1 and shifts[0].timing == Timing.PERIOD
    return {
        "sub_event": days,
        "holding_pattern": "期間" if is_period else "複数日" if len(days) > 1 else "1日",
        "date_of_start": days[0].date_of_start,
        "date_of_end": max(day.date_of_end for day in days),
        "start_time": _common([day.start_time for day in days]),
        "end_time": _common([day.end_time for day in days]),
        "capacity": sum(capacities) if len(capacities) == len(days) else None,
        "deadline_date_of_application": days[0].deadline_date_of_application,
        "application_deadline_time": days[0].application_deadline_time,
    }


def _where(event: PublicEvent) -> dict[str, Any]:
    return {
        "location": event.venue or event.meeting_place,
        "location_address": event.address,
        "location_of_reception": event.meeting_place,
        "latitude": event.latitude,
        "longitude": event.longitude,
        "access_method": event.access_note,
        "webinar_status": MODES[event.attendance_mode],
    }


def _for_whom(event: PublicEvent, plan: Plan) -> dict[str, Any]:
    """Audience tags as pages show them: only while one of their criteria holds."""
    criteria = event.codes(TagTaxonomy.CRITERION)
    invited = [one for one in plan.audiences if one.code in event.codes(TagTaxonomy.AUDIENCE)]
    names = [one.name for one in invited if one.is_shown_with(criteria)]
    return {"target_person": "、".join(names) or "どなたでも", "target_remark": _ages(event.min_age, event.max_age)}


def _ages(least: int | None, most: int | None) -> str | None:
    from_age, to_age = f"{least}歳以上" if least else "", f"{most}歳以下" if most else ""
    return "".join((from_age, to_age)) or None


def _joining(event: PublicEvent, url: str) -> dict[str, Any]:
    costs = bool(event.fee_yen) or (event.fee_yen is None and bool(event.fee_note))
    addresses = {SignUpWay.HERE: url, SignUpWay.ELSEWHERE: event.sign_up_url, SignUpWay.NOT_NEEDED: None}
    address = addresses[event.sign_up_way]
    return {
        "organizer": event.organization_name,
        "contact_point_information": Contact(name=event.organization_name, telephone=event.organization_phone),
        "fee_status": "有料" if costs else "無料",
        "fee_jpy": event.fee_yen,
        "fee_description": event.fee_note,
        "application_method": WAYS[event.sign_up_way],
        "application_url": address if address and address.startswith(WEB) else None,
    }


def _publication(event: PublicEvent) -> dict[str, Any]:
    return {
        "start_date_of_publication": tokyo_date(event.published_at),
        "updated_at": max(event.changed_at or event.published_at, event.published_at).astimezone(TOKYO),
    }


def _common(times: Sequence[str | None]) -> str | None:
    return times[0] if len(set(times)) == 1 else None
