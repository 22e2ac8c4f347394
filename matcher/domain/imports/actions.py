"""The way of a list: handed in, read and looked at, taken in by the worker as it was looked at, or thrown away.

Every step is a guarded update, so that of two servers or two workers one does it. The file is kept sealed, and only
until nobody needs it any more.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from matcher.clock import now
from matcher.db import db, refused_as
from matcher.domain.audit.actions import WORKER, record
from matcher.domain.imports import rules
from matcher.domain.imports.models import ImportRun, ListKind, RunStatus
from matcher.domain.imports.queries import is_free, is_left
from matcher.domain.imports.steps import Act, Preview, fingerprint
from matcher.domain.notifications.actions import notify
from matcher.domain.organizations.listed_actions import approve_listed
from matcher.domain.people.models import Account
from matcher.sealing import open_file, seal_file

LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 3
FAULTS_KEPT = 1000


def hand_in_list(*, kind: ListKind, file_name: str, content: bytes, by: Account) -> ImportRun:
    """Keep a file to be read by the worker; nothing it says is stored yet."""
    run = ImportRun(
        kind=kind,
        status=RunStatus.READING,
        file_name=file_name[:100],
        file_hash=hashlib.sha256(content).hexdigest(),
        content=seal_file(content),
        entered_by=by.id,
        entered_at=now(),
        changed_at=now(),
    )
    db.session.add(run)
    record("hand-in-list", run, by=by.actor, changes={"list_kind": kind, "file_hash": run.file_hash})
    return run


@dataclass(frozen=True, slots=True)
class Work:
    """A list leased to one worker: what is to be done with it, and the file."""

    run_id: int
    kind: ListKind
    status: RunStatus
    attempt: int
    content: bytes


def claim(run_id: int) -> Work | None:
    """The list, leased to the caller for two minutes; None where another worker was first.

    A list over which three workers died is given up: it may be the list that kills them.
    """
    mine = db.session.execute(
        update(ImportRun)
        .where(ImportRun.id == run_id, is_free())
        .values(lease_until_at=now() + LEASE, attempts=ImportRun.attempts + 1)
        .returning(ImportRun.id)
        .execution_options(synchronize_session=False)
    ).scalar()
    if mine is None:
        return None
    run = db.session.get_one(ImportRun, mine, populate_existing=True)
    if run.attempts > MOST_ATTEMPTS or run.content is None:
        give_up(run)
        return None
    return Work(run.id, run.kind, run.status, run.attempts, open_file(run.content))


def hold(work: Work) -> ImportRun | None:
    """The row of the list, held until the transaction ends; None where it is not the caller's any more.

    The first statement of a transaction that settles anything: whoever else wants the list waits here.
    """
    held = db.session.execute(
        update(ImportRun)
        .where(ImportRun.id == work.run_id, ImportRun.status == work.status, ImportRun.attempts == work.attempt)
        .values(changed_at=now())
        .returning(ImportRun.id)
        .execution_options(synchronize_session=False)
    ).scalar()
    return None if held is None else db.session.get_one(ImportRun, held, populate_existing=True)


def settle_reading(
    run: ImportRun, *, preview: Preview, faults: Sequence[dict[str, Any]], remarks: Sequence[dict[str, Any]]
) -> None:
    """Keep what was found: how many rows do what, or all that is wrong. A list with a fault needs its file no more."""
    run.status = RunStatus.FAULTY if faults else RunStatus.READ
    run.fault_count, run.faults, run.remarks = len(faults), list(faults[:FAULTS_KEPT]), list(remarks[:FAULTS_KEPT])
    _count(run, preview)
    if faults:
        run.content, run.outcomes = None, []
    _rest(run)
    record("read-list", run, by=WORKER, changes=_figures(run))


def ask_to_take(run: ImportRun, *, by: Account) -> None:
    """Let the worker take the list in as it was looked at. Raises ListNotTakable, NothingToTake, AnotherIsTaken."""
    rules.check_can_be_taken(run)
    with refused_as({"uq_import_run_taking": rules.AnotherIsTaken}):
        mine = db.session.execute(
            update(ImportRun)
            .where(ImportRun.id == run.id, ImportRun.status == RunStatus.READ)
            .values(status=RunStatus.TAKING, taken_by=by.id, attempts=0, lease_until_at=None, changed_at=now())
            .returning(ImportRun.id)
        ).scalar()
    if mine is None:
        raise rules.ListNotTakable
    record("ask-to-take-list", run, by=by.actor, changes={"file_hash": run.file_hash})


def is_as_looked_at(run: ImportRun, preview: Preview) -> bool:
    """Whether the list would do exactly what somebody looked at before having it taken in."""
    return not preview.problems and fingerprint(preview.steps) == run.outcomes_hash


def release(run: ImportRun) -> None:
    """Let the next worker try at once."""
    run.lease_until_at = None


def settle_taking(run: ImportRun, preview: Preview, *, by: Account) -> None:
    """The list is in: keep what became of each row, forget the file, tell whoever had it taken in."""
    run.status, run.content = RunStatus.TAKEN, None
    run.outcomes = [step.told() for step in preview.steps]
    _rest(run)
    record("take-list", run, by=by.actor, changes={**_figures(run), "file_hash": run.file_hash})
    notify("list-taken", by.person, run, parameters=_told(run), by_mail=False)


def look_again(run: ImportRun, *, preview: Preview, faults: Sequence[dict[str, Any]], by: Account) -> None:
    """What is stored changed after somebody looked: nothing is taken in, and the list is to be looked at again."""
    remarks = run.remarks
    run.status, run.taken_by, run.attempts = RunStatus.READING, None, 0
    settle_reading(run, preview=preview, faults=faults, remarks=remarks)
    notify("list-not-taken", by.person, run, parameters=_told(run), version=run.looks)


def give_up(run: ImportRun) -> None:
    """The list could not be read or taken in after several attempts; nothing of it was."""
    asked_by = run.taken_by or run.entered_by
    run.status, run.content, run.taken_by = RunStatus.FAILED, None, None
    _rest(run)
    record("give-up-list", run, by=WORKER)
    notify(
        "list-not-taken",
        db.session.get_one(Account, asked_by).person,
        run,
        parameters=_told(run),
        version=run.looks + 1,
    )


def drop_list(run: ImportRun, *, by: Account) -> None:
    """Throw the file and what was found in it away. Raises ListNotTakable where somebody has it taken in."""
    rules.check_can_be_dropped(run)
    mine = db.session.execute(
        update(ImportRun)
        .where(ImportRun.id == run.id, ImportRun.status == run.status)
        .values(_nothing_left())
        .returning(ImportRun.id)
    ).scalar()
    if mine is None:
        raise rules.ListNotTakable
    record("drop-list", run, by=by.actor)


def forget_lists() -> int:
    """Throw away what was left for a day after it was looked at; how many lists those were.

    One that somebody has taken in at this moment stays: the update asks again whether it is still left.
    """
    mine = (
        update(ImportRun)
        .where(is_left())
        .values(_nothing_left())
        .returning(ImportRun.id)
        .execution_options(synchronize_session=False)
    )
    forgotten = db.session.scalars(mine).all()
    for key in forgotten:
        record("drop-list", db.session.get_one(ImportRun, key), by=WORKER)
    return len(forgotten)


def approve_list(run: ImportRun, *, by: Account) -> int:
    """Approve the groups a list brought, those that still wait and nobody acts for; how many. Raises ListNotApprovable.

    Four eyes: `by` neither handed the list in nor had it taken in.
    """
    if not rules.may_approve(run, by):
        raise rules.ListNotApprovable
    with refused_as({"ck_import_run_four_eyes": rules.ListNotApprovable}):
        run.approved_by = by.id
    brought = [one["id"] for one in run.outcomes if one["handed_in"]]
    approved = approve_listed(brought, by=by)
    record("approve-list", run, by=by.actor, changes={"approved": approved})
    return approved


def _count(run: ImportRun, preview: Preview) -> None:
    run.created, run.changed, run.same = (preview.count(act) for act in Act)
    run.rows = len(preview.steps)
    run.looks += 1
    run.outcomes, run.outcomes_hash = [step.told() for step in preview.steps], fingerprint(preview.steps)


def _rest(run: ImportRun) -> None:
    run.lease_until_at, run.changed_at = None, now()


def _figures(run: ImportRun) -> dict[str, object]:
    return {"rows": run.rows, "created": run.created, "changed": run.changed, "same": run.same,
            "faults": run.fault_count}  # fmt: skip


def _told(run: ImportRun) -> dict[str, object]:
    return {"list_kind": run.kind.value, "created": run.created, "changed": run.changed, "run": run.id,
            "status": run.status.value}  # fmt: skip


def _nothing_left() -> dict[str, Any]:
    return {"status": RunStatus.DROPPED, "content": None, "faults": [], "remarks": [], "outcomes": [],
            "changed_at": now()}  # fmt: skip
