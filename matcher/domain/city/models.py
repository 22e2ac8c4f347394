"""Departments (担当課), which change every April, and generations: counters that move when a public fact flips."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from matcher.db import Base, Code, Key


class Department(Base):
    """A department of the city, valid for a span of days; a successor takes over its work."""

    __tablename__ = "department"

    id: Mapped[Key]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[str]
    valid_from_on: Mapped[date]
    valid_to_on: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    is_support_office: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (CheckConstraint("valid_to_on IS NULL OR valid_to_on >= valid_from_on", name="span"),)

    def is_valid_on(self, on: date) -> bool:
        """Whether the department exists on that Tokyo day."""
        return self.valid_from_on <= on and (self.valid_to_on is None or on <= self.valid_to_on)


class Generation(Base):
    """How often the public facts of one kind have changed; cached pages carry the number."""

    __tablename__ = "generation"

    name: Mapped[Code] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
