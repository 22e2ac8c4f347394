"""What people type and who they are goes where it is meant to and nowhere else, whatever is done with a form.

Not into addresses, logs, the log of acts or the outbox; and no letter tells one person of another.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from email.message import EmailMessage
from typing import Any

import pytest
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request

from tests.house.tree import hold
from tests.permissions.world import PASSWORD
from tests.privacy.acting import AUDIENCES, TYPED, Acts, Trace, columns_in, personal_in
from tests.privacy.columns import PERSONAL, seen
from tests.privacy.conftest import MarkedCity
from tests.privacy.crawling import marked_links, words_of
from tests.privacy.marks import Marks, made
from tests.support.databases import on_sqlite
from tests.support.servers import Letter, SmtpSink

Rows = Sequence[dict[str, Any]]
# What the log of acts keeps word for word, by the act: nothing of it is about a person.
RECORDED = {
    "add-department": "code name",
    "change-department": "name",
    "change-opportunity": "title title_kana easy_summary summary description things_to_bring venue address"
    " meeting_place access_note fee_note transport_note insurance_note rain_policy city_role partner_role"
    " shared_purpose",
    "change-organization": "name name_kana description website",
    "register-organization": "name",
    "change-published": "title title_kana easy_summary summary description things_to_bring venue address"
    " meeting_place access_note fee_note transport_note insurance_note rain_policy city_role partner_role"
    " shared_purpose",
    "replace-figure": "source",
    "change-project": "name purpose city_role partner_role",
    "change-support": "title detail conditions quantity_text unit",
}
TOLD = {"reason", "title", "venue"}  # what a notice takes over from a form: why, of what, where
TOLD_MORE = {"opportunity-changed": set(RECORDED["change-published"].split())}  # what a post says now, no name or desk
DESK = "opportunity.contact_phone"  # of what is published: whom to call, for those who are to go there
# The letters that must have been written for this to prove anything.
WRITTEN = {
    "anonymous": "confirm-email email-changed password-changed",
    "citizen": "confirm-new-email password-changed sign-up-withdrawn",
    "guardian": "sign-up-confirmed",
    "organizer": "invitation membership-ended opportunity-cancelled opportunity-changed shift-cancelled shift-moved"
    " sign-up-accepted sign-up-promoted sign-up-removed",
    "company": "seats-changed seats-given-back",
    "department": "",
    "staff": "account-made opportunity-returned organization-approved organization-returned",
}


@pytest.fixture
def acts(marked: MarkedCity, smtp_sink: SmtpSink, caplog: pytest.LogCaptureFixture) -> Acts:
    """Somebody's hands in the marked city; everything that is logged meanwhile is kept."""
    caplog.set_level(logging.DEBUG)
    return Acts(marked, smtp_sink, caplog)


@on_sqlite
@pytest.mark.parametrize("principal", AUDIENCES)
def test_what_is_typed_goes_where_it_is_meant_to(acts: Acts, principal: str) -> None:
    wrong, written, taken = [], set(), 0

    for trace in acts.traces(principal):
        wrong += [f"{trace.what}: {fault}" for fault in faults_of(acts.marked, principal, trace)]
        written |= {notice["kind"] for notice in trace.notices if trace.letters}
        taken += trace.answer.status_code == 303

    hold(f"Forms of {principal}:", wrong)
    assert written >= set(WRITTEN[principal].split())
    assert taken >= 2


def faults_of(marked: MarkedCity, principal: str, trace: Trace) -> Iterator[str]:
    """What one form left where it must not be."""
    yield from (f"answers with {place}" for place in hidden_from(marked, principal, words_of(trace.answer)))
    yield from (f"leads to {link}" for link in marked_links(trace.answer, marked.marks))
    yield from (f"logs {value}" for value in personal_in(marked, trace.log))
    if trace.answer.status_code >= 500:
        yield "breaks"
    for act in trace.acts:
        yield from (f"records {column} of {act['act']}" for column in kept_of(marked, act))
    for notice in trace.notices:
        places = marked.marks.found_in(readable(notice)) - {(TYPED + name, 0) for name in told_by(notice)}
        extra = {column for column, row in places if not is_open_desk(marked, column, row)}
        yield from (f"the notice {notice['kind']} holds {column}" for column in extra)
    for letter in trace.letters:
        told = set().union(*map(told_by, trace.notices))
        strange = strange_in(marked, letter, told)
        yield from (f"the letter {letter.message['Subject']} tells of {place}" for place in strange)


