"""Taking and freeing places: the only writer of `taken`, `waiting` and `next_turn` (a test over the source holds it).

What decides is the guarded UPDATE, never what was read before (PostgreSQL reads old rows while it waits, and
check-then-insert overbooks on either database). Locks are taken in one order, so that no two acts wait for each
other: roles by id, then persons by id, then rows of sign-ups, last the opportunity.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, not_, or_, select, update

from matcher.db import db
from matcher.domain.opportunities.counters import refresh_counters
from matcher.domain.opportunities.models import Opportunity, ShiftRole
from matcher.domain.people.models import Person
from matcher.domain.signups.models import Participant, SignUp, SignUpState


def lock(role_ids: Collection[int], *, people: Collection[int] = ()) -> None:
    """Hold the roles, then everybody waiting in them and `people`, until the transaction ends.

    Whoever then changes what is read under the lock waits; on SQLite the whole write transaction is the lock.
    """
    db.session.execute(
        select(ShiftRole.id).where(ShiftRole.id.in_(role_ids)).order_by(ShiftRole.id).with_for_update(key_share=True)
    ).all()
    waiting = (
        select(Participant.person_id)
        .join(SignUp, SignUp.id == Participant.sign_up_id)
        .where(
            SignUp.shift_role_id.in_(role_ids),
            SignUp.state == SignUpState.WAITING,
            Participant.person_id.is_not(None),
        )
    )
    lock_people(or_(Person.id.in_(waiting), Person.id.in_(people)))


def lock_people(which: ColumnElement[bool]) -> None:
    """Hold these persons: two acts on one person's days take turns."""
    db.session.execute(select(Person.id).where(which).order_by(Person.id).with_for_update(key_share=True)).all()


def take(role_id: int, seats: int, *, ahead_of_queue: bool = False, from_queue: bool = False) -> bool:
    """Take `seats` places if so many are free: whether they were.

    Nobody passes those who wait, so a newcomer gets nothing while anybody does; `ahead_of_queue` is for the
    organizer's decision and for those who are next, `from_queue` lets them leave the queue with the same stroke.
    """
    free = _has_free(seats) if ahead_of_queue or from_queue else _is_open_to_newcomers(seats)
    changes: dict[Any, Any] = {ShiftRole.taken: ShiftRole.taken + seats}
    if from_queue:
        changes[ShiftRole.waiting] = ShiftRole.waiting - 1
    return bool(_change(role_id, free, changes))


def free(role_id: int, seats: int) -> None:
    """Give `seats` places back. Whoever calls this promotes before the transaction ends."""
    if seats:
        _change(role_id, ShiftRole.taken >= seats, {ShiftRole.taken: ShiftRole.taken - seats})


def enter_queue(role_id: int, seats: int, *, even_if_free: bool = False) -> int | None:
    """Stand at the end of the queue: the turn, or None where a newcomer finds the places free after all."""
    full = ShiftRole.id == role_id if even_if_free else not_(_is_open_to_newcomers(seats))
    changes = {ShiftRole.waiting: ShiftRole.waiting + 1, ShiftRole.next_turn: ShiftRole.next_turn + 1}
    turn = _change(role_id, full, changes)
    return None if turn is None else turn - 1


def leave_queue(role_id: int) -> None:
    """Go out of the queue without a place."""
    _change(role_id, ShiftRole.waiting > 0, {ShiftRole.waiting: ShiftRole.waiting - 1})


def resize(role_id: int, capacity: int | None) -> bool:
    """Set the number of places if no more are taken: whether it could be set."""
    fits = ShiftRole.id == role_id if capacity is None else ShiftRole.taken <= capacity
    return bool(_change(role_id, fits, {ShiftRole.capacity: capacity}))


def _has_free(seats: int) -> ColumnElement[bool]:
    return or_(ShiftRole.capacity.is_(None), ShiftRole.taken + seats <= ShiftRole.capacity)


def _is_open_to_newcomers(seats: int) -> ColumnElement[bool]:
    return and_(ShiftRole.waiting == 0, _has_free(seats))


def _change(role_id: int, guard: ColumnElement[bool], changes: dict[Any, Any]) -> int | None:
    """One guarded UPDATE of one role: its next turn afterwards, None where the guard said no."""
    return db.session.scalar(
        update(ShiftRole)
        .where(ShiftRole.id == role_id, guard)
        .values(changes)
        .returning(ShiftRole.next_turn)
        .execution_options(synchronize_session="fetch")
    )


def step_counter(opportunity_id: int, seats: int) -> None:
    """Keep the places left that lists show after one sign-up: a step, not a recount, so two transactions add up.

    The opportunity's row is the last lock of an act: everything that signs up for it passes here.
    """
    db.session.execute(
        update(Opportunity)
        .where(Opportunity.id == opportunity_id, Opportunity.places_left.is_not(None))
        .values({Opportunity.places_left: Opportunity.places_left + seats})
        .execution_options(synchronize_session="fetch")
    )


def recount(opportunity_ids: Collection[int]) -> None:
    """Count the places left again for lists, last in an act: what is read under the lock holds all committed acts."""
    found = db.session.scalars(
        select(Opportunity)
        .where(Opportunity.id.in_(opportunity_ids))
        .order_by(Opportunity.id)
        .with_for_update(key_share=True)
    )
    for opportunity in found.all():
        refresh_counters(opportunity)
