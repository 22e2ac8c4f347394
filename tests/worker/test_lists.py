"""The worker and the lists: all or nothing, taken up again after a death, one result for two at once."""

import logging
import os
import signal
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, func, select, update
from sqlalchemy.orm import Session

from matcher.clock import now
from matcher.db import db, reading
from matcher.domain.imports.actions import LEASE, ask_to_take, claim, drop_list, forget_lists
from matcher.domain.imports.invariants import invariants
from matcher.domain.imports.models import ImportRun, ListKind, RunStatus
from matcher.domain.imports.queries import import_run
from matcher.domain.imports.rules import AnotherIsTaken, ListNotTakable
from matcher.domain.notifications.models import Notification
from matcher.domain.organizations.models import Organization
from matcher.domain.people.models import Account
from matcher.duty import Duty
from matcher.worker.lists import work_on_lists
from matcher.worker.loop import go_round
from tests.support.databases import Database, PostgresqlDatabase, on_postgresql
from tests.support.factories import make_organization, make_staff
from tests.support.lists import groups, hand_in, looked_at, make_run, projects, worked_on
from tests.support.servers import process_environment, running, until

MANY = groups(*({"name": f"見本の会{number}"} for number in range(800)))


def asked(app: Flask, content: bytes, by: Account) -> ImportRun:
    """A list that was looked at, and that somebody wants taken in."""
    run = looked_at(app, content, by=by)
    with db.unit_of_work():
        ask_to_take(run, by=by)
    return import_run(run.id)


def number_of_groups() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Organization)) or 0


def status_of(number: int) -> RunStatus:
    db.session.rollback()
    return db.session.scalars(select(ImportRun.status).where(ImportRun.id == number)).one()


def kinds_of_notices(to: Account) -> list[str]:
    mine = Notification.recipient_id == to.person_id
    return list(db.session.scalars(select(Notification.kind).where(mine).order_by(Notification.id)))


def test_a_list_is_read_and_taken_in_as_a_duty_of_the_worker_and_its_file_is_gone(app: Flask) -> None:
    staff = make_staff()
    number = hand_in(groups({}), by=staff)

    done = go_round(app.extensions["config"])

    assert done["work-on-lists"] == 1
    assert status_of(number) == RunStatus.READ
    with db.unit_of_work():
        ask_to_take(import_run(number), by=staff)
    run = worked_on(app, number)
    assert (run.status, run.content, run.created) == (RunStatus.TAKEN, None, 1)
    assert kinds_of_notices(staff) == ["list-taken"]
    assert all(finding.holds for finding in invariants())


def test_the_file_lies_sealed_in_the_database(app: Flask) -> None:
    number = hand_in(groups({"contact_name": "zq-secret"}))

    content = db.session.scalars(select(ImportRun.content).where(ImportRun.id == number)).one()

    assert content is not None
    assert b"zq-secret" not in content


def test_what_was_stored_meanwhile_is_looked_at_again_before_anything_is_taken(app: Flask) -> None:
    staff = make_staff()
    run = asked(app, groups({}, {"name": "二の会"}), by=staff)
    make_organization(name="二の会", district="takasu", description="ほかの人が先に入れた")

    again = worked_on(app, run.id)

    assert (again.status, again.taken_by, again.looks) == (RunStatus.READ, None, 2)
    assert (again.created, again.changed) == (1, 1)
    assert number_of_groups() == 1
    assert kinds_of_notices(staff) == ["list-not-taken"]


def test_a_list_is_taken_in_only_by_who_may_at_that_moment(app: Flask) -> None:
    staff = make_staff()
    run = asked(app, groups({}), by=staff)
    staff.is_staff = False

    assert worked_on(app, run.id).status == RunStatus.FAILED
    assert number_of_groups() == 0


def test_of_two_who_want_lists_of_one_kind_taken_in_one_waits(app: Flask) -> None:
    first, second, other = make_staff(), make_staff(), make_staff()
    runs = [looked_at(app, groups({}), by=first), looked_at(app, groups({"name": "二の会"}), by=second)]
    ledger = looked_at(app, projects({"name": "（例）"}), kind=ListKind.PROJECTS, by=other)
    with db.unit_of_work():
        ask_to_take(import_run(runs[0].id), by=first)

    with pytest.raises(AnotherIsTaken), db.unit_of_work():
        ask_to_take(import_run(runs[1].id), by=second)

    assert status_of(runs[1].id) == RunStatus.READ
    assert ledger.status == RunStatus.FAULTY  # an example is no row: there is nothing to take


def test_the_same_file_from_two_at_once_leaves_one_result(app: Flask) -> None:
    first, second = make_staff(), make_staff()
    run, twin = looked_at(app, groups({}), by=first), looked_at(app, groups({}), by=second)
    for one, by in ((run, first), (twin, second)):
        with db.unit_of_work():
            ask_to_take(import_run(one.id), by=by)
        worked_on(app, one.id)

    assert number_of_groups() == 1
    assert status_of(run.id) == RunStatus.TAKEN
    left = import_run(twin.id)
    assert (left.status, left.same, left.can_be_taken) == (RunStatus.READ, 1, False)


