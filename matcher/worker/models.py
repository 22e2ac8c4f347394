"""The duties' own table: one row per duty, leased by one worker at a time."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from matcher.db import Base, Code


class Duty(Base):
    """A duty of the worker: who holds it until when, when it last ran, how much is waiting."""

    __tablename__ = "duty"

    name: Mapped[Code] = mapped_column(primary_key=True)
    lease_until_at: Mapped[datetime | None]
    last_run_at: Mapped[datetime | None]
    backlog: Mapped[int] = mapped_column(default=0)
