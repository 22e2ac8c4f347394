"""What happened: who came, for how long, and who came without having signed up. Only organizers and staff record it."""

import secrets
from datetime import date

from matcher.clock import now, today
from matcher.db import db, refused_as
from matcher.domain.audit.actions import Replaced, record
from matcher.domain.opportunities.models import Shift, ShiftRole
from matcher.domain.people.models import Account, ContactWay, Person
from matcher.domain.signups.actions import places
from matcher.domain.signups.models import Attendance, AttendanceStatus, Participant, SignUp, SignUpState
from matcher.domain.signups.queries.attendance import attendance_of, person_known_as
from matcher.domain.signups.queries.companies import seats_asked_with
from matcher.domain.signups.rules.attendance import (
    HeadCountTooHigh,
    WalkInAlreadyListed,
    WalkInContactNeeded,
    WalkInIsMinor,
    check_has_happened,
    check_has_place,
    check_heads,
    minutes_to_record,
)


def hold_list(shift: Shift) -> None:
    """Let two lists of one shift be written one after the other, so that the later corrects the earlier."""
    places.lock([role.id for role in shift.roles])
    db.session.expire_all()


def record_attendance(
    *,
    participant: Participant,
    happened_on: date,
    status: AttendanceStatus,
    by: Account,
    minutes: int | None = None,
) -> Attendance:
    """Write whether somebody came on a day and for how many minutes (None: the shift's own); again to correct it.

    Raises ShiftDidNotHappen, NotOnADayOfTheShift, NotYetHappened, NotExpected, MinutesNeeded, MinutesOutOfRange.
    """
    shift = participant.sign_up.shift
    check_has_happened(shift, happened_on, today())
    check_has_place(participant.state)
    counted = minutes_to_record(shift, happened_on, status, minutes)
    known = attendance_of(participant.id, happened_on)
    if known is not None:
        return _correct(known, status, counted, by)
    written = Attendance(
        participant_id=participant.id, happened_on=happened_on, status=status, minutes=counted,
        recorded_by=by.id, recorded_at=now(), version=1,
    )  # fmt: skip
    db.session.add(written)
    _record("record-attendance", participant.sign_up, by, happened_on, status, counted)
    return written


def _correct(known: Attendance, status: AttendanceStatus, minutes: int, by: Account) -> Attendance:
    if (known.status, known.minutes) == (status, minutes):
        return known
    changes = {
        "happened_on": known.happened_on,
        "attendance": Replaced(known.status, status),
        "minutes": Replaced(known.minutes, minutes),
    }
    known.status, known.minutes = status, minutes
    known.recorded_by, known.recorded_at = by.id, now()
    record("correct-attendance", known.participant.sign_up, by=by.actor, changes=changes)
    return known


def record_head_count(
    *, sign_up: SignUp, happened_on: date, present: int, by: Account, minutes: int | None = None
) -> None:
    """Write how many of the nameless seats came; the others were absent. Raises HeadCountTooHigh and as above."""
    nameless = [participant for participant in sign_up.participants if participant.person_id is None]
    if not 0 <= present <= len(nameless):
        raise HeadCountTooHigh(seats=len(nameless))
    for number, participant in enumerate(nameless):
        status = AttendanceStatus.PRESENT if number < present else AttendanceStatus.ABSENT
        record_attendance(participant=participant, happened_on=happened_on, status=status, by=by, minutes=minutes)


def add_walk_in(
    *,
    role: ShiftRole,
    happened_on: date,
    by: Account,
    name: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    is_adult: bool = False,
    minutes: int | None = None,
    request_key: str | None = None,
) -> Participant:
    """Add somebody who came without signing up, with the attendance of that day; walk-ins take no places.

    With a name and a phone number or mail address (somebody known by both is that person); without a name only the
    head counts, for the group that runs the shift. Raises WalkInContactNeeded, WalkInIsMinor, WalkInAlreadyListed
    and the errors of `record_attendance`.
    """
    shift = role.shift
    check_has_happened(shift, happened_on, today())
    key = f"walk-in:{by.id}:{request_key or secrets.token_hex(16)}"
    person = _person(name, phone, email, is_adult, by) if name else None
    with db.session.begin_nested():
        participant = _seat(role, shift, person, by, key)
        record_attendance(
            participant=participant, happened_on=happened_on, status=AttendanceStatus.PRESENT, by=by, minutes=minutes
        )
    return participant


def add_heads(
    *,
    role: ShiftRole,
    happened_on: date,
    heads: int,
    by: Account,
    request_key: str,
    minutes: int | None = None,
) -> None:
    """Add so many people without names, who came without having signed up; the same `request_key` adds them once.

    Raises HeadsOutOfRange and the errors of `record_attendance`.
    """
    check_heads(heads)
    if seats_asked_with(f"walk-in:{by.id}:{request_key}-0") is not None:
        return
    for number in range(heads):
        add_walk_in(
            role=role, happened_on=happened_on, by=by, minutes=minutes, request_key=f"{request_key}-{number}"
        )  # fmt: skip


def _person(name: str, phone: str | None, email: str | None, is_adult: bool, by: Account) -> Person:
    if not phone and not email:
        raise WalkInContactNeeded
    if not is_adult:
        raise WalkInIsMinor
    known = person_known_as(name, phone=phone, email=email)
    if known is not None:
        return known
    entered = Person(
        name=name, phone=phone, email=email, contact_by=ContactWay.MAIL if email else ContactWay.PHONE,
        adult_declared_at=now(), entered_by=by.id, created_at=now(),
    )  # fmt: skip
    db.session.add(entered)
    record("enter-person", entered, by=by.actor, changes={"name": None, "phone": None, "email": None})
    return entered


def _seat(role: ShiftRole, shift: Shift, person: Person | None, by: Account, key: str) -> Participant:
    moment = now()
    asked = SignUp(
        shift_role_id=role.id, shift_id=shift.id, asked_by_id=person.id if person else None,
        organization_id=None if person else shift.opportunity.organization_id, seats=1,
        state=SignUpState.CONFIRMED, request_key=key, created_by=by.id, created_at=moment, changed_at=moment, version=1,
    )  # fmt: skip
    with refused_as({"uq_sign_up_request": WalkInAlreadyListed}):
        db.session.add(asked)
    participant = Participant(
        sign_up_id=asked.id, shift_id=shift.id, person_id=person.id if person else None,
        state=SignUpState.CONFIRMED, takes_place=False, walk_in=True,
    )  # fmt: skip
    with refused_as({"uq_participant_live": WalkInAlreadyListed}):
        db.session.add(participant)
    record("add-walk-in", asked, by=by.actor, changes={"shift": shift.id, "role": role.id, "named": person is not None})
    return participant


def _record(act: str, sign_up: SignUp, by: Account, on: date, status: AttendanceStatus, minutes: int) -> None:
    record(act, sign_up, by=by.actor, changes={"happened_on": on, "attendance": status, "minutes": minutes})
