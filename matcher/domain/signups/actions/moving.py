"""One step in the life of a sign-up: its state, its places, its turn and the record, always together.

Whoever calls these holds the locks (places.lock) and ends its act with `promotion.settle`.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from matcher.clock import now
from matcher.db import db
from matcher.domain.audit.actions import Actor, Replaced, record
from matcher.domain.opportunities.models import Opportunity, Shift
from matcher.domain.people.models import Account
from matcher.domain.signups.actions import places
from matcher.domain.signups.models import HELD, LIVE, SignUp, SignUpState
from matcher.domain.signups.rules.changes import NoPlaceLeft
from matcher.domain.signups.rules.states import Act, after


def fresh_shift(shift_id: int) -> Shift:
    """The shift with its opportunity and organization as they are now, whatever was read before the lock."""
    return db.session.execute(
        select(Shift)
        .where(Shift.id == shift_id)
        .options(joinedload(Shift.opportunity).joinedload(Opportunity.organization))
        .execution_options(populate_existing=True)
    ).scalar_one()


def fresh(sign_ups: Sequence[SignUp]) -> list[SignUp]:
    """The same sign-ups as they are now, by id, with their participants."""
    for sign_up in sign_ups:
        db.session.refresh(sign_up)
        db.session.expire(sign_up, ["participants"])
    return sorted(sign_ups, key=lambda sign_up: sign_up.id)


def whole(sign_up: SignUp) -> list[SignUp]:
    """The live sign-ups that stand and fall with this one: all days of a course still live, else itself alone."""
    if sign_up.course_key is None:
        return [sign_up]
    return list(
        db.session.scalars(
            select(SignUp)
            .where(SignUp.course_key == sign_up.course_key, SignUp.state.in_(LIVE))
            .order_by(SignUp.shift_role_id)
        )
    ) or [sign_up]


def step(
    sign_up: SignUp,
    act: Act,
    *,
    by: Actor,
    decided_by: Account | None = None,
    reason_code: str | None = None,
    reason_text: str | None = None,
) -> None:
    """Do one act of the table: take or free places, enter or leave the queue, change the state, record it.

    Raises SignUpMoved where the state does not allow the act, NoPlaceLeft where a place is wanted and none is free.
    """
    before, target = sign_up.state, after(sign_up.state, act)
    _move_places(sign_up, before, target)
    sign_up.state, sign_up.changed_at, sign_up.version = target, now(), sign_up.version + 1
    sign_up.reason_code, sign_up.reason_text = reason_code, reason_text
    if decided_by is not None:
        sign_up.decided_by = decided_by.id
    db.session.flush()
    db.session.expire(sign_up, ["participants"])
    record(f"{act}-sign-up", sign_up, by=by, changes={"state": Replaced(before, target)}, reason=reason_code)


def _move_places(sign_up: SignUp, before: SignUpState, target: SignUpState) -> None:
    role_id, seats = sign_up.shift_role_id, places_of(sign_up)
    if target in HELD and before not in HELD:
        if not places.take(role_id, seats, ahead_of_queue=True, from_queue=before == SignUpState.WAITING):
            raise NoPlaceLeft
    elif before in HELD and target not in HELD:
        places.free(role_id, seats)
    elif before == SignUpState.WAITING:
        places.leave_queue(role_id)
    elif target == SignUpState.WAITING:
        sign_up.turn = places.enter_queue(role_id, seats, even_if_free=True)


def places_of(sign_up: SignUp) -> int:
    """How many places the sign-up takes when it is held: walk-ins take none."""
    return sum(participant.takes_place for participant in sign_up.participants)
