"""Support items (needs and offers) and the deals between them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.clock import today
from matcher.db import Base, Code, Key, one_of
from matcher.domain.city.models import Department
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.organizations.models import Organization


class Direction(StrEnum):
    """Whether something is wanted or given."""

    NEED = "need"
    OFFER = "offer"


class SupportStatus(StrEnum):
    """Whether a need or offer is still open."""

    OPEN = "open"
    FULFILLED = "fulfilled"
    CLOSED = "closed"


class DealStatus(StrEnum):
    """How far a handing over has come."""

    RESERVED = "reserved"
    HANDED_OVER = "handed-over"
    RETURNED = "returned"
    CANCELLED = "cancelled"


class SupportItem(Base):
    """One need or offer; `type` is a code of the plan's support types. Public while open."""

    __tablename__ = "support_item"

    id: Mapped[Key]
    direction: Mapped[Direction] = mapped_column(one_of(Direction, "direction"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    opportunity_id: Mapped[int | None] = mapped_column(ForeignKey("opportunity.id"), index=True)
    type: Mapped[Code]
    title: Mapped[str]
    detail: Mapped[str | None]
    conditions: Mapped[str | None]
    quantity_text: Mapped[str | None]
    quantity: Mapped[int | None]
    unit: Mapped[str | None]
    remaining: Mapped[int | None]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    status: Mapped[SupportStatus] = mapped_column(one_of(SupportStatus, "status"), default=SupportStatus.OPEN)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    organization: Mapped[Organization | None] = relationship()
    department: Mapped[Department | None] = relationship()
    opportunity: Mapped[Opportunity | None] = relationship()

    __table_args__ = (
        CheckConstraint("(organization_id IS NULL) <> (department_id IS NULL)", name="owner"),
        CheckConstraint(
            "(quantity IS NULL) = (unit IS NULL) AND (quantity IS NULL) = (remaining IS NULL)",
            name="quantity",
        ),
        CheckConstraint("remaining IS NULL OR remaining BETWEEN 0 AND quantity", name="remaining"),
        CheckConstraint("from_on IS NULL OR until_on IS NULL OR from_on <= until_on", name="span"),
        Index("ix_support_item_direction_status", "direction", "status", "id"),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 SQLAlchemy reads it once

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed, so that the public no longer sees it."""
        return self.until_on is not None and self.until_on < today()


class SupportDeal(Base):
    """That something offered goes, wholly or in part, to a need."""

    __tablename__ = "support_deal"

    id: Mapped[Key]
    need_id: Mapped[int | None] = mapped_column(ForeignKey("support_item.id"), index=True)
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("support_item.id"), index=True)
    quantity: Mapped[int] = mapped_column(default=1)
    status: Mapped[DealStatus] = mapped_column(one_of(DealStatus, "status"))
    created_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("need_id IS NOT NULL OR offer_id IS NOT NULL", name="sides"),
        CheckConstraint("quantity > 0", name="quantity"),
    )
