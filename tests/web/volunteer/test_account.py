"""Password, sessions, everything that is kept, and leaving, through the pages."""

import pytest

from matcher.domain.people.models import AccountStatus
from matcher.domain.people.queries import account_by_id
from tests.support.factories import make_account, make_member, make_organization, make_person
from tests.support.signing_in import cheap_hash

PASSWORD, NEW = "うみ やま かわのみず", "そら つき ほしのよる"
HASH = cheap_hash(PASSWORD)


@pytest.fixture
def hanako(client, session):
    account = make_account(person=make_person(name="見本 花子", email="hanako@example.jp"), password_hash=HASH)
    client.sign_in(account.email, PASSWORD)
    return account


def test_a_new_password_keeps_this_session_and_ends_the_others(client, another_client, hanako):
    another_client.sign_in(hanako.email, PASSWORD)

    answer = client.submit("/me/account/password", current=PASSWORD, password=NEW)

    assert (answer.status_code, answer.location) == (303, "/me/account")
    assert client.get("/me/account").status_code == 200
    assert another_client.get("/me/account").status_code == 303
    another_client.sign_in(hanako.email, NEW)


@pytest.mark.parametrize(
    ("current", "password", "sentence"),
    [
        ("another one", NEW, "いまのパスワードと違います。"),
        (PASSWORD, "short", "パスワードは、10文字以上にしてください。"),
        (PASSWORD, "", "新しいパスワードを入れてください。"),
    ],
)
def test_a_password_is_changed_by_its_owner_only_and_not_for_the_worse(client, hanako, current, password, sentence):
    answer = client.submit("/me/account/password", current=current, password=password)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_guessing_the_present_password_ends_after_ten_attempts(client, hanako):
    for _ in range(10):
        assert client.submit("/me/account/delete", current="another one", agree="y").status_code == 422

    assert client.submit("/me/account/delete", current=PASSWORD, agree="y").status_code == 429


def test_signing_out_everywhere_ends_every_session(client, another_client, hanako):
    another_client.sign_in(hanako.email, PASSWORD)

    client.submit("/me/account/sessions")

    assert client.get("/me/account").status_code == 303
    assert another_client.get("/me/account").status_code == 303


def test_all_that_is_kept_comes_as_a_file(client, hanako):
    answer = client.get("/me/account/data.json")

    assert answer.headers["Content-Disposition"] == "attachment; filename=wakiai.json"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.json["person"]["name"] == "見本 花子"
    assert answer.json["account"]["email"] == "hanako@example.jp"


def test_an_account_is_deleted_after_the_password_and_a_yes(client, hanako):
    assert client.submit("/me/account/delete", current=PASSWORD).status_code == 422
    assert client.submit("/me/account/delete", current="another one", agree="y").status_code == 422

    answer = client.submit("/me/account/delete", current=PASSWORD, agree="y")

    assert "アカウントを消しました" in client.get(answer.location).text
    assert account_by_id(hanako.id).status == AccountStatus.CLOSED
    assert client.get("/me/account").status_code == 303
    assert client.submit("/sign-in", email="hanako@example.jp", password=PASSWORD).status_code == 422


def test_the_only_owner_of_a_group_is_told_to_hand_it_over_first(client, session):
    owner = make_member(make_organization(name="見本の会"), password_hash=HASH)
    client.sign_in(owner.email, PASSWORD)

    answer = client.submit("/me/account/delete", current=PASSWORD, agree="y")

    assert answer.status_code == 422
    assert "「見本の会」の代表は、あなただけです。" in answer.text
    assert account_by_id(owner.id).status == AccountStatus.ACTIVE
