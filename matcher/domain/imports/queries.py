"""Reading lists on their way: the newest, one, and those the worker has something to do with."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import undefer

from matcher.clock import now
from matcher.db import db
from matcher.domain.imports.models import AT_WORK, ImportRun, ListKind, RunStatus

NEWEST = 20
KEPT_FOR = timedelta(hours=24)


def newest_runs(kind: ListKind | None = None) -> Sequence[ImportRun]:
    """The lists handed in last, of one kind where asked, newest first; without what was found in them."""
    query = select(ImportRun).order_by(ImportRun.id.desc()).limit(NEWEST)
    return db.session.scalars(query.where(ImportRun.kind == kind) if kind else query).all()


def import_run(run_id: int) -> ImportRun:
    """One list, with what was found in it and without its file. Raises NoResultFound."""
    query = select(ImportRun).where(ImportRun.id == run_id)
    found = (undefer(ImportRun.faults), undefer(ImportRun.remarks), undefer(ImportRun.outcomes))
    return db.session.execute(query.options(*found)).scalar_one()


def is_free(run: type[ImportRun] = ImportRun) -> ColumnElement[bool]:
    """The lists at work that no worker holds now: handed in just now, or their worker died over them."""
    return run.status.in_(AT_WORK) & or_(run.lease_until_at.is_(None), run.lease_until_at < now())


def runs_to_work_on() -> list[int]:
    """The ids of the lists the worker has something to do with, oldest first."""
    return list(db.session.scalars(select(ImportRun.id).where(is_free()).order_by(ImportRun.id)))


def ahead_of(run: ImportRun) -> int:
    """How many lists the worker does before this one."""
    query = select(func.count()).where(ImportRun.status.in_(AT_WORK), ImportRun.id < run.id)
    return db.session.scalar(query) or 0


def is_left() -> ColumnElement[bool]:
    """The lists that were looked at and then left for a day: their file and what was found in them are to go."""
    left = (RunStatus.READING, RunStatus.READ, RunStatus.FAULTY)
    return ImportRun.status.in_(left) & (ImportRun.changed_at < now() - KEPT_FOR)
