"""What the organizer decides about one sign-up; of a course, about all its days."""

from collections.abc import Callable

from matcher.clock import now
from matcher.db import db, refused_as
from matcher.domain.people.models import Account
from matcher.domain.signups.actions import places
from matcher.domain.signups.actions.joining import position_of
from matcher.domain.signups.actions.moving import fresh, fresh_shift, step, whole
from matcher.domain.signups.actions.promotion import roles_waited_for, settle
from matcher.domain.signups.actions.telling import tell
from matcher.domain.signups.eligibility import fitness
from matcher.domain.signups.models import SignUp, SignUpState
from matcher.domain.signups.queries.attendance import recorded_in
from matcher.domain.signups.rules.changes import (
    ApplicantHindered,
    check_nothing_recorded,
    check_reason,
    check_still_to_come,
)
from matcher.domain.signups.rules.refusals import CourseFull
from matcher.domain.signups.rules.states import Act


def accept(*, sign_up: SignUp, by: Account) -> None:
    """Give the place asked for, whoever else waits: it is the organizer's decision.

    Raises NoPlaceLeft, ShiftNotToCome, SignUpMoved, ApplicantHindered where the person no longer fits.
    """

    def accept_one(one: SignUp) -> None:
        against = fitness(one.asked_by, fresh_shift(one.shift_id)) if one.asked_by else None
        if against is not None:
            raise ApplicantHindered  # why is the applicant's own affair
        with refused_as({"ex_participant_overlap": ApplicantHindered, "ck_participant_consent": ApplicantHindered}):
            step(one, Act.ACCEPT, by=by.actor, decided_by=by)

    accepted = _decide(sign_up, by, accept_one)
    tell("sign-up-accepted", sign_up, course=accepted)


def decline(*, sign_up: SignUp, by: Account, reason: str | None) -> None:
    """Turn a request or a turn down, with the reason the person reads. Raises ReasonNeeded, SignUpMoved."""
    told = check_reason(reason)
    declined = _decide(
        sign_up,
        by,
        lambda one: step(
            one, Act.DECLINE, by=by.actor, decided_by=by, reason_code="declined-by-group", reason_text=told
        ),
    )
    tell("sign-up-declined", sign_up, reason=told, course=declined)


def remove(*, sign_up: SignUp, by: Account, reason: str | None) -> None:
    """Take a confirmed place away, with the reason the person reads; who is next gets it.

    Days of a course on which the person's coming is written down stay. Raises ReasonNeeded, ShiftNotToCome,
    SignUpMoved, AttendanceRecorded.
    """
    told = check_reason(reason)

    def remove_one(one: SignUp) -> None:
        recorded = recorded_in([one.shift_id]) & {one.id}
        if one is sign_up:
            check_nothing_recorded(recorded)
        if not recorded:
            step(
                one, Act.REMOVE, by=by.actor, decided_by=by, reason_code="removed-by-group", reason_text=told
            )  # fmt: skip

    removed = _decide(sign_up, by, remove_one)
    tell("sign-up-removed", sign_up, reason=told, course=removed)


def put_on_waiting_list(*, sign_up: SignUp, by: Account) -> None:
    """Let a request wait at the end of the line; a place that frees goes to it in turn, without another decision.

    Raises CourseFull for a course (it is taken as a whole, nobody waits for one day of it), SignUpMoved.
    """
    if sign_up.course_key is not None:
        raise CourseFull
    _decide(sign_up, by, lambda one: step(one, Act.PUT_ON_WAITING_LIST, by=by.actor, decided_by=by))
    if sign_up.state == SignUpState.WAITING:
        tell("sign-up-waiting", sign_up, position=position_of(sign_up))


def _decide(sign_up: SignUp, by: Account, decision: Callable[[SignUp], None]) -> list[SignUp]:
    """One decision about the sign-up and what stands and falls with it, all or none: of which it changed the state."""
    check_still_to_come(sign_up.shift, now())
    sign_ups = whole(sign_up)
    people = {one.asked_by_id for one in sign_ups if one.asked_by_id is not None}
    role_ids = {one.shift_role_id for one in sign_ups} | roles_waited_for(people)
    with db.session.begin_nested():
        places.lock(role_ids, people=people)
        before = [(one, one.state) for one in fresh(sign_ups)]
        for one, _ in before:
            decision(one)
        decided = [one for one, state in before if one.state != state]
        settle(role_ids, by=by.actor)
    return decided
