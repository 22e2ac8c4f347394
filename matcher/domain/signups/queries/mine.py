"""What a person has coming, waits for and has done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, func, or_, select
from sqlalchemy.orm import aliased

from matcher.clock import fiscal_year, fiscal_year_days
from matcher.db import db
from matcher.domain.notifications.models import Notification
from matcher.domain.opportunities.models import (
    Opportunity,
    OpportunityStatus,
    Shift,
    ShiftRole,
    ShiftStatus,
    Timing,
)
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.domain.signups.models import (
    HELD,
    LIVE,
    MOVED_INTO_CLASH,
    Attendance,
    AttendanceStatus,
    Participant,
    SignUp,
    SignUpState,
)


@dataclass(frozen=True)
class Place:
    """A live part of a person in a shift to come: enough to tell whether another shift clashes with it."""

    shift_id: int
    state: SignUpState
    title: str
    starts_at: datetime
    ends_at: datetime
    has_hours: bool

    @property
    def is_held(self) -> bool:
        """Whether it takes a place."""
        return self.state in HELD


def places_of(person_id: int, *, since: datetime) -> list[Place]:
    """The person's live parts in shifts that end after `since`, by start."""
    rows = db.session.execute(
        select(
            Participant.shift_id,
            Participant.state,
            Opportunity.title,
            Shift.starts_at,
            Shift.ends_at,
            Participant.busy_from.is_not(None),
        )
        .join(Shift, Shift.id == Participant.shift_id)
        .join(Opportunity, Opportunity.id == Shift.opportunity_id)
        .where(Participant.person_id == person_id, Participant.state.in_(LIVE), Shift.ends_at > since)
        .order_by(Shift.starts_at, Shift.id)
    )
    return [Place(*row) for row in rows]


@dataclass(frozen=True)
class MySignUp:
    """One sign-up as its person sees it; `position` (from 1) only while waiting."""

    sign_up_id: int
    state: SignUpState
    course_key: str | None
    created_at: datetime
    reason_code: str | None
    reason_text: str | None
    opportunity_id: int
    title: str
    organization_name: str
    venue: str | None
    meeting_place: str | None
    things_to_bring: str | None
    role_name: str
    shift_status: ShiftStatus
    timing: Timing
    starts_at: datetime
    ends_at: datetime
    sign_up_until_at: datetime
    label: str
    online_note: str | None
    position: int | None
    is_paused: bool  # the city has taken the post, or the group's posts, off the public pages for now

    @property
    def is_timed(self) -> bool:
        """Whether the shift has exact hours."""
        return self.timing == Timing.TIMED

    @property
    def is_held(self) -> bool:
        """Whether it takes a place."""
        return self.state in HELD

    @property
    def is_live(self) -> bool:
        """Whether it is not over."""
        return self.state in LIVE

    @property
    def outcome(self) -> str:
        """The state, or how it came to an end where the state alone would say something else."""
        return "moved-away" if self.reason_code == MOVED_INTO_CLASH else self.state


def _position() -> ScalarSelect[int]:
    """How many wait up to the sign-up of the row, itself included; 0 where it does not wait."""
    ahead = aliased(SignUp)
    return (
        select(func.count())
        .where(
            ahead.shift_role_id == SignUp.shift_role_id,
            ahead.state == SignUpState.WAITING,
            ahead.turn <= SignUp.turn,
            SignUp.state == SignUpState.WAITING,
        )
        .correlate(SignUp)
        .scalar_subquery()
    )


def _my_sign_ups(person_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            SignUp.id, SignUp.state, SignUp.course_key, SignUp.created_at, SignUp.reason_code, SignUp.reason_text,
            Opportunity.id, Opportunity.title, Organization.name, Opportunity.venue, Opportunity.meeting_place,
            Opportunity.things_to_bring, ShiftRole.name, Shift.status, Shift.timing, Shift.starts_at, Shift.ends_at,
            Shift.sign_up_until_at, Shift.label, Opportunity.online_note, func.nullif(_position(), 0),
            or_(Opportunity.status == OpportunityStatus.SUSPENDED, Organization.status == OrganizationStatus.SUSPENDED),
        )
        .join(ShiftRole, ShiftRole.id == SignUp.shift_role_id)
        .join(Shift, Shift.id == SignUp.shift_id)
        .join(Opportunity, Opportunity.id == Shift.opportunity_id)
        .join(Organization, Organization.id == Opportunity.organization_id)
        .where(SignUp.asked_by_id == person_id)
    )  # fmt: skip


def my_coming(person_id: int, *, since: datetime) -> list[MySignUp]:
    """The person's live sign-ups for shifts not yet over, by start."""
    rows = db.session.execute(
        _my_sign_ups(person_id)
        .where(SignUp.state.in_(LIVE), Shift.ends_at > since)
        .order_by(Shift.starts_at, SignUp.id)
    )
    return [MySignUp(*row) for row in rows]


