"""What must always be true of places, turns and seats. Tests, storms and `flask doctor` read the same list."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from matcher.clock import now
from matcher.db import db
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, Shift, ShiftRole, ShiftStatus
from matcher.domain.signups.eligibility import fitness
from matcher.domain.signups.models import (
    HELD,
    LIVE,
    Attendance,
    Participant,
    SignUp,
    SignUpState,
)
from matcher.domain.signups.rules.refusals import of_the_day, of_the_post
from matcher.invariants import Finding

Count = Callable[[], int]


def invariants() -> list[Finding]:
    """I-1 to I-6, I-9, I-11 and I-14: one finding each."""
    roles, sign_ups, seats = (_number(table) for table in (ShiftRole, SignUp, Participant))
    return [
        Finding("places: no more are taken than there are", roles, _count(_overbooked())),
        Finding("places: the counter is the number of held seats", roles, _count(_miscounted_places())),
        Finding("waiting list: the counter is the number of those who wait", roles, _count(_miscounted_waiting())),
        Finding("waiting list: every turn was given out by the role and is its only one", roles, _count(_odd_turns())),
        Finding("waiting list: nobody who fits waits while a place is free", roles, _waiting_in_vain()),
        Finding("sign-ups: at most one live per person and shift", seats, _count(_doubles())),
        Finding("sign-ups: nobody holds two places at the same time", seats, _count(_overlaps())),
        Finding("sign-ups: nothing is live in a cancelled shift", sign_ups, _count(_live_in_cancelled())),
        Finding("sign-ups: nobody under 18 is confirmed without consent", seats, _count(_without_consent())),
        Finding("sign-ups: as many participants as seats, in the same state", sign_ups, _count(_uneven_seats())),
        Finding("attendance: only of confirmed places", _number(Attendance), _count(_attendance_without_place())),
        Finding("lists: the places left are those of the days to come", _number(Opportunity), _count(_wrong_lists())),
    ]


def _number(table: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def _count(wrong: Select[*tuple[Any, ...]]) -> int:
    return db.session.scalar(select(func.count()).select_from(wrong.subquery())) or 0


def _overbooked() -> Select[*tuple[Any, ...]]:
    return select(ShiftRole.id).where(or_(ShiftRole.taken < 0, ShiftRole.taken > ShiftRole.capacity))


def _miscounted_places() -> Select[*tuple[Any, ...]]:
    held = (
        select(func.count())
        .select_from(Participant)
        .join(SignUp, SignUp.id == Participant.sign_up_id)
        .where(SignUp.shift_role_id == ShiftRole.id, SignUp.state.in_(HELD), Participant.takes_place)
        .correlate(ShiftRole)
        .scalar_subquery()
    )
    return select(ShiftRole.id).where(ShiftRole.taken != held)


def _miscounted_waiting() -> Select[*tuple[Any, ...]]:
    waiting = (
        select(func.count())
        .where(SignUp.shift_role_id == ShiftRole.id, SignUp.state == SignUpState.WAITING)
        .correlate(ShiftRole)
        .scalar_subquery()
    )
    return select(ShiftRole.id).where(ShiftRole.waiting != waiting)


def _odd_turns() -> Select[*tuple[Any, ...]]:
    return (
        select(ShiftRole.id)
        .join(SignUp, SignUp.shift_role_id == ShiftRole.id)
        .where(SignUp.turn.is_not(None))
        .group_by(ShiftRole.id, ShiftRole.next_turn)
        .having(or_(func.max(SignUp.turn) >= ShiftRole.next_turn, func.count() != func.count(SignUp.turn.distinct())))
    )


def _waiting_in_vain() -> int:
    """Those who wait, fit, and find a place free in a shift still open (I-6)."""
    moment = now()
    candidates = db.session.scalars(
        select(SignUp)
        .join(ShiftRole, ShiftRole.id == SignUp.shift_role_id)
        .where(
            SignUp.state == SignUpState.WAITING,
            or_(ShiftRole.capacity.is_(None), ShiftRole.taken + SignUp.seats <= ShiftRole.capacity),
        )
    ).all()
    return sum(
        sign_up.asked_by is not None
        and of_the_post(sign_up.shift) is None
        and of_the_day(sign_up.shift, moment) is None
        and fitness(sign_up.asked_by, sign_up.shift, at=moment) is None
        for sign_up in candidates
    )


def _doubles() -> Select[*tuple[Any, ...]]:
    return (
        select(Participant.person_id)
        .where(Participant.person_id.is_not(None), Participant.state.in_(LIVE))
        .group_by(Participant.shift_id, Participant.person_id)
        .having(func.count() > 1)
    )


def _overlaps() -> Select[*tuple[Any, ...]]:
    """Two held seats of one person whose shifts' own hours overlap: read from the shifts, not from the copy."""
    one, other, first, second = aliased(Participant), aliased(Participant), aliased(Shift), aliased(Shift)
    return (
        select(one.id)
        .join(other, and_(other.person_id == one.person_id, other.id > one.id))
        .join(first, first.id == one.shift_id)
        .join(second, second.id == other.shift_id)
        .where(
            one.state.in_(HELD),
            other.state.in_(HELD),
            ~one.walk_in,
            ~other.walk_in,
            first.timing == "timed",
            second.timing == "timed",
            first.starts_at < second.ends_at,
            second.starts_at < first.ends_at,
        )
    )


def _live_in_cancelled() -> Select[*tuple[Any, ...]]:
    return (
        select(SignUp.id)
        .join(Shift, Shift.id == SignUp.shift_id)
        .where(Shift.status == ShiftStatus.CANCELLED, SignUp.state.in_(LIVE))
    )


def _without_consent() -> Select[*tuple[Any, ...]]:
    return select(Participant.id).where(
        Participant.state == SignUpState.CONFIRMED, Participant.is_minor, Participant.consent_id.is_(None)
    )


def _uneven_seats() -> Select[*tuple[Any, ...]]:
    alike = func.sum(case((Participant.state == SignUp.state, 1), else_=0))
    return (
        select(SignUp.id)
        .outerjoin(Participant, Participant.sign_up_id == SignUp.id)
        .group_by(SignUp.id, SignUp.seats)
        .having(or_(func.count(Participant.id) != SignUp.seats, alike != SignUp.seats))
    )


def _attendance_without_place() -> Select[*tuple[Any, ...]]:
    return (
        select(Attendance.participant_id)
        .join(Participant, Participant.id == Attendance.participant_id)
        .where(Participant.state != SignUpState.CONFIRMED)
    )


def _wrong_lists() -> Select[*tuple[Any, ...]]:
    """Published posts whose first day is still to come (others wait for the worker) with another number than shown."""
    left = (
        select(func.sum(ShiftRole.capacity - ShiftRole.taken))
        .join(Shift, Shift.id == ShiftRole.shift_id)
        .where(Shift.opportunity_id == Opportunity.id, Shift.status == ShiftStatus.SCHEDULED, Shift.ends_at > now())
        .correlate(Opportunity)
        .scalar_subquery()
    )
    return select(Opportunity.id).where(
        Opportunity.status == OpportunityStatus.PUBLISHED,
        Opportunity.first_open_starts_at > now(),
        Opportunity.places_left.is_not(None),
        Opportunity.places_left != left,
    )
