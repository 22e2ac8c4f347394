"""What an opportunity still lacks before the city looks at it: *incomplete* is a fact, not a state.

The parts are those every citizen asks for first (where, when, what, what to bring, whom to call) and those the plan's
figures need (pillar, field). Sections are those of the long form.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from matcher.clock import now as present
from matcher.domain.opportunities.models import AttendanceMode, Opportunity, Shift, SignUpWay, TagTaxonomy


class Section(StrEnum):
    """A part of the long form."""

    WHAT = "what"
    PLACE = "place"
    DAYS = "days"
    AUDIENCE = "audience"
    CITY = "city"
    SAFETY = "safety"


class Part(StrEnum):
    """Something that can be missing."""

    SUMMARY = "summary"
    DESCRIPTION = "description"
    PILLAR = "pillar"
    FIELD = "field"
    THINGS_TO_BRING = "things-to-bring"
    DISTRICT = "district"
    ATTENDANCE_MODE = "attendance-mode"
    VENUE = "venue"
    ONLINE_NOTE = "online-note"
    SIGN_UP_WAY = "sign-up-way"
    SIGN_UP_ADDRESS = "sign-up-address"
    JOINING = "joining"
    DECISION = "decision"
    DAY_TO_COME = "day-to-come"
    SAME_ROLES = "same-roles"
    DEPARTMENT = "department"
    FORM = "form"
    CITY_ROLE = "city-role"
    PARTNER_ROLE = "partner-role"
    SHARED_PURPOSE = "shared-purpose"
    INSURANCE_TYPE = "insurance-type"
    CONTACT_NAME = "contact-name"
    CONTACT_WAY = "contact-way"


SECTION_OF: dict[Part, Section] = {
    **dict.fromkeys((Part.SUMMARY, Part.DESCRIPTION, Part.PILLAR, Part.FIELD), Section.WHAT),
    **dict.fromkeys((Part.DISTRICT, Part.ATTENDANCE_MODE, Part.VENUE, Part.ONLINE_NOTE), Section.PLACE),
    **dict.fromkeys((Part.SIGN_UP_WAY, Part.SIGN_UP_ADDRESS, Part.JOINING, Part.DECISION), Section.DAYS),
    **dict.fromkeys((Part.DAY_TO_COME, Part.SAME_ROLES), Section.DAYS),
    **dict.fromkeys((Part.DEPARTMENT, Part.FORM), Section.CITY),
    **dict.fromkeys((Part.CITY_ROLE, Part.PARTNER_ROLE, Part.SHARED_PURPOSE), Section.CITY),
    **dict.fromkeys((Part.THINGS_TO_BRING, Part.INSURANCE_TYPE), Section.SAFETY),
    **dict.fromkeys((Part.CONTACT_NAME, Part.CONTACT_WAY), Section.SAFETY),
}


def missing_parts(opportunity: Opportunity, *, now: datetime | None = None) -> list[Part]:
    """Each thing that must be said before it can be handed in, in the order of the form."""
    missing = {*_about(opportunity), *_place(opportunity), *_days(opportunity, now or present())}
    missing |= {*_city(opportunity), *_safety(opportunity)}
    return [part for part in SECTION_OF if part in missing]


def days_over(opportunity: Opportunity, *, now: datetime | None = None) -> list[Shift]:
    """Its days that are over already: before hand-in mostly a wrong year, which looks like any other day."""
    moment = now or present()
    return [shift for shift in opportunity.shifts if shift.ends_at <= moment]


def lacks(opportunity: Opportunity, *, now: datetime | None = None) -> dict[Section, list[Part]]:
    """What each section of the form lacks; every section is named, those that lack nothing with an empty list."""
    missing = missing_parts(opportunity, now=now)
    return {section: [part for part in missing if SECTION_OF[part] == section] for section in Section}


def _about(opportunity: Opportunity) -> Iterator[Part]:
    if not opportunity.summary:
        yield Part.SUMMARY
    if not opportunity.description:
        yield Part.DESCRIPTION
    if not opportunity.codes(TagTaxonomy.PILLAR):
        yield Part.PILLAR
    if not opportunity.codes(TagTaxonomy.FIELD):
        yield Part.FIELD


def _place(opportunity: Opportunity) -> Iterator[Part]:
    if not opportunity.district:
        yield Part.DISTRICT
    if not opportunity.attendance_mode:
        yield Part.ATTENDANCE_MODE
    if opportunity.attendance_mode in (AttendanceMode.ON_SITE, AttendanceMode.BOTH) and not opportunity.venue:
        yield Part.VENUE
    if opportunity.attendance_mode in (AttendanceMode.ONLINE, AttendanceMode.BOTH) and not opportunity.online_note:
        yield Part.ONLINE_NOTE


def _days(opportunity: Opportunity, now: datetime) -> Iterator[Part]:
    if not opportunity.sign_up_way:
        yield Part.SIGN_UP_WAY
    if opportunity.sign_up_way == SignUpWay.ELSEWHERE and not _is_reached_elsewhere(opportunity):
        yield Part.SIGN_UP_ADDRESS
    if not opportunity.joining:
        yield Part.JOINING
    if not opportunity.decision:
        yield Part.DECISION
    if not any(shift.is_to_come(now) for shift in opportunity.shifts):
        yield Part.DAY_TO_COME
    if opportunity.is_course and len({_role_names(shift) for shift in opportunity.shifts}) > 1:
        yield Part.SAME_ROLES


def _is_reached_elsewhere(opportunity: Opportunity) -> bool:
    return bool(opportunity.sign_up_url or opportunity.contact_phone or opportunity.contact_email)


def _role_names(shift: Shift) -> frozenset[str]:
    return frozenset(role.name for role in shift.roles)


def _city(opportunity: Opportunity) -> Iterator[Part]:
    told = {
        Part.DEPARTMENT: opportunity.department_id,
        Part.FORM: opportunity.codes(TagTaxonomy.FORM),
        Part.CITY_ROLE: opportunity.city_role,
        Part.PARTNER_ROLE: opportunity.partner_role,
        Part.SHARED_PURPOSE: opportunity.shared_purpose,
    }
    if any(told.values()):
        yield from (part for part, value in told.items() if not value)


def _safety(opportunity: Opportunity) -> Iterator[Part]:
    if not opportunity.things_to_bring:
        yield Part.THINGS_TO_BRING
    if not opportunity.insurance_type:
        yield Part.INSURANCE_TYPE
    if not opportunity.contact_name:
        yield Part.CONTACT_NAME
    if not (opportunity.contact_phone or opportunity.contact_email):
        yield Part.CONTACT_WAY
