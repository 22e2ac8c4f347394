"""The worker's rounds: what is due is done, and a quiet service is left alone."""

from dataclasses import replace
from datetime import timedelta

import time_machine
from flask import Flask

from matcher import duty
from matcher.clock import now
from matcher.db import db
from matcher.domain.notifications.actions import notify
from matcher.worker.duties import DUTIES
from matcher.worker.loop import go_round
from tests.support.factories import make_person
from tests.support.servers import SmtpSink
from tests.support.statements import counted_statements


def test_the_first_round_does_what_comes_due_by_the_clock_and_the_next_writes_nothing(app: Flask) -> None:
    first = go_round(app.extensions["config"])
    with counted_statements() as asked, time_machine.travel(now() + timedelta(seconds=20)):
        second = go_round(app.extensions["config"])

    assert {"seal-audit", "move-counters-on"} <= set(first)
    assert second == {}
    assert [statement for statement in asked if not statement.startswith(("SELECT", "BEGIN"))] == []
    assert "BEGIN IMMEDIATE" not in asked


def test_what_comes_in_between_is_done_in_the_next_round(app: Flask, smtp_sink: SmtpSink) -> None:
    config = replace(app.extensions["config"], mail_url=smtp_sink.url)
    go_round(config)
    with db.unit_of_work():
        person = make_person(email="somebody@example.jp")
        notify("confirm-email", person, person, secret="s3cret-of-the-link")

    with time_machine.travel(now() + timedelta(seconds=2)):
        done = go_round(config)

    assert done == {"deliver-letters": 1}
    assert len(smtp_sink.letters) == 1


def test_a_quiet_service_is_seen_to_be_alive_at_any_time(app: Flask) -> None:
    begun = now()

    for seconds in range(0, 301, 10):
        with time_machine.travel(begun + timedelta(seconds=seconds)):
            go_round(app.extensions["config"])
        with time_machine.travel(begun + timedelta(seconds=seconds + 10)):
            assert duty.is_worker_alive()
            db.session.rollback()


def test_a_duty_another_worker_holds_is_not_due_until_its_lease_is_over(app: Flask) -> None:
    duty.enlist(plan.name for plan in DUTIES)
    with db.unit_of_work():
        assert duty.lease("seal-audit", timedelta(minutes=1))

    assert "seal-audit" not in go_round(app.extensions["config"])
    with time_machine.travel(now() + duty.LEASE + timedelta(seconds=1)):
        assert "seal-audit" in go_round(app.extensions["config"])
