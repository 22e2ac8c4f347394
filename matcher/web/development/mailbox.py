"""The demo mailbox: the letters that would go out, where no mail server is set. It cannot exist in production."""

from typing import Any

from flask import Blueprint, current_app, render_template

from matcher.domain.notifications.models import Notification
from matcher.domain.notifications.queries import letters
from matcher.domain.people.models import Person
from matcher.domain.people.queries import people_by_id
from matcher.domain.permissions.table import Permission
from matcher.sealing import unseal
from matcher.web.access import requires
from matcher.words.notices import body, title

bp = Blueprint("mailbox", __name__)


@bp.get("/mailbox")
@requires(Permission.PUBLIC)
def show() -> str:
    """The newest hundred letters of everybody, links included."""
    found = letters()
    people = people_by_id({notice.recipient_id for notice in found})
    return render_template(
        "development/mailbox.html", letters=[_written(notice, people[notice.recipient_id]) for notice in found]
    )


def _written(notice: Notification, person: Person) -> dict[str, Any]:
    sealed, sealed_to = notice.parameters.get("sealed"), notice.parameters.get("sealed_to")
    secret = unseal(sealed) if sealed else None
    base_url = current_app.extensions["config"].base_url
    text = body(notice, base_url=base_url, secret=secret, recipient=person)
    return {
        "to": (unseal(sealed_to) if sealed_to else person.email) or "",
        "title": title(notice),
        "text": text,
        "link": next((line for line in text.split() if line.startswith(f"{base_url}/")), None),
        "state": notice.state,
        "at": notice.created_at,
    }
