"""Giving freed places to those who wait, in order, before the freeing transaction ends (I-5, I-6)."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from matcher.clock import now
from matcher.db import db, refused_as
from matcher.domain.audit.actions import WORKER, Actor, record
from matcher.domain.opportunities.models import Shift, ShiftRole
from matcher.domain.signups.actions import places
from matcher.domain.signups.actions.moving import fresh_shift, step
from matcher.domain.signups.actions.telling import tell
from matcher.domain.signups.eligibility import fitness
from matcher.domain.signups.models import Participant, SignUp, SignUpState
from matcher.domain.signups.rules.changes import NoPlaceLeft
from matcher.domain.signups.rules.refusals import Clash, ConsentNeeded, Refusal, of_the_day, of_the_post
from matcher.domain.signups.rules.states import Act


def promote(role_id: int, *, by: Actor = WORKER, at: datetime | None = None) -> int:
    """Give free places to those who wait, in the order of their turns: how many got one.

    Who is too young or old, lacks consent or has another place at that time is passed over, stays in line and leaves
    an audit row with the reason. Nobody is promoted once sign-up has ended: the organizer chooses then. Calling it
    when nothing is free changes nothing.
    """
    role = db.session.execute(
        select(ShiftRole)
        .where(ShiftRole.id == role_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one()
    if not role.waiting or role.is_full:
        return 0
    shift, moment = fresh_shift(role.shift_id), at or now()
    if of_the_post(shift) or of_the_day(shift, moment):
        return 0
    return _promote_in_turn(role, shift, by, moment)


def _promote_in_turn(role: ShiftRole, shift: Shift, by: Actor, at: datetime) -> int:
    promoted = 0
    for sign_up in _queue(role.id):
        if role.is_full:
            break
        try:
            _promote(sign_up, shift, by, at)
            promoted += 1
        except Refusal as reason:
            record("pass-over-sign-up", sign_up, by=by, reason=reason.code)
        except NoPlaceLeft:
            break
    return promoted


def _promote(sign_up: SignUp, shift: Shift, by: Actor, at: datetime) -> None:
    if sign_up.asked_by is not None:
        against = fitness(sign_up.asked_by, shift, at=at)
        if against is not None:
            raise against
    verdicts = {"ex_participant_overlap": Clash, "ck_participant_consent": ConsentNeeded}
    with db.session.begin_nested(), refused_as(verdicts):
        step(sign_up, Act.PROMOTE, by=by)
    tell("sign-up-promoted", sign_up)


def _queue(role_id: int) -> list[SignUp]:
    return list(
        db.session.scalars(
            select(SignUp)
            .where(SignUp.shift_role_id == role_id, SignUp.state == SignUpState.WAITING)
            .order_by(SignUp.turn)
            .execution_options(populate_existing=True)
        )
    )


def settle(role_ids: Iterable[int], *, by: Actor, at: datetime | None = None) -> None:
    """End an act that freed places or time: promote in each of the roles, then count again for lists."""
    wanted = sorted(set(role_ids))
    for role_id in wanted:
        promote(role_id, by=by, at=at)
    places.recount(
        set(
            db.session.scalars(
                select(Shift.opportunity_id)
                .join(ShiftRole, ShiftRole.shift_id == Shift.id)
                .where(ShiftRole.id.in_(wanted))
            )
        )
    )


def roles_waited_for(person_ids: Iterable[int | None]) -> set[int]:
    """The roles in which these persons wait: freed time may be what they lacked there."""
    people = {person_id for person_id in person_ids if person_id is not None}
    if not people:
        return set()
    return set(
        db.session.scalars(
            select(SignUp.shift_role_id)
            .join(Participant, Participant.sign_up_id == SignUp.id)
            .where(Participant.person_id.in_(people), SignUp.state == SignUpState.WAITING)
        )
    )
