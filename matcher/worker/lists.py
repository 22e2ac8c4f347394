"""Reading and taking in the lists the office handed in.

Reading only looks: what a list would do is kept for the page. Taking is one transaction: all of the list, with the
record of it and the notice, or nothing. A worker that dies leaves nothing behind, and another takes the list up again.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from config import Config
from matcher.db import db, reading
from matcher.documents import office_list
from matcher.documents.fault import Fault
from matcher.documents.list_columns import LAYOUTS
from matcher.documents.office_list import OfficeList
from matcher.domain.city.plan import current_plan
from matcher.domain.imports.actions import (
    Work,
    claim,
    give_up,
    hold,
    is_as_looked_at,
    look_again,
    release,
    settle_reading,
    settle_taking,
)
from matcher.domain.imports.models import ImportRun, ListKind, RunStatus
from matcher.domain.imports.organizations import preview_organizations, take_organizations
from matcher.domain.imports.projects import preview_projects, take_projects
from matcher.domain.imports.queries import runs_to_work_on
from matcher.domain.imports.steps import Preview
from matcher.domain.people.models import Account
from matcher.domain.permissions.queries import may
from matcher.domain.permissions.table import Permission
from matcher.errors import DomainError
from matcher.logs import WORKER

log = logging.getLogger(WORKER)

PREVIEW: dict[ListKind, Callable[[Any], Preview]] = {
    ListKind.ORGANIZATIONS: preview_organizations,
    ListKind.PROJECTS: preview_projects,
}
TAKE: dict[ListKind, Callable[..., None]] = {
    ListKind.ORGANIZATIONS: take_organizations,
    ListKind.PROJECTS: take_projects,
}


def work_on_lists(config: Config) -> int:
    """Read or take in every list that waits, one after the other; returns how many were worked on."""
    with reading():
        waiting = runs_to_work_on()
        db.session.rollback()
    return sum(_work_on(run_id) for run_id in waiting)


def _work_on(run_id: int) -> bool:
    try:
        with db.unit_of_work():
            work = claim(run_id)
        if work is None:
            return False
        listed = office_list.read(work.content, work.kind, current_plan())
        (_take if work.status == RunStatus.TAKING else _look)(work, listed)
    except Exception:  # whatever a file brings about, the worker lives on; it tries again when the lease has ended
        db.session.rollback()
        log.exception("list %s will be tried again", run_id)
    return True


def _look(work: Work, listed: OfficeList) -> None:
    """Find out what the list would do, in a transaction that only reads, and keep it."""
    with reading():
        preview = PREVIEW[work.kind](listed.rows)
        db.session.rollback()
    with db.unit_of_work():
        run = hold(work)
        if run is not None:
            settle_reading(run, preview=preview, faults=_faults(run, listed, preview), remarks=_told(listed.remarks))


def _take(work: Work, listed: OfficeList) -> None:
    try:
        with db.unit_of_work():
            run = hold(work)
            if run is not None:
                _take_or_look_again(run, listed)
    except DomainError as refusal:
        # Somebody wrote the same at this moment: looked at again at once, the list will say so.
        log.warning("list %s was refused: %s", work.run_id, refusal.code)
        with db.unit_of_work():
            if run := hold(work):
                release(run)


def _take_or_look_again(run: ImportRun, listed: OfficeList) -> None:
    by = db.session.get_one(Account, run.taken_by)
    if not may(by, Permission.WORK_IN_SUPPORT_OFFICE, None):
        give_up(run)
        return
    preview = PREVIEW[run.kind](listed.rows)
    if listed.faults or not is_as_looked_at(run, preview):
        look_again(run, preview=preview, faults=_faults(run, listed, preview), by=by)
        return
    TAKE[run.kind](preview, by=by)
    settle_taking(run, preview, by=by)


def _faults(run: ImportRun, listed: OfficeList, preview: Preview) -> list[dict[str, Any]]:
    """All that is wrong, in the order of the rows: what the file says, and what does not fit what is stored."""
    heading = LAYOUTS[run.kind].heading
    stored = [
        Fault(problem.code, problem.row, heading(problem.about), problem.parameters) for problem in preview.problems
    ]
    return _told(sorted((*listed.faults, *stored), key=lambda fault: fault.row or 0))


def _told(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    return [
        {"row": fault.row, "column": fault.column, "code": fault.code, "parameters": dict(fault.parameters)}
        for fault in faults
    ]
