"""What must always be true of lists the office handed in."""

from datetime import timedelta

from sqlalchemy import func, select

from matcher.clock import now
from matcher.db import db
from matcher.domain.imports.models import ImportRun, RunStatus
from matcher.domain.imports.queries import KEPT_FOR
from matcher.invariants import Finding

NEEDED = (RunStatus.READING, RunStatus.READ, RunStatus.TAKING)
LATE = timedelta(days=1)  # a worker that stood still for a day forgets late


def invariants() -> list[Finding]:
    """No file lies about that nobody needs, and what the office left is forgotten."""
    with_file = select(func.count()).select_from(ImportRun).where(ImportRun.content.is_not(None))
    files = db.session.scalar(with_file) or 0
    needless = db.session.scalar(with_file.where(ImportRun.status.not_in(NEEDED))) or 0
    left = db.session.scalar(with_file.where(ImportRun.changed_at < now() - KEPT_FOR - LATE)) or 0
    return [
        Finding("lists: no file is kept that nobody needs", files, needless),
        Finding("lists: what was left is forgotten", files, left),
    ]
