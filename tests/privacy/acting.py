"""Every form that is made for somebody, sent empty and sent filled with marks; and what that left behind: the answer,
the log of acts, the notices, the letters the worker made of them, and what was logged. Then the city is as it was.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from matcher.clock import today
from matcher.worker.letters import deliver
from tests.permissions.world import PASSWORD
from tests.privacy.conftest import MarkedCity
from tests.safety.forms import PostingForm, posting_forms
from tests.support.databases import copy_pages
from tests.support.servers import Letter, SmtpSink
from tests.support.visitor import delivered_forms

# Who tries which forms: those of the others are the same.
AUDIENCES = {
    "anonymous": ("accounts.",),
    "citizen": ("volunteer.", "accounts."),
    "guardian": ("volunteer.sign_ups",),
    "organizer": ("organizer.",),
    "company": ("company.",),
    "department": ("staff.projects", "staff.candidates"),
    "staff": ("staff.",),
}
TYPED = "typed."
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
NEW_PASSWORD = "ひみつの うみのうた"
NEXT_WEEK, YESTERDAY = timedelta(days=9), timedelta(days=-1)
SHAPES = {"text": "text", "search": "text", "textarea": "text", "tel": "phone", "email": "mail"}
SHAPES_BY_NAME = {"name_kana": "kana", "title_kana": "kana", "born_on": "birth"}
NUMBERS = {"min_age": "20", "max_age": "90", "fee_yen": "100", "capacity": "9", "minimum": "1", "count": "2"}
VALUES = {
    **NUMBERS,
    "starts": "10:00",
    "ends": "12:00",
    "starts_at": "10:00",
    "ends_at": "12:00",
    "current": PASSWORD,
    "corporate_number": "1000020222143",
    "slug": "shirushi",
    "sign_up_url": "https://a.example.jp",
}


@dataclass
class Trace:
    """What one form that was sent left behind."""

    what: str
    answer: TestResponse
    acts: list[dict[str, Any]] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    log: str = ""


class Acts:
    """Sends forms in a marked city. The mark typed into a field is that of the column `typed.<field>`, row 0."""

    def __init__(self, marked: MarkedCity, sink: SmtpSink, caplog: pytest.LogCaptureFixture) -> None:
        self.marked, self.city, self.sink, self.caplog = marked, marked.city, sink, caplog
        self.send_letters()
        self.file = Path(marked.file)
        self.kept = self.file.with_name("marked.db")
        copy_pages(self.file, self.kept)
        self.seen = self.city.keeper.mark()

    def traces(self, principal: str) -> Iterator[Trace]:
        """What each form of the principal's pages leaves behind."""
        for path, form, delivered in self.forms(principal):
            yield self.send(principal, path, {**delivered, **dict.fromkeys(form.typed, "")})
            for button in form.buttons or [{}]:
                yield self.send(principal, path, {**self.filled(form, delivered), **button})

    def forms(self, principal: str) -> Iterator[tuple[str, PostingForm, dict[str, Any]]]:
        """Each form on the principal's pages once, with where it goes and what it holds."""
        seen = set()
        for page in self.pages(principal):
            answer = self.city.askers[principal].ask("GET", page)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                read = zip(posting_forms(answer.text), delivered_forms(answer.text), strict=True)
                for form, (_action, delivered) in read:
                    target = form.action or page
                    if (target, *form.controls) not in seen:
                        seen.add((target, *form.controls))
                        yield target, form, delivered

    def pages(self, principal: str) -> Iterator[str]:
        """The pages a principal tries."""
        for route in self.city.routes:
            if route.method == "GET" and route.endpoint.startswith(AUDIENCES[principal]):
                yield self.city.addresses.first(route)
        yield from self.marked.more_pages.get(principal, ())

    def filled(self, form: PostingForm, delivered: dict[str, Any]) -> dict[str, Any]:
        """The form with a mark wherever words are typed, and something wherever nothing is."""
        chosen = {name: values[0] for name, values in form.choices.items() if values and not delivered.get(name)}
        typed = {name: self.typed(name, kind, delivered.get(name)) for name, kind in form.controls.items()}
        return {**delivered, **chosen, **{name: value for name, value in typed.items() if value is not None}}

    def typed(self, name: str, kind: str, before: Any) -> Any:
        """What to type into a control; None leaves it as it is."""
        last = name.rpartition("-")[2]
        on = today() + (YESTERDAY if last == "as_of_on" else NEXT_WEEK)
        plain = {"number": "5", "date": str(on), "time": "10:00", "password": NEW_PASSWORD, **VALUES}
        if last in VALUES or kind in plain:
            return plain.get(last, plain.get(kind)) if last in VALUES or not before else None
        shape = SHAPES_BY_NAME.get(last, SHAPES.get(kind))
        mark = self.marked.marks.new(TYPED + last, 0, shape) if shape else None
        return str(mark) if isinstance(mark, date) else mark

    def send(self, principal: str, path: str, fields: dict[str, Any]) -> Trace:
        """One form, and what came of it."""
        self.caplog.clear()
        answer = self.city.askers[principal].ask("POST", path, data=fields, token=fields.get("csrf_token"))
        trace = Trace(f"{path} by {principal} ({answer.status_code})", answer)
        if self.city.keeper.mark() != self.seen:
            trace.acts, trace.notices = self.new_rows("audit_entry"), self.new_rows("notification")
            trace.letters = self.send_letters() if trace.notices else []
            copy_pages(self.kept, self.file)
            self.seen = self.city.keeper.mark()
        trace.log = logged(self.caplog)
        return trace

    def new_rows(self, table: str) -> list[dict[str, Any]]:
        """The rows a table has more than before."""
        with closing(sqlite3.connect(self.file)) as connection, closing(sqlite3.connect(self.kept)) as before:
            [(last,)] = before.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
            found = connection.execute(f"SELECT * FROM {table} WHERE id > ?", [last])
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found]

    def send_letters(self) -> list[Letter]:
        """What the worker sends now."""
        self.sink.letters.clear()
        app = self.city.app
        with app.app_context():
            deliver(replace(app.extensions["config"], mail_url=self.sink.url))
        return list(self.sink.letters)


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """What was logged, as it would be written; without the words of the tests' own mail server."""
    return "\n".join(caplog.handler.format(one) for one in caplog.records if one.name != "mail.log")


def personal_in(marked: MarkedCity, log: str) -> list[str]:
    """What a log must not hold: a mark, a password, the secret of a link, an address of mail."""
    tokens = [told["token"].values() for told in marked.city.addresses.special.values() if "token" in told]
    secrets = [PASSWORD, NEW_PASSWORD, *(token for each in tokens for token in each if token != "no-such-link")]
    return [*sorted(columns_in(marked, log)), *MAIL.findall(log), *(secret for secret in secrets if secret in log)]


def columns_in(marked: MarkedCity, text: str) -> set[str]:
    """The columns and fields whose marks stand in a text."""
    return {column for column, _row in marked.marks.found_in(text)}
