"""Acts of organizers on one shift that people have signed up for: more or fewer places, another time, calling it off.

The promise when a shift moves: everybody live keeps place or turn and is told. Whoever holds another place at the new
time cannot be in two places, so leaves this one, and is told so; the move itself is never refused for it, because a
postponed activity must not hang on one person's other plans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from matcher.clock import now
from matcher.db import db, refused_as
from matcher.domain.audit.actions import Replaced, record
from matcher.domain.opportunities.models import Shift, ShiftRole, ShiftStatus
from matcher.domain.people.models import Account
from matcher.domain.signups.actions import places
from matcher.domain.signups.actions.moving import fresh_shift, step
from matcher.domain.signups.actions.promotion import roles_waited_for, settle
from matcher.domain.signups.actions.telling import tell
from matcher.domain.signups.models import LIVE, MOVED_INTO_CLASH, SignUp, busy_span
from matcher.domain.signups.queries.attendance import recorded_in
from matcher.domain.signups.rules.changes import (
    CapacityBelowTaken,
    check_capacity,
    check_known_to_leave,
    check_new_time,
    check_nothing_recorded,
    check_reason,
    check_still_to_come,
)
from matcher.domain.signups.rules.refusals import Clash
from matcher.domain.signups.rules.states import Act


def change_capacity(*, role: ShiftRole, capacity: int | None, by: Account) -> None:
    """Set the number of places (None: no limit); new ones go to who waits, in turn.

    Raises CapacityBelowTaken (nobody is sent away), CapacityBelowMinimum, CapacityNotPositive, ShiftNotToCome.
    """
    check_still_to_come(role.shift, now())
    check_capacity(role, capacity)
    with db.session.begin_nested():
        places.lock([role.id])
        before = role.capacity
        if not places.resize(role.id, capacity):
            db.session.refresh(role)
            raise CapacityBelowTaken(taken=role.taken)
        record("change-capacity", role, by=by.actor, changes={"capacity": Replaced(before, capacity)})
        settle([role.id], by=by.actor)


@dataclass(frozen=True)
class Moved:
    """What a move did: how many keep their sign-up, how many had to leave because of another place."""

    kept: int
    left: int


def move_shift(
    *,
    shift: Shift,
    starts_at: datetime,
    ends_at: datetime,
    by: Account,
    sign_up_until_at: datetime | None = None,
    reason: str | None = None,
    known_to_leave: int | None = None,
) -> Moved:
    """Give the shift another time and tell everybody live; the deadline keeps its distance unless given.

    `known_to_leave`: so many losing their place whoever moves it knows of (None: does not ask). Raises
    ShiftNotToCome, AttendanceRecorded, MovedToPast, EndsBeforeStart, DeadlineAfterStart, PlacesWouldBeLost.
    """
    moment = now()
    check_still_to_come(shift, moment)
    until_at = sign_up_until_at or min(starts_at, shift.sign_up_until_at + (starts_at - shift.starts_at))
    check_new_time(shift, starts_at, ends_at, until_at, moment)
    with db.session.begin_nested():
        sign_ups, role_ids = hold_everybody([shift])
        check_nothing_recorded(recorded_in([shift.id]))
        old = {"old_starts_at": shift.starts_at.isoformat(), "old_ends_at": shift.ends_at.isoformat()}
        changes = {"starts_at": Replaced(shift.starts_at, starts_at), "ends_at": Replaced(shift.ends_at, ends_at)}
        shift.starts_at, shift.ends_at, shift.sign_up_until_at = starts_at, ends_at, until_at
        record("move-shift", shift, by=by.actor, changes=changes, reason=reason)
        left = sum(not _follow(sign_up, shift, by, {**old, "reason": reason or ""}) for sign_up in sign_ups)
        check_known_to_leave(left, known_to_leave)
        settle(role_ids, by=by.actor, at=moment)
    return Moved(kept=len(sign_ups) - left, left=left)


def _follow(sign_up: SignUp, shift: Shift, by: Account, told: dict[str, Any]) -> bool:
    """Move the person's hours with the shift: whether they could; else the place is given up."""
    try:
        with db.session.begin_nested(), refused_as({"ex_participant_overlap": Clash}):
            for participant in sign_up.participants:
                if participant.busy_from is not None and participant.person_id is not None:
                    participant.busy_from, participant.busy_to = busy_span(
                        participant.person_id, shift.starts_at, shift.ends_at
                    )
            sign_up.version, sign_up.changed_at = sign_up.version + 1, now()
    except Clash:
        step(sign_up, Act.CANCEL, by=by.actor, reason_code=MOVED_INTO_CLASH, reason_text=told["reason"] or None)
        _follow_without_place(sign_up, shift)
        tell("shift-moved-away", sign_up, **told)
        return False
    tell("shift-moved", sign_up, **told)
    return True


def _follow_without_place(sign_up: SignUp, shift: Shift) -> None:
    for participant in sign_up.participants:
        if participant.busy_from is not None and participant.person_id is not None:
            span = busy_span(participant.person_id, shift.starts_at, shift.ends_at)
            participant.busy_from, participant.busy_to = span


def cancel_shift(*, shift: Shift, by: Account, reason: str | None) -> int:
    """Call the shift off; every live sign-up ends and each person is told once, with the reason: how many.

    Raises ReasonNeeded, ShiftNotToCome, AttendanceRecorded.
    """
    told = check_reason(reason)
    check_still_to_come(shift, now())
    with db.session.begin_nested():
        sign_ups, role_ids = hold_everybody([shift])
        check_nothing_recorded(recorded_in([shift.id]))
        end_shift(shift, sign_ups, by=by)
        record("cancel-shift", shift, by=by.actor, changes={"sign_ups": len(sign_ups)}, reason=told)
        for sign_up in sign_ups:
            tell("shift-cancelled", sign_up, reason=told)
        settle(role_ids, by=by.actor)
    return len(sign_ups)


def end_shift(shift: Shift, sign_ups: Sequence[SignUp], *, by: Account) -> None:
    """Set a shift to cancelled and end what is live in it; telling and settling are the caller's."""
    shift.status = ShiftStatus.CANCELLED
    db.session.flush()
    for sign_up in sign_ups:
        if sign_up.shift_id == shift.id:
            step(sign_up, Act.CANCEL, by=by.actor, reason_code="shift-cancelled")


def hold_everybody(shifts: Sequence[Shift]) -> tuple[list[SignUp], set[int]]:
    """Lock the shifts' roles, everybody live in them and the other roles these wait in.

    The live sign-ups as they are under the lock, by id, and all those roles, to be settled at the end.
    """
    shift_ids = [shift.id for shift in shifts]
    own = set(db.session.scalars(select(ShiftRole.id).where(ShiftRole.shift_id.in_(shift_ids))))
    people = {sign_up.asked_by_id for sign_up in live_in(shift_ids) if sign_up.asked_by_id is not None}
    role_ids = own | roles_waited_for(people)
    places.lock(role_ids, people=people)
    for shift_id in shift_ids:
        fresh_shift(shift_id)
    return live_in(shift_ids), role_ids


def live_in(shift_ids: Sequence[int]) -> list[SignUp]:
    """The live sign-ups of the shifts, by id, with their participants, as they are now."""
    return list(
        db.session.scalars(
            select(SignUp)
            .where(SignUp.shift_id.in_(shift_ids), SignUp.state.in_(LIVE))
            .options(selectinload(SignUp.participants))
            .order_by(SignUp.id)
            .execution_options(populate_existing=True)
        )
    )
