"""Organizations of any kind and the accounts that act for them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.db import Base, Code, Key, one_of
from matcher.domain.people.models import Account
from matcher.guards import Guard, declare


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
    search_text: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    fields: Mapped[list["OrganizationField"]] = relationship(
        order_by="OrganizationField.field_no", cascade="all, delete-orphan"
    )

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
    def is_with_members(self) -> bool:
        """Whether its members have to hand it in, for the first time or again."""
        return self.status in (OrganizationStatus.DRAFT, OrganizationStatus.RETURNED)

    @property
    def is_confirmed(self) -> bool:
        """Whether the office approved it once, so that its name, kind and number are confirmed facts."""
        return self.status in (OrganizationStatus.APPROVED, OrganizationStatus.SUSPENDED)

    @property
    def is_company(self) -> bool:
        """Whether it is of the kind that holds seats and posts offers."""
        return self.kind == "company"

    @property
    def is_open_to_change(self) -> bool:
        """Whether its members may still change anything."""
        return self.status != OrganizationStatus.CLOSED

    @property
    def field_numbers(self) -> list[int]:
        """The numbers of its fields, in order."""
        return [field.field_no for field in self.fields]


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

    @property
    def is_owner(self) -> bool:
        """Whether the member may change members and the registration."""
        return self.role == MemberRole.OWNER

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


class Invitation(Base):
    """That a member asked the owner of a mail address to act for the organization too; the link is kept hashed."""

    __tablename__ = "invitation"

    id: Mapped[Key]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    email: Mapped[str]
    role: Mapped[MemberRole] = mapped_column(one_of(MemberRole, "role"))
    invited_by: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    organization: Mapped[Organization] = relationship()
    inviter: Mapped[Account] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether it was neither accepted nor revoked; it may have run out all the same."""
        return self.accepted_at is None and self.revoked_at is None

    __table_args__ = (
        CheckConstraint("accepted_at IS NULL OR revoked_at IS NULL", name="one_end"),
        CheckConstraint("email = lower(email)", name="email_lower"),
        Index(
            "uq_invitation_open",
            "organization_id",
            "email",
            unique=True,
            sqlite_where=text("accepted_at IS NULL AND revoked_at IS NULL"),
            postgresql_where=text("accepted_at IS NULL AND revoked_at IS NULL"),
        ),
    )


_ANOTHER_OWNER = """
    SELECT 1 FROM membership AS other JOIN account ON account.id = other.account_id
    WHERE other.organization_id = OLD.organization_id AND other.id <> OLD.id
      AND other.role = 'owner' AND other.ended_at IS NULL AND account.status = 'active'"""

_LEAVES = "OLD.role = 'owner' AND OLD.ended_at IS NULL AND (NEW.role <> 'owner' OR NEW.ended_at IS NOT NULL)"

declare(
    Guard(
        name="membership_keeps_owner",
        table="membership",
        sqlite={
            "membership_keeps_owner_update": f"""BEFORE UPDATE ON membership WHEN {_LEAVES}
                AND (SELECT status FROM organization WHERE id = OLD.organization_id) <> 'closed'
                AND NOT EXISTS ({_ANOTHER_OWNER})
                BEGIN SELECT RAISE(ABORT, 'membership_keeps_owner'); END"""  # noqa: S608 only our own constants go in
        },
        postgresql={
            "membership_keeps_owner_update": f"""BEFORE UPDATE ON membership FOR EACH ROW WHEN ({_LEAVES})
                EXECUTE FUNCTION membership_keeps_owner()"""
        },
        # Two owners who leave at once change different rows: the organization's row makes them take turns, and what
        # is asked after the lock sees what the first one did.
        function=f"""
            DECLARE standing text;
            BEGIN
                SELECT status INTO standing FROM organization WHERE id = OLD.organization_id FOR NO KEY UPDATE;
                IF standing <> 'closed' AND NOT EXISTS ({_ANOTHER_OWNER}) THEN
                    RAISE EXCEPTION 'membership_keeps_owner' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END""",  # noqa: S608 only our own constants go in
    )
)