def test_two_workers_on_one_list_take_it_in_once(app: Flask) -> None:
    run = asked(app, groups(*({"name": f"見本の会{number}"} for number in range(60))), by=make_staff())
    number, config = run.id, app.extensions["config"]
    db.session.rollback()

    def work() -> None:
        with app.app_context():
            work_on_lists(config)
            db.session.remove()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert number_of_groups() == 60
    assert status_of(number) == RunStatus.TAKEN


def test_a_worker_killed_in_the_middle_leaves_nothing_and_another_takes_the_list_up(
    app: Flask, database: Database, instance: Path, tmp_path: Path
) -> None:
    run = asked(app, MANY, by=make_staff())
    number = run.id
    db.session.rollback()

    with running(["-m", "flask", "--app", "matcher", "worker"], process_environment(database, instance),
                 tmp_path / "worker.log") as worker:  # fmt: skip
        until(lambda: leased(number), "the worker has the list")
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()

    assert status_of(number) == RunStatus.TAKING
    assert number_of_groups() == 0
    with db.unit_of_work():
        db.session.execute(update(Duty).values(lease_until_at=None, last_run_at=None))
    assert "work-on-lists" not in go_round(app.extensions["config"]), "its lease still runs"
    with time_machine.travel(now() + LEASE + timedelta(seconds=1), tick=False):
        go_round(app.extensions["config"])
    assert status_of(number) == RunStatus.TAKEN
    assert number_of_groups() == 800


def test_a_failure_after_the_last_row_is_written_leaves_nothing(app: Flask) -> None:
    run = asked(app, groups({}, {"name": "二の会"}), by=make_staff())
    number = run.id
    db.session.rollback()

    def fail_with_all_written(session: Session) -> None:
        if session.scalar(select(func.count()).select_from(Organization)):
            raise MemoryError

    event.listen(db.session, "before_commit", fail_with_all_written)
    work_on_lists(app.extensions["config"])
    event.remove(db.session, "before_commit", fail_with_all_written)

    assert number_of_groups() == 0
    assert status_of(number) == RunStatus.TAKING


def leased(number: int) -> bool:
    with reading():
        lease = db.session.scalars(select(ImportRun.lease_until_at).where(ImportRun.id == number)).one()
        db.session.rollback()
    return lease is not None


def test_a_list_over_which_three_workers_died_is_given_up_and_told(app: Flask) -> None:
    staff = make_staff()
    run = asked(app, groups({}), by=staff)

    for _ in range(3):
        with db.unit_of_work():
            assert claim(run.id) is not None
            db.session.execute(update(ImportRun).values(lease_until_at=None))

    given_up = worked_on(app, run.id)
    assert (given_up.status, given_up.content) == (RunStatus.FAILED, None)
    assert number_of_groups() == 0
    assert kinds_of_notices(staff) == ["list-not-taken"]


def test_a_failure_logs_no_cell_and_leaves_the_worker_alive(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    number = hand_in(groups({"name": "zq-secret"}))
    with db.unit_of_work():
        db.session.execute(update(ImportRun).values(content=b"spoiled zq-secret"))

    with caplog.at_level(logging.DEBUG):
        work_on_lists(app.extensions["config"])

    assert f"list {number} will be tried again" in caplog.text
    assert "zq-secret" not in caplog.text
    assert status_of(number) == RunStatus.READING


@pytest.mark.parametrize("content", [groups({}), groups({"kind": "？"})], ids=["read", "faulty"])
def test_what_is_left_for_a_day_is_forgotten(app: Flask, content: bytes) -> None:
    run = looked_at(app, content)

    with time_machine.travel(now() + timedelta(hours=25), tick=False), db.unit_of_work():
        forgotten = forget_lists()

    db.session.expire_all()
    assert (forgotten, run.status) == (1, RunStatus.DROPPED)
    assert (run.content, run.faults, run.outcomes) == (None, [], [])


@on_postgresql
def test_a_list_somebody_has_taken_in_while_it_is_about_to_be_forgotten_stays(
    app: Flask, database: PostgresqlDatabase
) -> None:
    staff = make_staff()
    number = make_run(by=staff, changed_at=now() - timedelta(hours=25)).id
    db.session.commit()
    ask_to_take(import_run(number), by=staff)

    def forget() -> None:
        with app.app_context(), db.unit_of_work():
            forget_lists()

    forgetting = Thread(target=forget)
    forgetting.start()
    until(database.somebody_waits, "the worker waits for the list")
    db.session.commit()
    forgetting.join()

    assert status_of(number) == RunStatus.TAKING


def test_a_list_thrown_away_is_not_read_any_more(app: Flask) -> None:
    staff = make_staff()
    number = hand_in(groups({}), by=staff)
    with db.unit_of_work():
        drop_list(import_run(number), by=staff)

    run = worked_on(app, number)

    assert (run.status, run.content) == (RunStatus.DROPPED, None)
    with pytest.raises(ListNotTakable):
        ask_to_take(run, by=staff)
