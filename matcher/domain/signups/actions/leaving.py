"""Giving a place, a turn or a request back."""

from datetime import datetime

from sqlalchemy import select, true, update

from matcher.clock import now
from matcher.db import db
from matcher.domain.audit.actions import WORKER
from matcher.domain.opportunities.models import Shift
from matcher.domain.people.models import Account, Person
from matcher.domain.signups.actions import places
from matcher.domain.signups.actions.moving import fresh, step, whole
from matcher.domain.signups.actions.promotion import roles_waited_for, settle
from matcher.domain.signups.actions.telling import tell, tell_group
from matcher.domain.signups.models import LIVE, SignUp, SignUpState
from matcher.domain.signups.queries.attendance import recorded_in
from matcher.domain.signups.rules.changes import TookPart, check_still_to_come
from matcher.domain.signups.rules.states import Act


def withdraw(*, sign_up: SignUp, by: Account) -> None:
    """Take a sign-up back, of a course all its days to come; the place goes to who is next.

    Allowed until the shift is over; after the deadline nobody is promoted any more, and the group is told at once.
    Days on which the person's coming is written down stay. Raises ShiftNotToCome, SignUpMoved, TookPart.
    """
    moment = now()
    check_still_to_come(sign_up.shift, moment)
    if not _withdraw(_to_come(whole(sign_up), moment) or [sign_up], by, moment):
        raise TookPart


def withdraw_all(*, person: Person, by: Account) -> int:
    """Take back everything the person has coming, as when an account is deleted: how many sign-ups that were.

    Days on which the person's coming is written down stay.
    """
    moment = now()
    sign_ups = list(
        db.session.scalars(
            select(SignUp)
            .join(Shift, Shift.id == SignUp.shift_id)
            .where(SignUp.asked_by_id == person.id, SignUp.state.in_(LIVE), Shift.ends_at > moment)
            .order_by(SignUp.shift_role_id)
        )
    )
    return _withdraw(sign_ups, by, moment) if sign_ups else 0


def _withdraw(asked: list[SignUp], by: Account, at: datetime) -> int:
    """Take back what nobody has written an attendance of: how many sign-ups that were."""
    people = {sign_up.asked_by_id for sign_up in asked}
    role_ids = {sign_up.shift_role_id for sign_up in asked} | roles_waited_for(people)
    places.lock(role_ids, people={person_id for person_id in people if person_id is not None})
    recorded = recorded_in({sign_up.shift_id for sign_up in asked})
    sign_ups = [sign_up for sign_up in asked if sign_up.id not in recorded]
    for sign_up in fresh(sign_ups):
        held = sign_up.is_held
        step(sign_up, Act.WITHDRAW, by=by.actor)
        if held and sign_up.shift.sign_up_until_at <= at:
            tell_group("late-withdrawal", sign_up, seats=sign_up.seats)
    for first in _one_of_each(sign_ups):
        kind = "sign-up-withdrawn" if first.asked_by_id else "seats-given-back"
        tell(kind, first, seats=first.seats, course=_course_of(first, sign_ups))
    settle(role_ids, by=by.actor, at=at)
    return len(sign_ups)


def _one_of_each(sign_ups: list[SignUp]) -> list[SignUp]:
    """One sign-up of each course, and each that is of none: what is told of once."""
    seen: dict[str, SignUp] = {}
    for sign_up in sign_ups:
        seen.setdefault(sign_up.course_key or f"alone-{sign_up.id}", sign_up)
    return list(seen.values())


def _course_of(first: SignUp, sign_ups: list[SignUp]) -> list[SignUp]:
    return [each for each in sign_ups if each.course_key == first.course_key] if first.course_key else []


def _to_come(sign_ups: list[SignUp], at: datetime) -> list[SignUp]:
    return [sign_up for sign_up in sign_ups if sign_up.shift.is_to_come(at)]


def end_unanswered(*, opportunity_id: int | None = None) -> int:
    """Let requests and turns for shifts that are over run out, of all or of one opportunity: how many ended (I-9).

    The worker's duty; at most 500 at a time.
    """
    moment = now()
    waiting = (SignUpState.REQUESTED, SignUpState.WAITING, SignUpState.OFFERED, SignUpState.AWAITING_CONSENT)
    sign_ups = list(
        db.session.scalars(
            select(SignUp)
            .join(Shift, Shift.id == SignUp.shift_id)
            .where(
                SignUp.state.in_(waiting),
                Shift.ends_at <= moment,
                true() if opportunity_id is None else Shift.opportunity_id == opportunity_id,
            )
            .order_by(SignUp.shift_role_id, SignUp.id)
            .limit(500)
        )
    )
    if not sign_ups:
        return 0
    role_ids = {sign_up.shift_role_id for sign_up in sign_ups}
    places.lock(role_ids)
    for sign_up in fresh(sign_ups):
        if sign_up.state in waiting:
            step(sign_up, Act.EXPIRE, by=WORKER)
            tell("sign-up-expired", sign_up)
    settle(role_ids, by=WORKER, at=moment)
    return len(sign_ups)


def forget_messages() -> int:
    """Delete what people wanted the group to know once the day is over, as the form promised: how many were deleted.

    The worker's duty.
    """
    over = select(Shift.id).where(Shift.ends_at <= now())
    forgotten = db.session.execute(
        update(SignUp)
        .where(SignUp.message.is_not(None), SignUp.shift_id.in_(over))
        .values(message=None)
        .execution_options(synchronize_session=False)
    )
    db.session.expire_all()
    return int(getattr(forgotten, "rowcount", 0))