@dataclass(frozen=True)
class OwnDay:
    """The person's live sign-up for a shift of the opportunity one looks at."""

    sign_up_id: int
    state: SignUpState


def own_days(person_id: int, opportunity_id: int) -> dict[int, OwnDay]:
    """The person's live sign-ups for the shifts of one opportunity, by shift id."""
    rows = db.session.execute(
        select(SignUp.shift_id, SignUp.id, SignUp.state)
        .join(Shift, Shift.id == SignUp.shift_id)
        .where(SignUp.asked_by_id == person_id, SignUp.state.in_(LIVE), Shift.opportunity_id == opportunity_id)
    )
    return {shift_id: OwnDay(sign_up_id, state) for shift_id, sign_up_id, state in rows}


def my_ended(person_id: int, *, since: datetime) -> list[MySignUp]:
    """Sign-ups for shifts not yet over that ended by somebody else's act: called off, turned down, run out."""
    told = (SignUpState.DECLINED, SignUpState.CANCELLED, SignUpState.EXPIRED)
    rows = db.session.execute(
        _my_sign_ups(person_id)
        .where(SignUp.state.in_(told), Shift.ends_at > since)
        .order_by(Shift.starts_at, SignUp.id)
    )
    return [MySignUp(*row) for row in rows]


def my_sign_up(sign_up: SignUp) -> MySignUp:
    """One sign-up as its person sees it."""
    row = db.session.execute(_my_sign_ups(sign_up.asked_by_id or 0).where(SignUp.id == sign_up.id)).one()
    return MySignUp(*row)


def my_course(mine: MySignUp, person_id: int, *, since: datetime) -> list[MySignUp]:
    """All live days not yet over that stand and fall with the sign-up, by start: of a course several, else itself."""
    if mine.course_key is None:
        return [mine]
    rows = db.session.execute(
        _my_sign_ups(person_id)
        .where(SignUp.course_key == mine.course_key, SignUp.state.in_(LIVE), Shift.ends_at > since)
        .order_by(Shift.starts_at, SignUp.id)
    )
    return [MySignUp(*row) for row in rows] or [mine]


@dataclass(frozen=True)
class OldTime:
    """When a shift was to be before it moved."""

    starts_at: datetime
    ends_at: datetime
    is_timed: bool
    label: str


def moved_from(sign_up: SignUp) -> OldTime | None:
    """The time before the shift moved away from the person, as the notice told it; None where it did not."""
    told = db.session.scalar(
        select(Notification.parameters)
        .where(
            Notification.recipient_id == sign_up.asked_by_id,
            Notification.kind == "shift-moved-away",
            Notification.subject_type == SignUp.__tablename__,
            Notification.subject_id == sign_up.id,
        )
        .order_by(Notification.id.desc())
        .limit(1)
    )
    if told is None:
        return None
    starts_at, ends_at = (datetime.fromisoformat(told[name]) for name in ("old_starts_at", "old_ends_at"))
    return OldTime(starts_at, ends_at, told["is_timed"], told["label"])


@dataclass(frozen=True)
class PastDay:
    """One day a person's attendance was recorded for."""

    happened_on: date
    minutes: int
    opportunity_id: int
    title: str
    organization_id: int
    organization_name: str
    role_name: str


@dataclass(frozen=True)
class Year:
    """A person's recorded days of one fiscal year, newest first."""

    fiscal_year: int
    days: tuple[PastDay, ...]

    @property
    def minutes(self) -> int:
        """The sum of all days, in minutes."""
        return sum(day.minutes for day in self.days)

    @property
    def organizations(self) -> int:
        """With how many different organizations."""
        return len({day.organization_id for day in self.days})


def my_years(person_id: int) -> list[Year]:
    """What the person has done by fiscal year, newest first: only days an organizer recorded as attended."""
    rows = db.session.execute(
        select(
            Attendance.happened_on,
            Attendance.minutes,
            Opportunity.id,
            Opportunity.title,
            Organization.id,
            Organization.name,
            ShiftRole.name,
        )
        .join(Participant, Participant.id == Attendance.participant_id)
        .join(SignUp, SignUp.id == Participant.sign_up_id)
        .join(ShiftRole, ShiftRole.id == SignUp.shift_role_id)
        .join(Shift, Shift.id == Participant.shift_id)
        .join(Opportunity, Opportunity.id == Shift.opportunity_id)
        .join(Organization, Organization.id == Opportunity.organization_id)
        .where(Participant.person_id == person_id, Attendance.status == AttendanceStatus.PRESENT)
        .order_by(Attendance.happened_on.desc(), Shift.starts_at.desc())
    )
    return list(_by_year([PastDay(*row) for row in rows]))


def _by_year(days: list[PastDay]) -> Iterator[Year]:
    for year in sorted({fiscal_year(day.happened_on) for day in days}, reverse=True):
        first, last = fiscal_year_days(year)
        yield Year(year, tuple(day for day in days if first <= day.happened_on <= last))
