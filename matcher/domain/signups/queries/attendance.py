"""What was recorded as having happened, shift by shift and as matches (成立)."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from matcher.db import db
from matcher.domain.opportunities.models import Opportunity, Shift
from matcher.domain.people.models import Person
from matcher.domain.signups.models import Attendance, AttendanceStatus, Participant, SignUp, SignUpState


@dataclass(frozen=True)
class Match:
    """One person who took part in one opportunity (成立): at least one shift attended."""

    person_id: int
    opportunity_id: int
    first_on: date
    minutes: int


def matches(opportunity_id: int | None = None) -> list[Match]:
    """Every person × opportunity with at least one attended shift, once; of all opportunities or of one."""
    wanted = (
        select(
            Participant.person_id,
            Shift.opportunity_id,
            func.min(Attendance.happened_on),
            func.sum(Attendance.minutes),
        )
        .select_from(Attendance)
        .join(Participant, Participant.id == Attendance.participant_id)
        .join(Shift, Shift.id == Participant.shift_id)
        .where(Attendance.status == AttendanceStatus.PRESENT, Participant.person_id.is_not(None))
        .group_by(Participant.person_id, Shift.opportunity_id)
        .order_by(Shift.opportunity_id, Participant.person_id)
    )
    if opportunity_id is not None:
        wanted = wanted.where(Shift.opportunity_id == opportunity_id)
    return [Match(row[0], *row[1:]) for row in db.session.execute(wanted) if row[0] is not None]


def recorded_in(shift_ids: Collection[int]) -> set[int]:
    """Those of the sign-ups in these shifts of which it is written whether somebody came."""
    found = (
        select(Participant.sign_up_id)
        .join(Attendance, Attendance.participant_id == Participant.id)
        .where(Participant.shift_id.in_(shift_ids))
    )
    return set(db.session.scalars(found))


def attendance_of(participant_id: int, happened_on: date) -> Attendance | None:
    """The record of one participant on one day."""
    return db.session.get(Attendance, (participant_id, happened_on))


def expected(shift_id: int) -> list[SignUp]:
    """The confirmed sign-ups of a shift in the order of names (nameless last), with participants and persons.

    Personal: the page that shows them logs it.
    """
    found = db.session.scalars(_expected(shift_id)).unique().all()
    return sorted(found, key=_by_name)


def _expected(shift_id: int) -> Select[SignUp]:
    return (
        select(SignUp)
        .where(SignUp.shift_id == shift_id, SignUp.state == SignUpState.CONFIRMED)
        .options(
            joinedload(SignUp.participants).joinedload(Participant.person),
            joinedload(SignUp.asked_by),
            joinedload(SignUp.organization),
            joinedload(SignUp.role),
        )
    )


def _by_name(sign_up: SignUp) -> tuple[bool, str, int]:
    person = sign_up.asked_by
    return person is None, (person.name_kana or person.name) if person else "", sign_up.id


def attendances(shift_id: int, happened_on: date) -> dict[int, Attendance]:
    """What is recorded for a shift on a day, by participant."""
    rows = db.session.scalars(
        select(Attendance)
        .join(Participant, Participant.id == Attendance.participant_id)
        .where(Participant.shift_id == shift_id, Attendance.happened_on == happened_on)
    )
    return {attendance.participant_id: attendance for attendance in rows}


def unrecorded_shifts(organization_id: int, *, at: datetime) -> list[int]:
    """The ids of the group's shifts that are over with confirmed seats nobody has recorded, oldest first."""
    recorded = select(Attendance.participant_id).where(Attendance.participant_id == Participant.id).exists()
    return list(
        db.session.scalars(
            select(Shift.id)
            .join(Opportunity, Opportunity.id == Shift.opportunity_id)
            .join(Participant, Participant.shift_id == Shift.id)
            .where(
                Opportunity.organization_id == organization_id,
                Shift.ends_at <= at,
                Participant.state == SignUpState.CONFIRMED,
                ~recorded,
            )
            .group_by(Shift.id)
            .order_by(func.min(Shift.starts_at), Shift.id)
        )
    )


def person_known_as(name: str, *, phone: str | None, email: str | None) -> Person | None:
    """Somebody of that very name with that phone number or mail address; None where there is none, or several."""
    by_contact = []
    if phone:
        by_contact.append(Person.phone == phone)
    if email:
        by_contact.append(func.lower(Person.email) == email.lower())
    found: set[Person] = set()
    for condition in by_contact:
        found |= set(db.session.scalars(select(Person).where(condition, Person.anonymized_at.is_(None))))
    alike = [person for person in found if _folded(person.name) == _folded(name)]
    return alike[0] if len(alike) == 1 else None


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
