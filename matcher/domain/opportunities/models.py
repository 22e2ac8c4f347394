"""An opportunity (募集), its shifts (活動枠), their roles (役割) that hold the places, and its tags."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from matcher.db import Base, Code, Key, one_of
from matcher.domain.city.models import Department
from matcher.domain.organizations.models import Organization
from matcher.folding import tokens_of


class OpportunityKind(StrEnum):
    """Whether people come to help or to take part."""

    VOLUNTEER = "volunteer"
    EVENT = "event"


class SignUpWay(StrEnum):
    """Where one signs up: in this service, elsewhere, or nowhere because it is not needed."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    NOT_NEEDED = "not-needed"


class Joining(StrEnum):
    """Whether one chooses shifts singly or joins all of them (a course: all or none)."""

    EACH_SHIFT = "each-shift"
    ALL_SHIFTS = "all-shifts"


class Decision(StrEnum):
    """Who decides about a sign-up: the order of coming, the organizer, or a drawing."""

    FIRST_COME = "first-come"
    BY_ORGANIZER = "by-organizer"
    LOTTERY = "lottery"


class AttendanceMode(StrEnum):
    """Where it happens."""

    ON_SITE = "on-site"
    ONLINE = "online"
    BOTH = "both"


class OpportunityStatus(StrEnum):
    """Where an opportunity stands; only published ones are found by the public."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class TagTaxonomy(StrEnum):
    """What a tag of an opportunity says; the codes are those of the plan file."""

    PILLAR = "pillar"
    MEASURE = "measure"
    AUDIENCE = "audience"
    CRITERION = "criterion"
    FIELD = "field"
    ACTIVITY = "activity"
    FORM = "form"


class Timing(StrEnum):
    """Whether a shift has exact hours or is a period within which one comes."""

    TIMED = "timed"
    PERIOD = "period"


class ShiftStatus(StrEnum):
    """Whether a shift takes place."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


COMPLETE = (
    "summary IS NOT NULL AND description IS NOT NULL AND things_to_bring IS NOT NULL AND district IS NOT NULL"
    " AND sign_up_way IS NOT NULL AND joining IS NOT NULL AND decision IS NOT NULL"
    " AND attendance_mode IS NOT NULL AND insurance_type IS NOT NULL AND contact_name IS NOT NULL"
)
NEWEST = ("status", "published_at", "id", "organization_id")
TO_COME = text("first_open_starts_at IS NOT NULL")


