"""Persons, their accounts and what is kept of each: as little as the service needs."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.clock import age_on
from matcher.db import Base, Code, Key, one_of
from matcher.domain.audit.actions import Actor
from matcher.domain.audit.models import ActorKind
from matcher.domain.city.models import Department
from matcher.sealing import open_date, seal_date


class ContactWay(StrEnum):
    """How somebody wants to be reached."""

    MAIL = "mail"
    PHONE = "phone"
    POST = "post"


class AccountStatus(StrEnum):
    """Where an account stands: its mail not yet confirmed, in use, barred by staff, left."""

    UNCONFIRMED = "unconfirmed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Taxonomy(StrEnum):
    """What a person's tag is about."""

    FIELD = "field"
    ACTIVITY = "activity"
    SKILL = "skill"
    CRITERION = "criterion"


class LinkPurpose(StrEnum):
    """What a one-use link does when its button is pressed."""

    CONFIRM_EMAIL = "confirm-email"
    CHANGE_EMAIL = "change-email"
    RESET_PASSWORD = "reset-password"  # noqa: S105 the name of a purpose, not a secret
    INVITATION = "invitation"
    MANAGE_SIGN_UP = "manage-sign-up"
    CONSENT = "consent"
    TEAM = "team"


class Person(Base):
    """Anybody known to the service: somebody with an account, somebody from the counter, a guardian, a child."""

    __tablename__ = "person"

    id: Mapped[Key]
    name: Mapped[str]
    name_kana: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    contact_by: Mapped[ContactWay] = mapped_column(one_of(ContactWay, "contact_by"), default=ContactWay.MAIL)
    language: Mapped[Code] = mapped_column(default="ja")
    district: Mapped[Code | None]
    gender: Mapped[Code | None]
    is_student: Mapped[bool] = mapped_column(default=False)
    age_band: Mapped[Code | None]
    age_band_year: Mapped[int | None]
    adult_declared_at: Mapped[datetime | None]
    birth_on_sealed: Mapped[str | None]
    adult_on: Mapped[date | None]  # only of minors: the day they turn 18
    has_guardian: Mapped[bool] = mapped_column(default=False)  # reached through the guardian alone
    entered_by: Mapped[int | None]  # the account at the counter; no foreign key: account already points here
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    anonymized_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint(
            "anonymized_at IS NOT NULL OR email IS NOT NULL OR phone IS NOT NULL OR has_guardian",
            name="contact",
        ),
        CheckConstraint("(age_band IS NULL) = (age_band_year IS NULL)", name="age_band"),
        CheckConstraint("adult_on IS NULL OR birth_on_sealed IS NOT NULL", name="adult_on"),
        Index("ix_person_name_kana_phone", "name_kana", "phone"),
    )

    @property
    def born_on(self) -> date | None:
        """The birth date, opened from its seal; None where it was never asked."""
        return open_date(self.birth_on_sealed) if self.birth_on_sealed else None

    def seal_birth_date(self, born_on: date) -> None:
        """Keep the birth date so that only the holder of the key can read it."""
        self.birth_on_sealed = seal_date(born_on)

    def is_minor_on(self, on: date) -> bool:
        """Whether the person is under 18 on that Tokyo day; without a declaration, taken for a minor (民法4条)."""
        if self.adult_on is not None:
            return on < self.adult_on
        return self.adult_declared_at is None and self.birth_on_sealed is None

    def age_on(self, on: date) -> int | None:
        """Whole years on that day; None where no birth date is known."""
        born_on = self.born_on
        return age_on(born_on, on) if born_on else None


class Account(Base):
    """What somebody signs in with. Membership, views and every `_by` point here; taking part points to the person."""

    __tablename__ = "account"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    email: Mapped[str | None]
    password_hash: Mapped[str | None]
    status: Mapped[AccountStatus] = mapped_column(one_of(AccountStatus, "status"))
    session_version: Mapped[int] = mapped_column(default=1)
    is_staff: Mapped[bool] = mapped_column(default=False)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    terms_version: Mapped[Code | None]
    terms_accepted_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    department: Mapped[Department | None] = relationship(lazy="joined")

    __table_args__ = (
        CheckConstraint("status = 'closed' OR email IS NOT NULL", name="email"),
        CheckConstraint("email = lower(email)", name="email_lower"),
        Index("uq_account_email", "email", unique=True),
    )

    @property
    def actor(self) -> Actor:
        """The account as the audit log names it."""
        return Actor(ActorKind.ACCOUNT, self.id)

    @property
    def is_in_use(self) -> bool:
        """Whether the account may act at all."""
        return self.status == AccountStatus.ACTIVE


class Guardianship(Base):
    """A guardian's standing for a child until the child turns 18."""

    __tablename__ = "guardianship"

    id: Mapped[Key]
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    guardian_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    confirmed_at: Mapped[datetime | None]
    ends_on: Mapped[date]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("child_id <> guardian_id", name="two_people"),
        Index(
            "uq_guardianship_live",
            "child_id",
            "guardian_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )


class PersonTag(Base):
    """What a person likes, can do, or needs, by the plan file's codes."""

    __tablename__ = "person_tag"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    taxonomy: Mapped[Taxonomy] = mapped_column(one_of(Taxonomy, "taxonomy"), primary_key=True)
    code: Mapped[Code] = mapped_column(primary_key=True)


class PersonFreeTime(Base):
    """A time of the week at which a person is free; weekday 1 = Monday … 7 = Sunday (DS-441)."""

    __tablename__ = "person_free_time"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True)
    from_time: Mapped[time] = mapped_column(primary_key=True)
    to_time: Mapped[time]

    __table_args__ = (
        CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        CheckConstraint("from_time < to_time", name="span"),
    )


class LinkToken(Base):
    """A link that may be used once. Only the hash of its secret is kept."""

    __tablename__ = "link_token"

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[LinkPurpose] = mapped_column(one_of(LinkPurpose, "purpose"))
    subject_type: Mapped[Code]
    subject_id: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    sealed: Mapped[str | None]  # what the link carries, such as a new address; gone with its use

    __table_args__ = (Index("ix_link_token_subject", "subject_type", "subject_id"),)


class PersonalView(Base):
    """That an account was shown somebody's personal data: where, when and, for staff, why."""

    __tablename__ = "personal_view"

    id: Mapped[Key]
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    place: Mapped[Code]
    purpose: Mapped[str | None]
