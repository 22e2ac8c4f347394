"""Asking for a place: first come first served, by the organizer's decision, or a course as a whole.

Everything happens inside one savepoint: a refusal leaves nothing behind, and the caller's transaction goes on.
"""

import secrets

from sqlalchemy import select

from matcher.clock import now, tokyo_date
from matcher.db import db, refused_as
from matcher.domain.audit.actions import record
from matcher.domain.opportunities.models import Decision, Opportunity, Shift, ShiftRole, ShiftStatus
from matcher.domain.people.models import Account, Person
from matcher.domain.signups.actions import places
from matcher.domain.signups.actions.moving import fresh_shift
from matcher.domain.signups.actions.promotion import promote
from matcher.domain.signups.actions.telling import tell, tell_group
from matcher.domain.signups.eligibility import eligibility
from matcher.domain.signups.models import Participant, SignUp, SignUpState, busy_span
from matcher.domain.signups.rules.refusals import (
    AlreadySignedUp,
    Clash,
    ConsentNeeded,
    CourseFull,
    CourseGrew,
    TooMuchAtOnce,
)

MOST_ATTEMPTS = 20
VERDICTS = {
    "uq_participant_live": AlreadySignedUp,
    "uq_sign_up_request": AlreadySignedUp,
    "ex_participant_overlap": Clash,
    "ck_participant_consent": ConsentNeeded,
}


def sign_up(
    *,
    role: ShiftRole,
    person: Person,
    by: Account,
    request_key: str,
    message: str | None = None,
) -> SignUp:
    """Ask for a place in the role of a shift; of a course, in every shift. The sign-up (of a course, its first day).

    First come: confirmed while a place is free and nobody waits, else waiting with a turn. By the organizer: requested.
    The same `request_key` (at most 40 letters, made when the form was shown) gives the same sign-up again, whatever
    came of it since. Raises the one Refusal that holds.
    """
    key = f"{person.id}:{request_key}"
    earlier = _asked_with(key, role)
    if earlier is not None:
        return earlier
    try:
        with db.session.begin_nested():
            return _ask(role, person, by, key, message)
    except AlreadySignedUp:
        earlier = _asked_with(key, role)  # the twin of a double click came first
        if earlier is None:
            raise
        return earlier


def _asked_with(key: str, role: ShiftRole) -> SignUp | None:
    return db.session.scalar(
        select(SignUp).where(SignUp.request_key == f"{key}:{role.id}").execution_options(populate_existing=True)
    )


def _ask(role: ShiftRole, person: Person, by: Account, key: str, message: str | None) -> SignUp:
    """Take the places first, then hold the person, then judge: what is judged is read under the locks."""
    opportunity = role.shift.opportunity
    course_key = secrets.token_hex(16) if opportunity.is_course else None
    granted = _grant(_roles_asked(role, opportunity), person, opportunity.decision)
    if opportunity.is_course:
        _check_every_day(opportunity, {each.shift_id for each, _state, _turn in granted})
    asked = [
        _write(each, person, by, f"{key}:{each.id}", message, course_key, state, turn) for each, state, turn in granted
    ]
    mine = next(sign_up for sign_up in asked if sign_up.shift_role_id == role.id)
    if mine.state == SignUpState.WAITING and promote(role.id, by=by.actor):
        places.recount([opportunity.id])  # a place was free although others wait: it fits none of them
    elif mine.state == SignUpState.CONFIRMED:
        places.step_counter(opportunity.id, -len(asked))
    _announce(mine, asked)
    return mine


def _grant(
    roles: list[ShiftRole], person: Person, decision: Decision | None
) -> list[tuple[ShiftRole, SignUpState, int | None]]:
    """State and turn for each role. Holds the roles and the person from here on."""
    if decision != Decision.FIRST_COME:
        places.lock([role.id for role in roles], people=[person.id])
        return [(role, SignUpState.REQUESTED, None) for role in roles]
    granted = [(role, *_place_or_turn(role.id)) for role in roles]
    places.lock_people(Person.id == person.id)
    return granted


