"""People who must be reached otherwise: calls and letters to make, and mail that could not be delivered."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher.domain.audit.actions import record
from matcher.domain.notifications.delivery import mark_reached
from matcher.domain.notifications.models import Notification
from matcher.domain.notifications.queries import calls_to_make, notice_to_make, undelivered
from matcher.domain.people.models import Person
from matcher.domain.people.queries import people_by_id
from matcher.domain.permissions.table import Permission
from matcher.web.access import requires
from matcher.web.disclosure import disclose
from matcher.web.formats import phone
from matcher.web.identity import account
from matcher.web.list_files import ListFile
from matcher.words.notices import body, title
from matcher.words.statuses import status

bp = Blueprint("notices", __name__, url_prefix="/notices")


class Told(NamedTuple):
    """A notice, whom it is for, and its words."""

    notice: Notification
    person: Person
    title: str
    body: str


FILE: ListFile[Told] = ListFile(
    _l("電話や手紙で伝える"),
    (
        (_l("名前"), lambda row: row.person.name),
        (_l("電話"), lambda row: phone(row.person.phone) if row.person.phone else None),
        (_l("用件"), lambda row: row.title),
        (_l("伝えること"), lambda row: row.body),
        (_l("いま"), lambda row: str(status("notification", row.notice.state).words)),
    ),
)


@bp.get("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE)
def index() -> Any:
    """Who is to be called or written to, longest waiting first, with the words to say."""
    return render_template(
        "staff/notices.html",
        calls=_told(calls_to_make(), "staff-notices"),
        dead=_told(undelivered(), "staff-notices"),
    )


@FILE.of(bp, "index", "", Permission.WORK_IN_SUPPORT_OFFICE)
def listed() -> Iterator[Told]:
    """Who is to be called or written to, then those whom no mail reached; that they were seen is kept."""
    yield from _told(calls_to_make(), "staff-notices-file")
    yield from _told(undelivered(), "staff-notices-file")


@bp.post("/<int:notification_id>/reached")
@requires(Permission.WORK_IN_SUPPORT_OFFICE, load=notice_to_make)
def reached(notice: Notification) -> Any:
    """Note that the person has been told."""
    mark_reached(notice, by_whom=str(account().id))
    record("reach-person", notice, by=account().actor, changes={"kind": notice.kind})
    flash(_("伝えたことを記録しました。"))
    return redirect(url_for("staff.notices.index"), 303)


def _told(notices: Iterable[Notification], place: str) -> list[Told]:
    found = list(notices)
    people = people_by_id({notice.recipient_id for notice in found})
    disclose(people, place)
    return [Told(notice, people[notice.recipient_id], title(notice), body(notice)) for notice in found]
