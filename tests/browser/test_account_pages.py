"""The pages at the door and of the account, in a real browser: sent back with errors, empty, at their end."""

from typing import Any

import pytest

from matcher.db import db
from tests.support.databases import on_sqlite
from tests.support.factories import make_account, make_person
from tests.support.looking import look, press, sign_in
from tests.support.signing_in import cheap_hash

pytestmark = on_sqlite
EMAIL, PASSWORD = "hanako@example.jp", "wakiai-demo"
AT_THE_DOOR = ("/register", "/sign-in", "/password/forgotten")
OF_THE_ACCOUNT = ("/me/profile", "/me/age", "/me/account/password", "/me/account/delete")
WITHOUT_A_FORM = ("/register/sent", "/confirm-email/done", "/confirm-email/old", "/password/sent", "/me/account/gone")


def send_empty(page: Any, path: str) -> None:
    page.goto(path)
    if path == "/me/profile":
        page.fill("[name=name]", "")
    press(page.locator("main form button[type=submit]"))
    assert page.title().startswith("直すところがあります：")


def enter(page: Any) -> None:
    with db.unit_of_work():
        person = make_person(name="寿限無寿限無五劫の擦り切れ海砂利水魚の" * 5, email=EMAIL)
        make_account(person=person, password_hash=cheap_hash(PASSWORD))
    sign_in(page, EMAIL, PASSWORD)


@pytest.mark.parametrize("path", AT_THE_DOOR)
def test_a_form_at_the_door_that_was_sent_back(page: Any, path: str) -> None:
    send_empty(page, path)

    look(page)


@pytest.mark.parametrize("path", WITHOUT_A_FORM)
def test_a_page_that_says_what_comes_next(page: Any, path: str) -> None:
    page.goto(path)

    look(page)


@pytest.mark.parametrize("path", OF_THE_ACCOUNT)
def test_a_form_of_the_account_that_was_sent_back(page: Any, path: str) -> None:
    enter(page)

    send_empty(page, path)

    look(page)


def test_an_empty_inbox_and_a_very_long_name(page: Any) -> None:
    enter(page)

    page.goto("/me/inbox")
    look(page)
    page.goto("/me/account")

    look(page)
