"""Seats a company holds by head-count, without names, on shifts that welcome teams. Companies do not wait in line."""

from matcher.clock import now
from matcher.db import db, refused_as
from matcher.domain.audit.actions import Replaced, record
from matcher.domain.opportunities.models import ShiftRole
from matcher.domain.organizations.models import Organization
from matcher.domain.people.models import Account
from matcher.domain.signups.actions import places
from matcher.domain.signups.actions.leaving import withdraw
from matcher.domain.signups.actions.moving import fresh, fresh_shift
from matcher.domain.signups.actions.promotion import settle
from matcher.domain.signups.actions.telling import tell
from matcher.domain.signups.models import Participant, SignUp, SignUpState
from matcher.domain.signups.queries.attendance import recorded_in
from matcher.domain.signups.queries.companies import held_seats, seats_asked_with
from matcher.domain.signups.rules.changes import (
    SeatsAlreadyHeld,
    SeatsNotLeft,
    check_may_hold_seats,
    check_nothing_recorded,
    check_seats,
    check_still_to_come,
)
from matcher.domain.signups.rules.states import SignUpMoved


def hold_seats(*, organization: Organization, role: ShiftRole, seats: int, by: Account, request_key: str) -> SignUp:
    """Hold that many nameless seats in the role; the same `request_key` gives the same sign-up again.

    Raises a Refusal: NotACompany, TeamsNotAllowed, SeatsNotLeft, SeatsAlreadyHeld or one of the post or the day;
    SeatsOutOfRange.
    """
    key = f"organization-{organization.id}:{request_key}:{role.id}"
    earlier = seats_asked_with(key)
    if earlier is not None:
        return earlier
    with db.session.begin_nested():
        places.lock([role.id])
        earlier = seats_asked_with(key)
        return earlier if earlier is not None else _hold(organization, role, seats, by, key)


def _hold(organization: Organization, role: ShiftRole, seats: int, by: Account, key: str) -> SignUp:
    shift, moment = fresh_shift(role.shift_id), now()
    check_may_hold_seats(organization, shift, seats, moment)
    if held_seats(organization.id, role.id) is not None:
        raise SeatsAlreadyHeld
    _take_or_refuse(role, seats)
    held = SignUp(
        shift_role_id=role.id, shift_id=shift.id, organization_id=organization.id, seats=seats,
        state=SignUpState.CONFIRMED, request_key=key, created_by=by.id, created_at=moment, changed_at=moment, version=1,
    )  # fmt: skip
    with refused_as({"uq_sign_up_request": SeatsAlreadyHeld}):
        db.session.add(held)
    db.session.add_all(_nameless(held, seats))
    record("hold-seats", held, by=by.actor, changes={"seats": seats, "shift": shift.id, "role": role.id})
    tell("seats-held", held, seats=seats)
    places.step_counter(shift.opportunity_id, -seats)
    return held


def change_seats(*, sign_up: SignUp, seats: int, by: Account) -> None:
    """Hold more or fewer seats; those given back go to who waits.

    Raises SeatsOutOfRange, SeatsNotLeft, ShiftNotToCome, SignUpMoved, AttendanceRecorded.
    """
    check_seats(seats)
    check_still_to_come(sign_up.shift, now())
    with db.session.begin_nested():
        places.lock([sign_up.shift_role_id])
        fresh([sign_up])
        if sign_up.state != SignUpState.CONFIRMED or sign_up.organization_id is None:
            raise SignUpMoved
        check_nothing_recorded(recorded_in([sign_up.shift_id]) & {sign_up.id})
        before = sign_up.seats
        _resize(sign_up, seats - before)
        sign_up.seats, sign_up.version, sign_up.changed_at = seats, sign_up.version + 1, now()
        record("change-seats", sign_up, by=by.actor, changes={"seats": Replaced(before, seats)})
        tell("seats-changed", sign_up, seats=seats)
        settle([sign_up.shift_role_id], by=by.actor)


def give_back_seats(*, sign_up: SignUp, by: Account) -> None:
    """Give all seats back; they go to who waits. Raises ShiftNotToCome, SignUpMoved, TookPart."""
    withdraw(sign_up=sign_up, by=by)


def _resize(sign_up: SignUp, more: int) -> None:
    if more > 0:
        _take_or_refuse(sign_up.role, more)
        db.session.add_all(_nameless(sign_up, more))
    elif more < 0:
        places.free(sign_up.shift_role_id, -more)
        for participant in [each for each in sign_up.participants if each.person_id is None][more:]:
            db.session.delete(participant)
    db.session.flush()
    db.session.expire(sign_up, ["participants"])


def _take_or_refuse(role: ShiftRole, seats: int) -> None:
    if not places.take(role.id, seats):
        db.session.refresh(role)
        left = 0 if role.waiting else role.places_left or 0
        raise SeatsNotLeft(places_left=left)


def _nameless(sign_up: SignUp, seats: int) -> list[Participant]:
    return [Participant(sign_up_id=sign_up.id, shift_id=sign_up.shift_id, state=sign_up.state) for _ in range(seats)]
