"""Another address for one's account: proved by a link to it, told to the old one, and silent about strangers."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from matcher.clock import now
from matcher.db import db
from matcher.domain.audit.models import AuditEntry
from matcher.domain.notifications.models import Notification
from matcher.domain.people.models import Account, AccountStatus, LinkPurpose, LinkToken
from matcher.domain.people.password_changes import issue_password_link
from matcher.sealing import unseal
from tests.support.factories import make_account, make_person
from tests.support.reading import audit_acts, notices
from tests.support.signing_in import HASH, PASSWORD
from tests.support.visitor import Visitor

PAGE, OLD, NEW = "/me/account/email", "hanako@example.jp", "hanako.new@example.jp"


@pytest.fixture
def hanako(client: Visitor) -> Account:
    """An account in use; the visitor is signed in with it."""
    account = make_account(person=make_person(name="見本 花子", email=OLD), password_hash=HASH)
    client.sign_in(OLD, PASSWORD)
    return account


def ask(client: Visitor, email: str = NEW, current: str = PASSWORD) -> Any:
    return client.submit(PAGE, email=email, current=current)


def link_in_the_letter() -> str:
    db.session.rollback()
    letter = db.session.query(Notification).filter_by(kind="confirm-new-email").order_by(Notification.id.desc()).first()
    assert unseal(letter.parameters["sealed_to"]) == NEW
    return f"/confirm-new-email/{unseal(letter.parameters['sealed'])}"


def address_of(account: Account) -> tuple[str | None, str | None]:
    db.session.expire_all()
    return account.email, account.person.email


def test_nothing_changes_before_the_link_is_used(client: Visitor, hanako: Account) -> None:
    answer = ask(client)

    assert (answer.status_code, answer.location) == (303, f"{PAGE}/sent")
    assert OLD in client.get(answer.location).text
    assert address_of(hanako) == (OLD, OLD)
    assert client.get(link_in_the_letter()).status_code == 200
    assert address_of(hanako) == (OLD, OLD)


def test_the_link_changes_the_address_and_ends_every_session_but_this_one(
    client: Visitor, another_client: Visitor, hanako: Account
) -> None:
    another_client.sign_in(OLD, PASSWORD)
    ask(client)

    answer = client.submit(link_in_the_letter())

    assert (answer.status_code, answer.location) == (303, "/confirm-new-email/done")
    assert address_of(hanako) == (NEW, NEW)
    assert client.get("/me/account").status_code == 200
    assert another_client.get("/me/account").status_code == 303
    another_client.sign_in(NEW, PASSWORD)


def test_the_link_works_where_nobody_is_signed_in_and_signs_nobody_in(
    client: Visitor, another_client: Visitor, hanako: Account
) -> None:
    ask(client)

    another_client.submit(link_in_the_letter())

    assert address_of(hanako) == (NEW, NEW)
    assert another_client.get("/me/account").status_code == 303
    assert client.get("/me/account").status_code == 303


def test_the_old_address_is_told_and_does_not_learn_the_new_one(client: Visitor, hanako: Account) -> None:
    ask(client)
    client.submit(link_in_the_letter())

    letter = db.session.query(Notification).filter_by(kind="email-changed").one()
    assert unseal(letter.parameters["sealed_to"]) == OLD
    mailbox = client.get("/mailbox").text
    assert "別のアドレスに変わりました" in mailbox
    assert audit_acts(hanako)[-2:] == ["ask-new-email", "change-email"]
    assert not any("example.jp" in str(entry.changes) for entry in db.session.query(AuditEntry))


def test_older_links_die_with_the_change_and_with_a_new_wish(client: Visitor, hanako: Account) -> None:
    reset = f"/password/reset/{issue_password_link(hanako)}"
    ask(client)
    first = link_in_the_letter()
    ask(client)
    second = link_in_the_letter()
    assert client.get(reset).status_code == 200

    client.submit(second)

    for gone in (first, second, reset):
        assert client.get(gone).status_code == 404
        assert "このリンクは使えません" in client.get(gone).text
    assert not db.session.query(LinkToken).filter(LinkToken.sealed.is_not(None)).count()


def test_a_link_runs_out_after_a_day_and_with_a_new_password(client: Visitor, hanako: Account) -> None:
    ask(client)
    link = link_in_the_letter()
    with time_machine.travel(now() + timedelta(hours=25)):
        assert client.get(link).status_code == 404

    client.submit("/me/account/password", current=PASSWORD, password="そら つき ほしのよる")

    assert client.get(link).status_code == 404
    assert address_of(hanako) == (OLD, OLD)


@pytest.mark.parametrize("status", [AccountStatus.ACTIVE, AccountStatus.UNCONFIRMED])
def test_an_address_somebody_has_is_answered_alike_and_its_owner_is_told_once_a_day(
    client: Visitor, hanako: Account, status: AccountStatus
) -> None:
    owner = make_account(person=make_person(email=NEW), status=status)

    answers = [ask(client, email=NEW.upper()) for _time in range(2)]

    assert [(answer.status_code, answer.location) for answer in answers] == [(303, f"{PAGE}/sent")] * 2
    assert notices(owner.person) == ["address-wanted"]
    assert notices(hanako.person) == []
    assert not db.session.query(LinkToken).filter_by(purpose=LinkPurpose.CHANGE_EMAIL).count()


def test_an_address_taken_meanwhile_leaves_the_link_without_use(client: Visitor, hanako: Account) -> None:
    ask(client)
    link = link_in_the_letter()
    make_account(person=make_person(email=NEW))

    answer = client.submit(link)

    assert answer.status_code == 404
    assert address_of(hanako) == (OLD, OLD)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"current": "another one"}, "いまのパスワードと違います"),
        ({"current": ""}, "いまのパスワードを入れてください"),
        ({"email": "hanako"}, "name@example.jp の形で"),
        ({"email": OLD.upper()}, "いまのアドレスと同じです"),
        ({"email": ""}, "入れてください"),
        ({"email": "a" * 250 + "@example.jp"}, "文字まで"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_sent(
    client: Visitor, hanako: Account, fields: dict[str, str], sentence: str
) -> None:
    answer = ask(client, **fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not db.session.query(Notification).count()


def test_letters_to_strangers_end_after_five_an_hour(client: Visitor, hanako: Account) -> None:
    answers = [ask(client).status_code for _time in range(6)]

    assert answers == [303] * 5 + [429]
