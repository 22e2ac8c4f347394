"""Reading the audit log."""

from collections.abc import Sequence

from sqlalchemy import select

from matcher.db import db
from matcher.domain.audit.models import AuditEntry

PAGE = 50


def entries(
    *,
    before: int | None = None,
    subject_type: str | None = None,
    subject_id: int | None = None,
    act: str | None = None,
    size: int = PAGE,
) -> Sequence[AuditEntry]:
    """Up to 51 entries, newest first; `before` is the id the page goes on from. The 51st says there is more."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(size + 1)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    if subject_type:
        query = query.where(AuditEntry.subject_type == subject_type)
    if subject_id is not None:
        query = query.where(AuditEntry.subject_id == subject_id)
    if act:
        query = query.where(AuditEntry.act == act)
    return db.session.scalars(query).all()
