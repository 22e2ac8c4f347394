"""What somebody typed stays with those it is for: a refusal shows nobody else's data, and the log of acts and the
fillings of notices hold nothing personal, whatever forms were sent; letters speak to their reader."""

import pytest
from sqlalchemy import select

from matcher.db import db
from matcher.domain.audit.models import AuditEntry
from matcher.domain.notifications.models import Notification
from matcher.domain.people.models import Person
from matcher.words import notices
from tests.house.tree import hold
from tests.privacy.columns import seen
from tests.privacy.conftest import MarkedCity
from tests.safety.forms import posting_forms
from tests.support.databases import on_sqlite

# A group learns who asks to help, the office's letter names whom it is about; a desk is public.
IN_LETTERS = ("organization.contact_", "opportunity.contact_")


@on_sqlite
@pytest.mark.parametrize("principal", ["organizer", "staff"])
def test_no_act_leaves_anything_personal_in_the_log_a_letter_or_a_refusal(marked: MarkedCity, principal: str) -> None:
    walk, asker = marked.walk(principal), marked.city.askers[principal]
    allowed = {case for case, principals in seen().items() if principal in principals}
    wrong: list[str] = []

    for route in marked.city.routes:
        if route.method == "GET" or route.endpoint.startswith("accounts.sign"):
            continue
        for relation in ("other", "own"):
            if relation in marked.city.addresses.relations(route):
                path = marked.city.addresses.of(route, relation)
                answer = asker.ask("POST", path, data=filled(marked, principal, path))
                wrong += [
                    f"{path} answers {sight.column} of {sight.relation}"
                    for sight in walk.sights(path, answer)
                    if (sight.column, sight.relation) not in allowed
                ]

    wrong += kept_personal(marked)
    hold(f"After the acts of {principal}:", wrong)


def filled(marked: MarkedCity, principal: str, path: str) -> dict[str, str]:
    """What the form of an address holds when its page is opened, with a reason where one is asked."""
    page = marked.city.askers[principal].ask("GET", path)
    fields = posting_forms(page.text) if page.mimetype == "text/html" else []
    hidden = fields[0].hidden if fields else {}
    return {**{name: value for name, value in hidden.items() if name != "csrf_token"}, "reason": "雨のため"}


def kept_personal(marked: MarkedCity) -> list[str]:
    """Marks in the records of acts, and in notices and letters about somebody else than their reader."""
    with marked.city.app.test_request_context():
        acts = db.session.scalars(select(AuditEntry).where(AuditEntry.id > marked.last_act)).all()
        assert len(acts) >= 5, "hardly any act was done, so that nothing is proved"
        found = [f"the act {one.act}" for one in acts if marked.marks.found_in(f"{one.changes} {one.reason}")]
        for notice in db.session.scalars(select(Notification)).all():
            if marked.marks.found_in(str(notice.parameters)):
                found.append(f"the filling of {notice.kind}: {marked.marks.found_in(str(notice.parameters))}")
            found += [f"the letter {notice.kind}: {column}" for column in strangers_in(marked, notice)]
    return sorted(set(found))


def strangers_in(marked: MarkedCity, notice: Notification) -> list[str]:
    """The columns of others that a letter holds."""
    person = db.session.get_one(Person, notice.recipient_id)
    text = notices.title(notice) + notices.body(notice, base_url="http://localhost", secret="s", recipient=person)
    return [
        column
        for column, row in marked.marks.found_in(text)
        if not column.startswith(IN_LETTERS) and marked.person_of(column, row) != notice.recipient_id
    ]
