"""Organizations of any kind and the accounts that act for them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.db import Base, Code, Key, one_of
from matcher.domain.people.models import Account


class OrganizationStatus(StrEnum):
    """Where a registration stands; only approved organizations are public."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class MemberRole(StrEnum):
    """What a member may do: an owner everything, an editor all but members and the registration."""

    OWNER = "owner"
    EDITOR = "editor"


class Organization(Base):
    """A registered organization; `kind` is a code of the plan's organization kinds."""

    __tablename__ = "organization"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[Code]
    name: Mapped[str]
    name_kana: Mapped[str | None]
    corporate_number: Mapped[str | None] = mapped_column(String(13))
    district: Mapped[Code]
    status: Mapped[OrganizationStatus] = mapped_column(
        one_of(OrganizationStatus, "status"), default=OrganizationStatus.DRAFT, index=True
    )
    description: Mapped[str | None]
    website: Mapped[str | None]
    contact_name: Mapped[str | None]
    contact_phone: Mapped[str | None]
    contact_email: Mapped[str | None]
    conditions_accepted: Mapped[list[str]] = mapped_column(default=list)
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    submitted_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    return_reason: Mapped[str | None]
    confirmed_current_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("decided_by IS NULL OR decided_by <> submitted_by", name="four_eyes"),
        CheckConstraint("status NOT IN ('approved', 'suspended') OR decided_by IS NOT NULL", name="decided"),
        Index(
            "uq_organization_corporate_number",
            "corporate_number",
            unique=True,
            sqlite_where=text("corporate_number IS NOT NULL"),
            postgresql_where=text("corporate_number IS NOT NULL"),
        ),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 SQLAlchemy reads it once

    @property
    def is_public(self) -> bool:
        """Whether anybody may see it."""
        return self.status == OrganizationStatus.APPROVED

    @property
    def is_company(self) -> bool:
        """Whether it is of the kind that holds seats and posts offers."""
        return self.kind == "company"


class OrganizationField(Base):
    """A field (特定非営利活動の20分野) an organization works in."""

    __tablename__ = "organization_field"

    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), primary_key=True)
    field_no: Mapped[int] = mapped_column(primary_key=True)

    __table_args__ = (CheckConstraint("field_no BETWEEN 1 AND 20", name="field_no"),)


class Membership(Base):
    """An account acting for an organization, from a day until it ends."""

    __tablename__ = "membership"

    id: Mapped[Key]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[MemberRole] = mapped_column(one_of(MemberRole, "role"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    organization: Mapped[Organization] = relationship()
    account: Mapped[Account] = relationship()

    __table_args__ = (
        Index(
            "uq_membership_live",
            "organization_id",
            "account_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
