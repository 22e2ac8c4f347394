"""A forgotten password is set anew by mail."""

import pytest
from sqlalchemy import func, select

from matcher.domain.notifications.models import Notification
from matcher.domain.people.password_changes import issue_password_link
from matcher.sealing import unseal
from tests.support.factories import make_account
from tests.support.signing_in import cheap_hash

OLD, NEW = "うみ やま かわのみず", "そら つき ほしのよる"
HASH = cheap_hash(OLD)


@pytest.fixture
def hanako(session):
    return make_account(email="hanako@example.jp", password_hash=HASH)


def letters(session) -> list[Notification]:
    return list(session.scalars(select(Notification).where(Notification.kind == "reset-password")))


def test_the_link_sets_a_new_password_and_ends_other_sessions(client, another_client, session, hanako):
    another_client.sign_in(hanako.email, OLD)
    asked = client.submit("/password/forgotten", email=hanako.email)
    secret = unseal(letters(session)[0].parameters["sealed"])

    answer = client.submit(f"/password/reset/{secret}", password=NEW)

    assert (asked.location, answer.location) == ("/password/sent", "/password/done")
    assert another_client.get("/accept-terms").status_code == 303
    assert client.submit("/sign-in", email=hanako.email, password=OLD).status_code == 422
    client.sign_in(hanako.email, NEW)
    assert client.get(f"/password/reset/{secret}").status_code == 404


def test_an_unknown_address_is_answered_alike_and_gets_nothing(client, session, hanako):
    known = client.submit("/password/forgotten", email=hanako.email)
    unknown = client.submit("/password/forgotten", email="nobody@example.jp")

    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert [letter.recipient_id for letter in letters(session)] == [hanako.person_id]


def test_a_weak_password_leaves_the_link_usable(client, hanako):
    secret = issue_password_link(hanako)

    refused = client.submit(f"/password/reset/{secret}", password="short")

    assert refused.status_code == 422
    assert "10文字以上" in refused.text
    assert client.submit(f"/password/reset/{secret}", password=NEW).status_code == 303


def test_five_mails_a_day_are_enough(client, session, hanako):
    for _ in range(5):
        assert client.submit("/password/forgotten", email=hanako.email).status_code == 303

    assert client.submit("/password/forgotten", email=hanako.email).status_code == 429
    assert client.submit("/password/forgotten", email="taro@example.jp").status_code == 303
    assert session.scalar(select(func.count()).select_from(Notification)) == 5