class Opportunity(Base):
    """What a group (or the city) asks people to join. Columns without a value are allowed until it is submitted."""

    __tablename__ = "opportunity"

    id: Mapped[Key]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    kind: Mapped[OpportunityKind] = mapped_column(one_of(OpportunityKind, "kind"))
    status: Mapped[OpportunityStatus] = mapped_column(
        one_of(OpportunityStatus, "status"), default=OpportunityStatus.DRAFT
    )
    title: Mapped[str]
    title_kana: Mapped[str | None]
    easy_summary: Mapped[str | None]
    summary: Mapped[str | None]
    description: Mapped[str | None]
    things_to_bring: Mapped[str | None]
    sign_up_way: Mapped[SignUpWay | None] = mapped_column(one_of(SignUpWay, "sign_up_way"))
    sign_up_url: Mapped[str | None]
    joining: Mapped[Joining | None] = mapped_column(one_of(Joining, "joining"))
    decision: Mapped[Decision | None] = mapped_column(one_of(Decision, "decision"))
    district: Mapped[Code | None]
    venue: Mapped[str | None]
    address: Mapped[str | None]
    meeting_place: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    access_note: Mapped[str | None]
    attendance_mode: Mapped[AttendanceMode | None] = mapped_column(one_of(AttendanceMode, "attendance_mode"))
    online_note: Mapped[str | None]  # how one joins; shown only to those who hold a place
    min_age: Mapped[int | None]
    max_age: Mapped[int | None]
    fee_yen: Mapped[int | None]
    fee_note: Mapped[str | None]
    transport_note: Mapped[str | None]
    insurance_type: Mapped[Code | None]
    insurance_note: Mapped[str | None]
    rain_policy: Mapped[str | None]
    contact_name: Mapped[str | None]
    contact_phone: Mapped[str | None]
    contact_email: Mapped[str | None]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    city_role: Mapped[str | None]
    partner_role: Mapped[str | None]
    shared_purpose: Mapped[str | None]
    source: Mapped[Code | None]
    source_key: Mapped[str | None] = mapped_column(String(64))
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("opportunity.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    submitted_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    return_reason: Mapped[str | None]
    published_at: Mapped[datetime | None]
    changed_at: Mapped[datetime | None]
    search_text: Mapped[str] = mapped_column(default="")
    search_tokens: Mapped[str] = mapped_column(default="", server_default="")  # follows search_text; the index reads it
    first_open_starts_at: Mapped[datetime | None]  # of the shifts still to come; lists sort by it
    places_left: Mapped[int | None]  # over all shifts to come; None = some shift has no limit
    version: Mapped[int] = mapped_column(default=1)

    organization: Mapped[Organization] = relationship()
    department: Mapped[Department | None] = relationship()
    shifts: Mapped[list["Shift"]] = relationship(
        back_populates="opportunity", order_by="Shift.starts_at, Shift.id", cascade="all, delete-orphan"
    )
    tags: Mapped[list["OpportunityTag"]] = relationship(cascade="all, delete-orphan")

    __table_args__ = (
        UniqueConstraint("organization_id", "source", "source_key", name="uq_opportunity_source"),
        CheckConstraint("decided_by IS NULL OR decided_by <> submitted_by", name="four_eyes"),
        CheckConstraint(f"status IN ('draft', 'returned') OR ({COMPLETE})", name="published_is_complete"),
        CheckConstraint("status <> 'published' OR decided_by IS NOT NULL", name="decided"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="coordinates"),
        CheckConstraint("min_age IS NULL OR max_age IS NULL OR min_age <= max_age", name="ages"),
        CheckConstraint("fee_yen IS NULL OR fee_yen >= 0", name="fee_yen"),
        # the lists of the public: what they are ordered by, and what decides whether they show a row at all
        Index("ix_opportunity_soonest", "status", "first_open_starts_at", "id", "organization_id"),
        Index("ix_opportunity_newest", *NEWEST, sqlite_where=TO_COME, postgresql_where=TO_COME),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 SQLAlchemy reads it once

    @validates("search_text")
    def _tokens_follow(self, _name: str, text: str) -> str:
        self.search_tokens = tokens_of(text)
        return text

    @property
    def is_published(self) -> bool:
        """Whether the public finds it."""
        return self.status == OpportunityStatus.PUBLISHED

    @property
    def is_with_city(self) -> bool:
        """Whether a department of the city has a part in it (a candidate collaboration project)."""
        return self.department_id is not None

    @property
    def is_course(self) -> bool:
        """Whether one joins all its shifts or none."""
        return self.joining == Joining.ALL_SHIFTS

    def codes(self, taxonomy: TagTaxonomy) -> list[str]:
        """The codes of its tags of one taxonomy, sorted."""
        return sorted(tag.code for tag in self.tags if tag.taxonomy == taxonomy)


class OpportunityTag(Base):
    """One code of the plan file that describes an opportunity."""

    __tablename__ = "opportunity_tag"

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id"), primary_key=True)
    taxonomy: Mapped[TagTaxonomy] = mapped_column(one_of(TagTaxonomy, "taxonomy"), primary_key=True)
    code: Mapped[Code] = mapped_column(primary_key=True)

    __table_args__ = (Index("ix_opportunity_tag_code", "taxonomy", "code", "opportunity_id"),)


class Shift(Base):
    """One dated block of an opportunity: exact hours, or a period within which one comes."""

    __tablename__ = "shift"

    id: Mapped[Key]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id"))
    timing: Mapped[Timing] = mapped_column(one_of(Timing, "timing"), default=Timing.TIMED)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    sign_up_until_at: Mapped[datetime]
    label: Mapped[str] = mapped_column(default="")
    status: Mapped[ShiftStatus] = mapped_column(one_of(ShiftStatus, "status"), default=ShiftStatus.SCHEDULED)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("shift.id"))
    occurrence_key: Mapped[str | None]
    allows_teams: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    opportunity: Mapped[Opportunity] = relationship(back_populates="shifts")
    roles: Mapped[list["ShiftRole"]] = relationship(
        back_populates="shift", order_by="ShiftRole.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="span"),
        CheckConstraint("sign_up_until_at <= starts_at OR timing = 'period'", name="deadline"),
        UniqueConstraint("opportunity_id", "occurrence_key", name="uq_shift_occurrence"),
        Index("ix_shift_days", "opportunity_id", "starts_at", "ends_at", "status"),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 SQLAlchemy reads it once

    @property
    def is_timed(self) -> bool:
        """Whether it has exact hours, so that two of them can clash."""
        return self.timing == Timing.TIMED

    def is_to_come(self, now: datetime) -> bool:
        """Whether it takes place and is not over: a running period still counts."""
        return self.status == ShiftStatus.SCHEDULED and now < self.ends_at


class ShiftRole(Base):
    """A task within a shift. It holds the places: only guarded updates change `taken` and `waiting`."""

    __tablename__ = "shift_role"

    id: Mapped[Key]
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"))
    name: Mapped[str] = mapped_column(default="")
    capacity: Mapped[int | None]
    minimum: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    next_turn: Mapped[int] = mapped_column(default=1)
    requirement: Mapped[str | None]

    shift: Mapped[Shift] = relationship(back_populates="roles")

    __table_args__ = (
        UniqueConstraint("shift_id", "name", name="uq_shift_role_name"),
        CheckConstraint("taken >= 0 AND (capacity IS NULL OR taken <= capacity)", name="taken"),
        CheckConstraint("waiting >= 0", name="waiting"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity"),
        CheckConstraint("minimum >= 0 AND (capacity IS NULL OR minimum <= capacity)", name="minimum"),
    )

    @property
    def places_left(self) -> int | None:
        """Free places; None where there is no limit."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def is_full(self) -> bool:
        """Whether no place is left."""
        return self.places_left == 0