def _roles_asked(role: ShiftRole, opportunity: Opportunity) -> list[ShiftRole]:
    """The role itself; of a course one role of every shift, by id: the one of the same name, else the first."""
    if not opportunity.is_course:
        return [role]
    shifts = [
        shift for shift in opportunity.shifts if shift.status == ShiftStatus.SCHEDULED or shift.id == role.shift_id
    ]
    return sorted((_alike(role, shift) for shift in shifts), key=lambda each: each.id)


def _check_every_day(opportunity: Opportunity, asked: set[int]) -> None:
    """No day was added while this waited for the places of the others. Raises CourseGrew."""
    days = select(Shift.id).where(Shift.opportunity_id == opportunity.id, Shift.status == ShiftStatus.SCHEDULED)
    if not asked.issuperset(db.session.scalars(days)):
        raise CourseGrew


def _alike(role: ShiftRole, shift: Shift) -> ShiftRole:
    if shift.id == role.shift_id:
        return role
    return next((each for each in shift.roles if each.name == role.name), shift.roles[0])


def _place_or_turn(role_id: int) -> tuple[SignUpState, int | None]:
    """A place, or a turn in the queue; both updates are guarded, so what changes between them sends us round again.

    Raises TooMuchAtOnce when that went on for `MOST_ATTEMPTS` rounds.
    """
    for _ in range(MOST_ATTEMPTS):
        if places.take(role_id, 1):
            return SignUpState.CONFIRMED, None
        turn = places.enter_queue(role_id, 1)
        if turn is not None:
            return SignUpState.WAITING, turn
    raise TooMuchAtOnce


def _write(
    role: ShiftRole,
    person: Person,
    by: Account,
    request_key: str,
    message: str | None,
    course_key: str | None,
    state: SignUpState,
    turn: int | None,
) -> SignUp:
    shift, moment = fresh_shift(role.shift_id), now()
    against = eligibility(person, shift, at=moment)
    if against is not None:
        raise against
    if course_key and state == SignUpState.WAITING:
        raise CourseFull
    asked = SignUp(
        shift_role_id=role.id, shift_id=shift.id, asked_by_id=person.id, course_key=course_key, seats=1,
        state=state, turn=turn, message=message, request_key=request_key,
        created_by=None if by.person_id == person.id else by.id, created_at=moment, changed_at=moment, version=1,
    )  # fmt: skip
    with refused_as(VERDICTS):
        db.session.add(asked)
    with refused_as(VERDICTS):
        db.session.add(seat_of(asked, shift, person))
    record("sign-up", asked, by=by.actor, changes={"state": state, "shift": shift.id, "role": role.id})
    return asked


def seat_of(asked: SignUp, shift: Shift, person: Person) -> Participant:
    """The participant row of a person's sign-up: with hours the person is busy, so that no two places clash."""
    busy_from, busy_to = busy_span(person.id, shift.starts_at, shift.ends_at) if shift.is_timed else (None, None)
    return Participant(
        sign_up_id=asked.id,
        shift_id=shift.id,
        person_id=person.id,
        state=asked.state,
        is_minor=person.is_minor_on(tokyo_date(shift.starts_at)),
        busy_from=busy_from,
        busy_to=busy_to,
    )


def _announce(mine: SignUp, asked: list[SignUp]) -> None:
    if mine.state == SignUpState.REQUESTED:
        tell("sign-up-requested", mine, course=asked)
        tell_group("sign-up-to-decide", mine, course=asked)
    elif mine.state == SignUpState.WAITING:
        tell("sign-up-waiting", mine, position=position_of(mine))
    elif mine.version == 1:  # a promotion on the spot has told already
        tell("sign-up-confirmed", mine, course=asked)


def position_of(waiting: SignUp) -> int:
    """How many are in line up to and with this one."""
    found = db.session.scalars(
        select(SignUp.turn).where(
            SignUp.shift_role_id == waiting.shift_role_id,
            SignUp.state == SignUpState.WAITING,
            SignUp.turn <= waiting.turn,
        )
    )
    return len(found.all())
