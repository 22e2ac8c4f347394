"""Limits on attempts, counted in our own database so that all server processes share them."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from matcher.db import Base


class RateLimit(Base):
    """How often a key was hit in its present window."""

    __tablename__ = "rate_limit"

    key: Mapped[str] = mapped_column(primary_key=True)
    hits: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)
