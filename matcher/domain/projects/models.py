"""A project's identity across years, and each of its fiscal years: what is counted, at most once a year."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.db import Base, Code, Key, one_of
from matcher.domain.city.models import Department
from matcher.domain.organizations.models import Organization
from matcher.guards import append_only


class ProjectYearStatus(StrEnum):
    """How far a project's year has come; verified and closed ones may count."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    DEPARTMENT_CONFIRMED = "department-confirmed"
    VERIFIED = "verified"
    CLOSED = "closed"
    RETURNED = "returned"
    REJECTED = "rejected"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Origin(StrEnum):
    """Whether the service knew of the work first, or the yearly survey did."""

    SERVICE = "service"
    SURVEY = "survey"


class EvidencePart(StrEnum):
    """What a document shows: what the work rests on, or that it was done (rule C6)."""

    BASIS = "basis"
    RESULT = "result"


class Project(Base):
    """A collaboration project across its years; `name_key` is the name as compared (NFKC, no blanks, no year)."""

    __tablename__ = "project"

    id: Mapped[Key]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    created_at: Mapped[datetime]


class ProjectYear(Base):
    """A project in one fiscal year: the unit that is counted (rules C1–C9)."""

    __tablename__ = "project_year"

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    fiscal_year: Mapped[int]
    status: Mapped[ProjectYearStatus] = mapped_column(
        one_of(ProjectYearStatus, "status"), default=ProjectYearStatus.DRAFT
    )
    lead_department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    purpose: Mapped[str]
    city_role: Mapped[str]
    partner_role: Mapped[str]
    primary_form: Mapped[Code | None]
    pillar: Mapped[Code | None]
    measure: Mapped[Code | None]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    origin: Mapped[Origin] = mapped_column(one_of(Origin, "origin"))
    is_excluded: Mapped[bool] = mapped_column(default=False)  # rule C9: politics, religion, profit, gangs
    publish: Mapped[bool] = mapped_column(default=True)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    submitted_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    confirmed_at: Mapped[datetime | None]
    verified_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    verified_at: Mapped[datetime | None]
    rule_version: Mapped[Code | None]
    return_reason: Mapped[str | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    project: Mapped[Project] = relationship()
    lead_department: Mapped[Department] = relationship()
    forms: Mapped[list["ProjectYearForm"]] = relationship(cascade="all, delete-orphan")
    parties: Mapped[list["ProjectYearParty"]] = relationship(
        cascade="all, delete-orphan", order_by="ProjectYearParty.id"
    )
    evidence: Mapped[list["Evidence"]] = relationship(cascade="all, delete-orphan", order_by="Evidence.id")

    __table_args__ = (
        UniqueConstraint("project_id", "fiscal_year", name="uq_project_year"),
        CheckConstraint("(status IN ('verified', 'closed')) = (verified_by IS NOT NULL)", name="verified"),
        CheckConstraint(
            "status NOT IN ('department-confirmed', 'verified', 'closed') OR confirmed_by IS NOT NULL",
            name="confirmed",
        ),
        CheckConstraint("verified_by <> entered_by AND verified_by <> confirmed_by", name="four_eyes"),
        CheckConstraint("from_on IS NULL OR to_on IS NULL OR from_on <= to_on", name="span"),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 SQLAlchemy reads it once

    @property
    def is_verified(self) -> bool:
        """Whether two people have found it to count."""
        return self.status in (ProjectYearStatus.VERIFIED, ProjectYearStatus.CLOSED)


class ProjectYearForm(Base):
    """A form of collaboration (協働の形態) of a project's year."""

    __tablename__ = "project_year_form"

    project_year_id: Mapped[int] = mapped_column(ForeignKey("project_year.id"), primary_key=True)
    form: Mapped[Code] = mapped_column(primary_key=True)


class ProjectYearParty(Base):
    """A partner beside the city; by name where it is not registered here."""

    __tablename__ = "project_year_party"

    id: Mapped[Key]
    project_year_id: Mapped[int] = mapped_column(ForeignKey("project_year.id"), index=True)
    kind: Mapped[Code]
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str]

    organization: Mapped[Organization | None] = relationship()

    __table_args__ = (UniqueConstraint("project_year_id", "name", name="uq_project_year_party_name"),)


class ProjectYearDepartment(Base):
    """A department that takes part beside the leading one."""

    __tablename__ = "project_year_department"

    project_year_id: Mapped[int] = mapped_column(ForeignKey("project_year.id"), primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), primary_key=True)


class ProjectYearOpportunity(Base):
    """An opportunity whose activity supports a project's year."""

    __tablename__ = "project_year_opportunity"

    project_year_id: Mapped[int] = mapped_column(ForeignKey("project_year.id"), primary_key=True)
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id"), primary_key=True, index=True)


class Evidence(Base):
    """A document, or the frozen attendance, that shows what the work rests on or that it was done (rule C6)."""

    __tablename__ = "evidence"

    id: Mapped[Key]
    project_year_id: Mapped[int] = mapped_column(ForeignKey("project_year.id"), index=True)
    part: Mapped[EvidencePart] = mapped_column(one_of(EvidencePart, "part"))
    type: Mapped[Code]
    dated_on: Mapped[date]
    title: Mapped[str]
    document_number: Mapped[str | None]
    file_id: Mapped[int | None]  # a file of the document store
    figures: Mapped[dict[str, Any] | None]

    __table_args__ = (
        CheckConstraint(
            "document_number IS NOT NULL OR file_id IS NOT NULL OR figures IS NOT NULL",
            name="something_to_show",
        ),
    )


class KpiFigure(Base):
    """A yearly figure taken over from outside (NPO corporations), with its day and source."""

    __tablename__ = "kpi_figure"

    id: Mapped[Key]
    kpi: Mapped[Code]
    fiscal_year: Mapped[int]
    as_of_on: Mapped[date]
    value: Mapped[int]
    source: Mapped[str]
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("kpi", "as_of_on", name="uq_kpi_figure"),
        CheckConstraint("value >= 0", name="value"),
    )

    @property
    def edition(self) -> str:
        """Which of the figures that ever stood for the day this is: what somebody saw who replaces it."""
        return f"{self.id}-{self.entered_at.timestamp()}"


class KpiSnapshot(Base):
    """The count of a closed fiscal year as it was found: never changed, corrections are new versions."""

    __tablename__ = "kpi_snapshot"

    id: Mapped[Key]
    fiscal_year: Mapped[int]
    version: Mapped[int]
    value: Mapped[int]
    rule_version: Mapped[Code]
    rows_hash: Mapped[str]
    rows: Mapped[list[dict[str, Any]]]
    reason: Mapped[str | None]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    taken_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("fiscal_year", "version", name="uq_kpi_snapshot"),)


append_only("kpi_snapshot")
