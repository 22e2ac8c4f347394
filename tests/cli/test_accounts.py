"""`flask accounts`: the first staff account, and barring without a browser."""

import pytest

from matcher.db import db
from matcher.domain.people.models import AccountStatus
from matcher.domain.people.queries import account_with_email
from tests.support.factories import make_account, make_department

PASSWORD = "うみ やま かわのみず"


@pytest.fixture
def command(app):
    def run(*arguments: str):
        db.session.commit()
        result = app.test_cli_runner().invoke(args=["accounts", *arguments])
        db.session.expire_all()
        return result

    return run


def test_the_first_staff_account_sets_its_password_with_the_printed_link(command, client):
    printed = command("add-staff", "shien@example.jp", "--name", "支援 はじめ").output.strip()

    client.submit(printed.removeprefix("http://127.0.0.1:8000"), password=PASSWORD)
    client.sign_in("shien@example.jp", PASSWORD)

    account = account_with_email("shien@example.jp")
    assert (account.is_staff, account.person.name) == (True, "支援 はじめ")
    assert client.get("/staff/").location == "/accept-terms?next=/staff/"


def test_somebody_of_a_department_is_not_staff_of_the_office(command):
    make_department(code="sports")

    result = command("add-staff", "sports@example.jp", "--department", "sports")

    account = account_with_email("sports@example.jp")
    assert result.exit_code == 0
    assert (account.is_staff, account.department.code) == (False, "sports")
    assert "sports@example.jp" in command("list").output


def test_an_account_that_exists_becomes_staff(command):
    make_account(email="hanako@example.jp")

    command("add-staff", "hanako@example.jp")

    assert account_with_email("hanako@example.jp").is_staff


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add-staff", "nowhere"), "メールアドレスを"),
        (("add-staff", "a@example.jp", "--department", "none"), "No department has the code 'none'"),
        (("suspend", "a@example.jp", "--reason", "x"), "No account has the address a@example.jp"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(command, arguments, sentence):
    result = command(*arguments)

    assert result.exit_code == 1
    assert sentence in result.output
    assert account_with_email("a@example.jp") is None


def test_an_account_is_barred_and_let_in_again(command):
    make_account(email="hanako@example.jp")

    command("suspend", "hanako@example.jp", "--reason", "なりすまし")
    again = command("suspend", "hanako@example.jp", "--reason", "なりすまし")

    assert account_with_email("hanako@example.jp").status == AccountStatus.SUSPENDED
    assert again.exit_code == 1
    command("resume", "hanako@example.jp", "--reason", "確かめた")
    assert account_with_email("hanako@example.jp").status == AccountStatus.ACTIVE