def hidden_from(marked: MarkedCity, principal: str, text: str) -> list[str]:
    """What stands in a text though the principal must not see it; what was typed comes back to who typed it."""
    declared = {case for case, principals in seen().items() if principal in principals}
    places = [(column, row) for column, row in marked.marks.found_in(text) if not column.startswith(TYPED)]
    cases = {(column, marked.standings[principal].to(column, row)) for column, row in places}
    return [str(case) for case in sorted(cases - declared)]


def kept_of(marked: MarkedCity, act: dict[str, object]) -> set[str]:
    """What an entry of the log of acts holds and must not. A reason is written to be read there."""
    may_be_told = {TYPED + name for name in RECORDED.get(str(act["act"]), "").split()}
    in_reason = columns_in(marked, readable({"reason": act["reason"]})) - {TYPED + "reason"}
    return (columns_in(marked, readable({**act, "reason": ""})) - may_be_told) | in_reason


def told_by(notice: dict[str, Any]) -> set[str]:
    """What the notice may take over from the form."""
    return TOLD | TOLD_MORE.get(notice["kind"], set())


def strange_in(marked: MarkedCity, letter: Letter, may_be_told: set[str]) -> list[str]:
    """What a letter tells but the name of the one it goes to, and the address itself."""
    [address] = letter.recipients
    places = marked.marks.found_in(address)
    known = places | {("person.name", marked.person_of(*place)) for place in places}
    text = f"{letter.message['Subject']}\n{letter.text}"
    told = {TYPED + name for name in (*may_be_told, "name")}
    strange = {place for place in marked.marks.found_in(text) - known if place[0] not in told}
    return [str(place) for place in strange if not is_open_desk(marked, *place)]


def is_open_desk(marked: MarkedCity, column: str, row: int) -> bool:
    """Whether it is the number everybody reads on the page of a published post."""
    return column == DESK and marked.standings["anonymous"].to(column, row) == "public"


def readable(row: dict[str, object]) -> str:
    """A row with what JSON spells out as it was typed."""
    return "\n".join(plain(row.values()))


def plain(values: Iterable[object]) -> Iterator[str]:
    """Each value as text."""
    for value in map(str, values):
        yield json.dumps(json.loads(value), ensure_ascii=False) if value.startswith(("{", "[")) else value


@on_sqlite
def test_a_leak_of_each_kind_would_be_found(acts: Acts) -> None:
    marks = acts.marked.marks
    name, email, phone, typed = (
        mark_of(marks, *place) for place in (("person.name", 1), ("person.email", 1), ("person.phone", 1), ("new", 0))
    )
    letter = EmailMessage()
    letter["Subject"] = "お知らせ"
    letter.set_content(f"{name}さんが申し込みました")
    leaks = {
        "answers with ('person.name', 'other')": leaky(data=f"<p>{name}</p>"),
        f"leads to /people/{name}": leaky(headers={"Location": f"/people/{name}"}),
        f"leads to /people?phone={phone}": leaky(data=f'<a href="/people?phone={phone}">見る</a>'),
        "logs person.name": leaky(log=f"POST /register {name} broke"),
        f"logs {email}": leaky(log=f"sent to {email}"),
        f"logs {PASSWORD}": leaky(log=f"wrong password {PASSWORD}"),
        "records person.name of enter-person": leaky(acts=[{"act": "enter-person", "reason": None, "changes": name}]),
        "records typed.new of change-profile": leaky(
            acts=[{"act": "change-profile", "reason": None, "changes": json.dumps({"name": typed})}]
        ),
        "the notice sign-up-to-decide holds person.phone": leaky(
            notices=[{"kind": "sign-up-to-decide", "parameters": json.dumps({"phone": phone})}]
        ),
        "the letter お知らせ tells of ('person.name', 1)": leaky(
            letters=[Letter("office@example.jp", [mark_of(marks, "person.email", 2)], letter)]
        ),
        "breaks": leaky(status=500),
    }

    missed = [fault for fault, trace in leaks.items() if fault not in faults_of(acts.marked, "student", trace)]

    hold("Each planted leak is found:", missed)


def mark_of(marks: Marks, column: str, row: int) -> str:
    """The mark that stands in a column of a row; a new one, typed into a field, where there is none."""
    if (column, row) not in marks.places:
        return str(marks.new(TYPED + column, row, "text"))
    return str(made(marks.places.index((column, row)), PERSONAL[column]))


def leaky(
    *, log: str = "", acts: Rows = (), notices: Rows = (), letters: Sequence[Letter] = (), **answer: Any
) -> Trace:
    """What a form with a leak would leave behind."""
    headers = Headers({"Content-Type": "text/html; charset=utf-8", **answer.get("headers", {})})
    body = [answer.get("data", "").encode()]
    response = TestResponse(body, str(answer.get("status", 200)), headers, Request.from_values())
    return Trace("planted", response, list(acts), list(notices), list(letters), log)
