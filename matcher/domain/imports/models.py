"""A list that was handed in: the file for as long as it is needed, what was found in it, and what became of it.

Every server and worker sees the same row, so whoever answers the next request knows the file that was looked at.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.db import Base, Key, one_of


class ListKind(StrEnum):
    """What stands in a list."""

    ORGANIZATIONS = "organizations"
    PROJECTS = "projects"


class RunStatus(StrEnum):
    """How far a list has come. Reading and taking are the worker's; only a list without a fault is ever taken."""

    READING = "reading"
    READ = "read"
    FAULTY = "faulty"
    TAKING = "taking"
    TAKEN = "taken"
    DROPPED = "dropped"
    FAILED = "failed"


AT_WORK = (RunStatus.READING, RunStatus.TAKING)


class ImportRun(Base):
    """One list on its way. `content` is the file, packed and sealed, and goes as soon as nobody needs it."""

    __tablename__ = "import_run"

    id: Mapped[Key]
    kind: Mapped[ListKind] = mapped_column(one_of(ListKind, "kind"))
    status: Mapped[RunStatus] = mapped_column(one_of(RunStatus, "status"), default=RunStatus.READING)
    file_name: Mapped[str] = mapped_column(String(100))
    file_hash: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    entered_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    changed_at: Mapped[datetime]
    lease_until_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    rows: Mapped[int] = mapped_column(default=0)
    created: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    same: Mapped[int] = mapped_column(default=0)
    fault_count: Mapped[int] = mapped_column(default=0)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(default=list, deferred=True)
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(default=list, deferred=True)
    outcomes: Mapped[list[dict[str, Any]]] = mapped_column(default=list, deferred=True)
    outcomes_hash: Mapped[str | None] = mapped_column(String(64))
    looks: Mapped[int] = mapped_column(default=0)  # how often it was read: what is stored may have changed since

    __table_args__ = (
        CheckConstraint("(status IN ('taking', 'taken')) = (taken_by IS NOT NULL)", name="taken"),
        CheckConstraint("status NOT IN ('reading', 'read', 'taking') OR content IS NOT NULL", name="content"),
        CheckConstraint("status NOT IN ('read', 'taking', 'taken') OR fault_count = 0", name="faultless"),
        CheckConstraint("approved_by <> entered_by AND approved_by <> taken_by", name="four_eyes"),
        Index(
            "uq_import_run_taking",
            "kind",
            unique=True,
            sqlite_where=text("status = 'taking'"),
            postgresql_where=text("status = 'taking'"),
        ),
        Index("ix_import_run_status", "status", "changed_at"),
    )

    @property
    def is_at_work(self) -> bool:
        """Whether the worker has something to do with it, or is doing it."""
        return self.status in AT_WORK

    @property
    def can_be_taken(self) -> bool:
        """Whether it was looked at, is without fault, and would change something."""
        return self.status == RunStatus.READ and self.created + self.changed > 0
