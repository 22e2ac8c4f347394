"""A visitor who talks to the application without a network: reads pages, fills their forms, keeps cookies."""

from collections.abc import Callable, Iterator
from contextvars import Context
from typing import Any

import pytest
from flask import Flask
from flask import session as visit
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from matcher.db import db
from matcher.domain.people.models import Account
from matcher.web import identity
from tests.support.databases import Database
from tests.support.form_tags import FormTags


class Visitor(FlaskClient):
    """Flask's test client, each request in a context of its own and the test's transaction ended before it."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """One request. What the test wrote is committed first: the request sees it, and SQLite has one writer."""
        db.session.commit()
        # Without this the request would share the test's application context, and so its session and its `g`.
        return Context().run(super().open, *args, **kwargs)

    def submit(self, path: str, *, form: str | None = None, **fields: Any) -> TestResponse:
        """Open the page at `path`, fill in its posting form and send it, hidden fields (CSRF) and all.

        `form` picks one by the end of its action where a page has several. A field given as None is left out.
        Redirects are not followed.
        """
        page = self.get(path)
        assert page.status_code == 200, f"GET {path} answered {page.status_code}, not a page with a form"
        action, filled = posting_form(page.text, form)
        values = {name: value for name, value in {**filled, **fields}.items() if value is not None}
        return self.post(action or path, data=values)

    def enter(self, account: Account) -> None:
        """Begin a session as the account without the page, for tests that are not about signing in."""
        db.session.commit()
        with self.application.test_request_context():
            identity.sign_in(account)
            begun = dict(visit)
        with self.session_transaction() as kept:
            kept.update(begun)

    def sign_in(self, email: str, password: str = "wakiai-demo") -> None:
        """Sign in through the page, as anyone does."""
        answer = self.submit("/sign-in", email=email, password=password)
        assert answer.status_code == 303, f"{email} was not signed in: {answer.status_code}"


def posting_form(html: str, action: str | None = None) -> tuple[str, dict[str, Any]]:
    """Where the page's posting form goes and what it holds as delivered; `action` is the end of the wanted one's."""
    forms = delivered_forms(html)
    wanted = [form for form in forms if action is None or form[0].endswith(action)]
    assert len(wanted) == 1, f"{len(wanted)} posting forms fit, one is needed: {[form[0] for form in forms]}"
    return wanted[0]


def delivered_forms(html: str) -> list[tuple[str, dict[str, Any]]]:
    """Where each of the page's posting forms goes and what it holds as delivered."""
    parser = _Forms()
    parser.feed(html)
    return parser.forms


class _Forms(FormTags):
    """Collects the posting forms of a page with the values a browser would send."""

    def __init__(self) -> None:
        self.forms: list[tuple[str, dict[str, Any]]] = []
        self.open_form: dict[str, Any] | None = None
        self.select = self.textarea = ""

    def handle_starttag(self, tag: str, given: dict[str, str]) -> None:
        if tag == "form":
            self.open_form = {} if given.get("method", "get").lower() == "post" else None
            if self.open_form is not None:
                self.forms.append((given.get("action", ""), self.open_form))
        elif self.open_form is not None:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "input" and name and self._is_sent(given):
            self._add(name, given.get("value", "on" if given.get("type") == "checkbox" else ""))
        elif tag == "textarea":
            self.textarea = name
            self._add(name, "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in given or self.select not in self.open_form):
            self.open_form[self.select] = given.get("value", "")

    def _is_sent(self, given: dict[str, str]) -> bool:
        kind = given.get("type", "text")
        return kind not in ("submit", "button", "file") and (kind not in ("checkbox", "radio") or "checked" in given)

    def _add(self, name: str, value: str) -> None:
        if name in self.open_form:
            held = self.open_form[name]
            self.open_form[name] = [*held, value] if isinstance(held, list) else [held, value]
        else:
            self.open_form[name] = value

    def handle_data(self, data: str) -> None:
        if self.textarea and self.open_form is not None:
            self.open_form[self.textarea] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open_form = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""


@pytest.fixture
def app(assemble: Callable[[Database], Flask], database: Database) -> Iterator[Flask]:
    """The application on an empty database, its context entered."""
    assembled = assemble(database)
    database.wipe()
    with assembled.app_context():
        yield assembled
        db.session.rollback()


@pytest.fixture
def session(app: Flask) -> scoped_session[Session]:
    """The session of the test."""
    return db.session


@pytest.fixture
def client(app: Flask) -> Visitor:
    """A visitor who has not signed in."""
    return Visitor(app, app.response_class)


@pytest.fixture
def another_client(app: Flask) -> Visitor:
    """A second visitor, with cookies of their own."""
    return Visitor(app, app.response_class)
