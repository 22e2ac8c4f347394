"""Opportunities from the first draft to publication, and their end: each act at its time, by whoever does it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from matcher.clock import end_of_day
from matcher.demo.cast import Cast
from matcher.demo.days import Days
from matcher.demo.records import OpportunityRecord, ShiftRecord
from matcher.demo.timeline import Timeline
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities import actions
from matcher.domain.opportunities.content import OpportunityContent, RoleContent, ShiftContent, content_of
from matcher.domain.opportunities.judging import contradicted_criteria
from matcher.domain.opportunities.models import Joining, Opportunity, Timing
from matcher.domain.opportunities.shift_actions import add_shift
from matcher.domain.opportunities.timing import deadline_at
from matcher.domain.people.models import Account

WRITTEN_BEFORE = timedelta(days=38)
SUBMITTED_BEFORE = timedelta(days=36)
DECIDED_BEFORE = timedelta(days=33)
RECENTLY = {"draft": timedelta(days=2), "submitted": timedelta(days=3), "returned": timedelta(days=5)}
SAME_WORDS = (
    "kind",
    "title",
    "title_kana",
    "summary",
    "description",
    "things_to_bring",
    "sign_up_way",
    "sign_up_url",
    "joining",
    "decision",
    "district",
    "venue",
    "address",
    "meeting_place",
    "attendance_mode",
    "online_note",
    "access_note",
    "min_age",
    "fee_yen",
    "transport_note",
    "insurance_type",
    "insurance_note",
    "rain_policy",
    "pillars",
    "measures",
    "audiences",
    "criteria",
    "activities",
)


def plan_activity(known: OpportunityRecord, cast: Cast, days: Days, timeline: Timeline) -> None:
    """Put the acts of one opportunity on the timeline; those not public yet were written in the last days."""
    moment = _first_written(known, days)
    timeline.at(moment, lambda: _draft(known, cast, days))
    if known.status == "draft":
        return
    submitted = moment + (WRITTEN_BEFORE - SUBMITTED_BEFORE if known.status == "published" else timedelta(hours=2))
    owner = cast.owners[known.organization]
    timeline.at(submitted, lambda: actions.submit(cast.opportunities[known.id], by=owner))
    if known.status == "published":
        decided = moment + (WRITTEN_BEFORE - DECIDED_BEFORE)
        timeline.at(decided, lambda: actions.approve(cast.opportunities[known.id], by=cast.staff))
    elif known.status == "returned":
        reason = known.return_reason or ""
        decided = submitted + timedelta(days=1)
        timeline.at(
            decided,
            lambda: actions.return_for_changes(cast.opportunities[known.id], by=cast.staff, reason=reason),
        )


def plan_end(known: OpportunityRecord, cast: Cast, days: Days, timeline: Timeline) -> None:
    """The group closes what has been over for a month."""
    ends = days.at(known.shifts[-1].on) + timedelta(days=30)
    if ends < days.before(0):
        owner = cast.owners[known.organization]
        timeline.at(ends, lambda: actions.close(cast.opportunities[known.id], by=owner.actor))


def _first_written(known: OpportunityRecord, days: Days) -> datetime:
    """Five weeks before the first shift, at the latest so that it was decided two weeks before the anchor."""
    if known.status != "published":
        return days.before(0) - RECENTLY[known.status]
    first = days.at(known.shifts[0].on)
    return min(first, days.before(-14)) - WRITTEN_BEFORE


def _draft(known: OpportunityRecord, cast: Cast, days: Days) -> None:
    organization, owner = cast.organizations[known.organization], cast.owners[known.organization]
    opportunity = actions.draft(organization, _content(known, cast), by=owner.actor)
    cast.opportunities[known.id] = opportunity
    for number, shift in enumerate(known.shifts):
        content = _shift(known, shift, days)
        cast.shifts[known.id, number] = add_shift(opportunity, content, by=owner.actor)
    _claim_only_what_holds(opportunity, owner)


def _claim_only_what_holds(opportunity: Opportunity, owner: Account) -> None:
    """Days keep their weekday when they are moved, but may come to lie on holidays: 平日の夜 is not claimed then."""
    untrue = {criterion.code for criterion in contradicted_criteria(opportunity, current_plan().criteria)}
    if untrue:
        content = content_of(opportunity)
        kept = replace(content, criteria=tuple(code for code in content.criteria if code not in untrue))
        actions.change_draft(opportunity, kept, by=owner.actor, version=opportunity.version)


def _content(known: OpportunityRecord, cast: Cast) -> OpportunityContent:
    organization, city = cast.organizations[known.organization], known.collaboration
    words = {name: getattr(known, name) for name in SAME_WORDS}
    return OpportunityContent(
        **words,
        fields=tuple(str(number) for number in known.fields),
        forms=city.forms if city else (),
        department_id=cast.departments[city.department].id if city else None,
        city_role=city.city_role if city else None,
        partner_role=city.partner_role if city else None,
        shared_purpose=city.shared_purpose if city else None,
        contact_name=organization.contact_name,
        contact_phone=organization.contact_phone,
        contact_email=organization.contact_email,
    )


def _shift(known: OpportunityRecord, shift: ShiftRecord, days: Days) -> ShiftContent:
    starts_at = days.at(shift.on, shift.start_time)
    ends_at = days.at(shift.end_date or shift.on, shift.end_time)
    is_period = shift.timing == Timing.PERIOD
    return ShiftContent(
        timing=shift.timing,
        starts_at=starts_at,
        ends_at=ends_at,
        sign_up_until_at=min(
            deadline_at(None, starts_at=starts_at, ends_at=ends_at, is_period=is_period),
            _last_moment(known, shift, days) or ends_at,
        ),
        label=shift.label,
        allows_teams=shift.allows_teams,
        roles=tuple(RoleContent(name=role.name, capacity=role.capacity, minimum=role.minimum) for role in shift.tasks),
    )


def _last_moment(known: OpportunityRecord, shift: ShiftRecord, days: Days) -> datetime | None:
    """The end of the last day for signing up: of a course one day, else as long before each shift as the first's."""
    until: date | None = known.sign_up_until
    if until is None:
        return None
    if known.joining != Joining.ALL_SHIFTS:
        until = shift.on - (known.shifts[0].on - until)
    return end_of_day(days.day(until))
