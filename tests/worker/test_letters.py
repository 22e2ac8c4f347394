"""The outbox is emptied: each letter once, and what cannot be delivered is told."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from matcher import duty
from matcher.clock import now
from matcher.db import db
from matcher.domain.notifications import delivery
from matcher.domain.notifications.actions import notify
from matcher.domain.notifications.models import Channel, NoticeState, Notification
from matcher.worker.duties import DUTIES
from matcher.worker.letters import deliver
from matcher.worker.loop import attempt
from tests.support.factories import make_person


def waiting_letter(**person: object) -> Notification:
    with db.unit_of_work():
        recipient = make_person(**person)
        notify("confirm-email", recipient, recipient, secret="s3cret-of-the-link")
    return db.session.query(Notification).order_by(Notification.id.desc()).first()


def config_with(app: Flask, mail_url: str | None):
    known = app.extensions["config"]
    return type(known)(**{**vars(known), "mail_url": mail_url})


def test_a_letter_goes_to_one_address_with_its_link_and_forgets_the_secret(app: Flask, smtp_sink) -> None:
    notice = waiting_letter(email="somebody@example.jp")
    assert "s3cret" not in str(notice.parameters)
    db.session.rollback()

    handled = deliver(config_with(app, smtp_sink.url))

    assert (handled, notice.reason) == (1, None)
    [letter] = smtp_sink.letters
    assert letter.recipients == ["somebody@example.jp"]
    assert "s3cret-of-the-link" in letter.text
    db.session.expire_all()
    assert (notice.state, notice.parameters) == (NoticeState.SENT, {})


def test_a_letter_meant_for_another_address_goes_there_alone_and_forgets_it(app: Flask, smtp_sink) -> None:
    with db.unit_of_work():
        person = make_person(email="somebody@example.jp")
        notify("email-changed", person, person, to="before@example.jp", by_mail=True)
    notice = db.session.query(Notification).one()
    assert "before" not in str(notice.parameters)
    db.session.rollback()

    deliver(config_with(app, smtp_sink.url))

    assert [letter.recipients for letter in smtp_sink.letters] == [["before@example.jp"]]
    db.session.expire_all()
    assert notice.parameters == {}


@pytest.mark.parametrize("kind", ["confirm-email", "confirm-new-email"])
def test_a_letter_to_an_address_that_is_not_proved_names_nobody(app: Flask, smtp_sink, kind: str) -> None:
    with db.unit_of_work():
        person = make_person(name="花子のしるし", email="somebody@example.jp")
        notify(kind, person, person, secret="s3cret-of-the-link", to="mistyped@example.jp")

    deliver(config_with(app, smtp_sink.url))

    [letter] = smtp_sink.letters
    assert letter.recipients == ["mistyped@example.jp"]
    assert "花子のしるし" not in letter.message["Subject"] + letter.text
    assert letter.text.startswith("わきあい")


def test_a_letter_over_which_a_worker_died_goes_out_within_two_minutes(app: Flask, smtp_sink) -> None:
    letter = waiting_letter().id
    config = config_with(app, smtp_sink.url)
    db.session.rollback()
    [plan] = [plan for plan in DUTIES if plan.name == "deliver-letters"]
    duty.enlist([plan.name])
    with db.unit_of_work():
        duty.lease(plan.name, plan.every, plan.lease)
        delivery.claim(letter)

    assert attempt(plan, config) is None, "another worker has it"
    with time_machine.travel(now() + timedelta(minutes=2)):
        attempt(plan, config)

    assert len(smtp_sink.letters) == 1


def test_a_letter_is_sent_once_however_often_the_worker_looks(app: Flask, smtp_sink) -> None:
    waiting_letter()
    db.session.rollback()

    for _ in range(3):
        deliver(config_with(app, smtp_sink.url))

    assert len(smtp_sink.letters) == 1


def test_without_an_answer_from_the_mail_server_a_letter_waits_and_is_given_up_after_two_days(app: Flask) -> None:
    notice = waiting_letter()
    nowhere = config_with(app, "smtp://127.0.0.1:9")

    deliver(nowhere)

    db.session.expire_all()
    assert (notice.state, notice.reason) == (NoticeState.QUEUED, "mail-server-unreachable")
    assert notice.due_at > now()
    db.session.rollback()
    with time_machine.travel(now() + timedelta(hours=49)):
        deliver(nowhere)
    db.session.expire_all()
    assert notice.state == NoticeState.DEAD


@pytest.mark.parametrize("spoilt", ["the words", "the address"])
def test_a_letter_that_cannot_be_written_waits_and_those_behind_it_go_out(app: Flask, smtp_sink, spoilt: str) -> None:
    notice = waiting_letter(email="花子@example.jp" if spoilt == "the address" else "somebody@example.jp")
    if spoilt == "the words":
        with db.unit_of_work():
            notice.kind = "a-kind-without-words"
    waiting_letter(email="behind@example.jp")
    db.session.rollback()

    deliver(config_with(app, smtp_sink.url))

    assert [letter.recipients for letter in smtp_sink.letters] == [["behind@example.jp"]]
    db.session.expire_all()
    assert (notice.state, notice.reason) == (NoticeState.QUEUED, "could-not-be-written")


def test_a_duty_that_fails_leaves_the_worker_alive(app: Flask) -> None:
    [plan] = [plan for plan in DUTIES if plan.name == "settle-inbox"]
    duty.enlist([plan.name])

    done = attempt(replace(plan, act=lambda config: 1 // 0), app.extensions["config"])

    assert done is None
    with time_machine.travel(now() + duty.LEASE + timedelta(seconds=1)):
        assert attempt(plan, app.extensions["config"]) == 0


def test_nobody_is_written_to_who_is_gone(app: Flask, smtp_sink) -> None:
    notice = waiting_letter()
    with db.unit_of_work():
        recipient = db.session.get(type(make_person()), notice.recipient_id)
        recipient.anonymized_at = now()

    deliver(config_with(app, smtp_sink.url))

    db.session.expire_all()
    assert smtp_sink.letters == []
    assert (notice.state, notice.reason) == (NoticeState.CANCELLED, "recipient-gone")


def test_of_two_workers_one_gets_a_letter_and_a_dead_workers_letter_is_taken_up(session: Session) -> None:
    notice = waiting_letter()

    assert delivery.claim(notice.id) is not None
    assert delivery.claim(notice.id) is None
    with time_machine.travel(now() + timedelta(seconds=61)):
        assert delivery.claim(notice.id) is not None


def test_the_same_notice_about_the_same_version_is_written_once(session: Session) -> None:
    recipient = make_person()

    for version in (1, 1, 2):
        notify("confirm-email", recipient, recipient, version=version)

    assert session.query(Notification).count() == 2


def test_who_has_no_address_is_called_and_who_has_neither_finds_it_in_the_inbox(session: Session) -> None:
    by_phone = make_person(email=None, phone="0540000000")
    neither = make_person(email=None, phone=None, has_guardian=True)

    for recipient in (by_phone, neither):
        notify("confirm-email", recipient, recipient)

    assert [notice.channel for notice in session.query(Notification).order_by(Notification.id)] == [
        Channel.PHONE,
        Channel.INBOX,
    ]
