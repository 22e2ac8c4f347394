"""The pages at the door and of the account, in a real browser: sent back with errors, empty, at their end."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from matcher.db import db
from matcher.domain.people.passwords import hash_password
from tests.support.databases import on_sqlite
from tests.support.factories import make_account, make_person

pytestmark = on_sqlite
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
EMAIL, PASSWORD = "hanako@example.jp", "wakiai-demo"
AT_THE_DOOR = ("/register", "/sign-in", "/password/forgotten")
OF_THE_ACCOUNT = ("/me/profile", "/me/age", "/me/account/password", "/me/account/delete")
WITHOUT_A_FORM = ("/register/sent", "/confirm-email/done", "/confirm-email/old", "/password/sent", "/me/account/gone")


@pytest.fixture
def look(page: Any) -> Callable[..., Any]:
    """The page at both widths breaks no rule of accessibility and does not scroll aside."""

    def at_both_widths() -> None:
        for width in (375, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page, options=RULES).response["violations"]
            aside = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []
            assert aside == 0

    return at_both_widths


def send_empty(page: Any, path: str) -> None:
    page.goto(path)
    if path == "/me/profile":
        page.fill("[name=name]", "")
    page.click("main form button[type=submit]")
    assert page.title().startswith("直すところがあります：")


def sign_in(page: Any) -> None:
    with db.unit_of_work():
        person = make_person(name="寿限無寿限無五劫の擦り切れ海砂利水魚の" * 5, email=EMAIL)
        make_account(person=person, password_hash=hash_password(PASSWORD))
    page.goto("/sign-in")
    page.fill("[name=email]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


@pytest.mark.parametrize("path", AT_THE_DOOR)
def test_a_form_at_the_door_that_was_sent_back(page: Any, look: Callable[..., Any], path: str) -> None:
    send_empty(page, path)

    look()


@pytest.mark.parametrize("path", WITHOUT_A_FORM)
def test_a_page_that_says_what_comes_next(page: Any, look: Callable[..., Any], path: str) -> None:
    page.goto(path)

    look()


@pytest.mark.parametrize("path", OF_THE_ACCOUNT)
def test_a_form_of_the_account_that_was_sent_back(page: Any, look: Callable[..., Any], path: str) -> None:
    sign_in(page)

    send_empty(page, path)

    look()


def test_an_empty_inbox_and_a_very_long_name(page: Any, look: Callable[..., Any]) -> None:
    sign_in(page)

    page.goto("/me/inbox")
    look()
    page.goto("/me/account")

    look()
