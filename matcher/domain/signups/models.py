"""Sign-ups (申込), their participants (seats), consent of guardians, and attendance.

Held states take places; live ones are not over. Places are counted on the role, turns are given by it.
"""

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.db import Base, Code, Key, one_of
from matcher.domain.opportunities.models import Shift, ShiftRole
from matcher.domain.organizations.models import Organization
from matcher.domain.people.models import Person


class SignUpState(StrEnum):
    """Where a sign-up stands."""

    REQUESTED = "requested"
    AWAITING_CONSENT = "awaiting-consent"
    WAITING = "waiting"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


HELD = frozenset({SignUpState.CONFIRMED, SignUpState.OFFERED, SignUpState.AWAITING_CONSENT})
LIVE = HELD | {SignUpState.REQUESTED, SignUpState.WAITING}

MOVED_INTO_CLASH = "moved-into-clash"  # a reason code: the day takes place, at an hour the person has another place

IS_HELD = "state IN ('confirmed', 'offered', 'awaiting-consent')"
IS_LIVE = "state IN ('confirmed', 'offered', 'awaiting-consent', 'requested', 'waiting')"
IS_BUSY = f"{IS_HELD} AND busy_from IS NOT NULL"

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
MINUTES_OF_ONE_PERSON = 2**26  # 127 years of minutes: the spans of two people never touch


def busy_span(person_id: int, starts_at: datetime, ends_at: datetime) -> tuple[int, int]:
    """A person's time [from, to) as two whole numbers: minutes since 2000, in a range of the person's own.

    Two spans overlap exactly when they are the same person's and the times overlap.
    """
    base = person_id * MINUTES_OF_ONE_PERSON
    begin, end = (int((at - EPOCH).total_seconds() // 60) for at in (starts_at, ends_at))
    return base + begin, base + max(end, begin + 1)


class SignUp(Base):
    """One request for one or more seats in one role of a shift, asked by a person or held by an organization."""

    __tablename__ = "sign_up"

    id: Mapped[Key]
    shift_role_id: Mapped[int] = mapped_column(ForeignKey("shift_role.id"), index=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    course_key: Mapped[str | None] = mapped_column(String(40))
    seats: Mapped[int] = mapped_column(default=1)
    state: Mapped[SignUpState] = mapped_column(one_of(SignUpState, "state"))
    turn: Mapped[int | None]
    offer_until_at: Mapped[datetime | None]
    hold_until_at: Mapped[datetime | None]
    message: Mapped[str | None]  # what the person wants the group to know; deleted after the activity
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason_code: Mapped[Code | None]
    reason_text: Mapped[str | None]
    request_key: Mapped[str] = mapped_column(String(80))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    shift: Mapped[Shift] = relationship()
    role: Mapped[ShiftRole] = relationship()
    asked_by: Mapped[Person | None] = relationship()
    organization: Mapped[Organization | None] = relationship()
    participants: Mapped[list["Participant"]] = relationship(
        back_populates="sign_up",
        order_by="Participant.id",
        passive_updates=True,
        foreign_keys="[Participant.sign_up_id]",
        primaryjoin="SignUp.id == Participant.sign_up_id",
    )

    __table_args__ = (
        CheckConstraint("seats > 0", name="seats"),
        CheckConstraint("(asked_by_id IS NULL) <> (organization_id IS NULL)", name="asker"),
        CheckConstraint("(state = 'offered') = (offer_until_at IS NOT NULL)", name="offer"),
        CheckConstraint("state <> 'waiting' OR turn IS NOT NULL", name="turn"),
        UniqueConstraint("shift_role_id", "turn", name="uq_sign_up_turn"),
        UniqueConstraint("request_key", name="uq_sign_up_request"),
        UniqueConstraint("id", "state", name="uq_sign_up_id_state"),
    )

    @property
    def is_held(self) -> bool:
        """Whether it takes places."""
        return self.state in HELD

    @property
    def is_live(self) -> bool:
        """Whether it is not over."""
        return self.state in LIVE


class Participant(Base):
    """One seat of a sign-up: a person, or nameless. `state` is the sign-up's, copied by the foreign key."""

    __tablename__ = "participant"

    id: Mapped[Key]
    sign_up_id: Mapped[int] = mapped_column()
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    takes_place: Mapped[bool] = mapped_column(default=True)
    state: Mapped[SignUpState] = mapped_column(one_of(SignUpState, "state"))
    is_minor: Mapped[bool] = mapped_column(default=False)
    consent_id: Mapped[int | None] = mapped_column(ForeignKey("consent.id", use_alter=True))
    walk_in: Mapped[bool] = mapped_column(default=False)
    busy_from: Mapped[int | None] = mapped_column(BigInteger)
    busy_to: Mapped[int | None] = mapped_column(BigInteger)

    sign_up: Mapped[SignUp] = relationship(
        back_populates="participants",
        foreign_keys=[sign_up_id],
        primaryjoin="SignUp.id == Participant.sign_up_id",
    )
    person: Mapped[Person | None] = relationship()

    __table_args__ = (
        ForeignKeyConstraint(
            ["sign_up_id", "state"],
            ["sign_up.id", "sign_up.state"],
            name="fk_participant_sign_up",
            onupdate="CASCADE",
        ),
        Index("ix_participant_sign_up_id", "sign_up_id"),
        Index(
            "uq_participant_live",
            "shift_id",
            "person_id",
            unique=True,
            sqlite_where=text(IS_LIVE),
            postgresql_where=text(IS_LIVE),
        ),
        CheckConstraint("NOT (state = 'confirmed' AND is_minor AND consent_id IS NULL)", name="consent"),
        CheckConstraint("(busy_from IS NULL) = (busy_to IS NULL)", name="busy_both"),
        CheckConstraint("busy_from IS NULL OR (person_id IS NOT NULL AND busy_from < busy_to)", name="busy_span"),
        ExcludeConstraint(
            (func.int8range(text("busy_from"), text("busy_to")), "&&"),
            where=text(IS_BUSY),
            using="gist",
            name="ex_participant_overlap",
        ).ddl_if(dialect="postgresql"),
    )


class Consent(Base):
    """A guardian's consent to one minor's part in one shift: which text, how, when, and whether it still holds."""

    __tablename__ = "consent"

    id: Mapped[Key]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    guardian_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text_version: Mapped[Code]
    way: Mapped[Code]
    given_at: Mapped[datetime]
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None]

    __table_args__ = (CheckConstraint("way IN ('link', 'paper')", name="way"),)


class AttendanceStatus(StrEnum):
    """Whether somebody came."""

    PRESENT = "present"
    ABSENT = "absent"


class Attendance(Base):
    """That a participant was there on a day, and for how many minutes; only the organizer or staff record it."""

    __tablename__ = "attendance"

    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    happened_on: Mapped[date] = mapped_column(primary_key=True)
    status: Mapped[AttendanceStatus] = mapped_column(one_of(AttendanceStatus, "status"))
    minutes: Mapped[int]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    participant: Mapped[Participant] = relationship()

    __table_args__ = (
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes"),
        CheckConstraint("status = 'present' OR minutes = 0", name="absent"),
        Index("ix_attendance_happened_on", "happened_on"),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 SQLAlchemy reads it once


Index(
    "ix_participant_busy",
    Participant.busy_from,
    Participant.busy_to,
    sqlite_where=text(IS_BUSY),
    postgresql_where=text(IS_BUSY),
)
