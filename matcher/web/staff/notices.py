"""People who must be reached otherwise: calls and letters to make, and mail that could not be delivered."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, url_for

from matcher.domain.audit.actions import record
from matcher.domain.notifications.delivery import mark_reached
from matcher.domain.notifications.models import NoticeState, Notification
from matcher.domain.notifications.queries import (
    PAGE,
    calls_to_make,
    notice_to_make,
    number_of_calls,
    number_of_undelivered,
    undelivered,
)
from matcher.domain.people.models import Person
from matcher.domain.people.queries import people_by_id
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.asked import asked_code, asked_number, same_list
from matcher.web.disclosure import disclose
from matcher.web.formats import number, phone
from matcher.web.identity import account
from matcher.web.list_files import AT_ONCE, ListFile, all_pages
from matcher.words.notices import body, title
from matcher.words.statuses import status

bp = Blueprint("notices", __name__, url_prefix="/notices")


class View(StrEnum):
    """Whom the list is of: those without mail, or those whom a letter did not reach."""

    CALLS = "calls"
    UNDELIVERED = "undelivered"


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
    """A page of whom to call or write to, longest waiting first, or of letters given up, with the words to say."""
    view, after = _view(), asked_number("after")
    rows, following = _page(view, after, PAGE)
    numbers = {View.CALLS: number_of_calls(), View.UNDELIVERED: number_of_undelivered()}
    return render_template(
        "staff/notices.html",
        rows=_told(rows, "staff-notices"),
        view=view,
        views=[
            (
                _("これから伝える人 %(count)s件", count=number(numbers[View.CALLS])),
                url_for(".index"),
                view == View.CALLS,
            ),
            (
                _("メールが届かなかった人 %(count)s件", count=number(numbers[View.UNDELIVERED])),
                url_for(".index", view=View.UNDELIVERED.value),
                view == View.UNDELIVERED,
            ),
        ],
        next=same_list(after=following) if following else None,
        first=same_list() if after else None,
    )


@FILE.of(bp, "index", "", Permission.WORK_IN_SUPPORT_OFFICE)
def listed() -> Iterator[Told]:
    """All of the view asked for; that they were seen is kept."""
    view = _view()

    def page(after: int | None) -> tuple[list[Told], int | None]:
        rows, following = _page(view, after, AT_ONCE)
        return _told(rows, "staff-notices-file"), following

    return all_pages(page)


def _view() -> View:
    return View(asked_code("view", tuple(View)) or View.CALLS)


def _page(view: View, after: int | None, size: int) -> tuple[Sequence[Notification], int | None]:
    """A page of the view and the `after` of the next, None on the last."""
    found = calls_to_make(after=after, size=size) if view == View.CALLS else undelivered(before=after, size=size)
    return found[:size], found[size - 1].id if len(found) > size else None


@bp.post("/<int:notification_id>/reached")
@requires(Permission.WORK_IN_SUPPORT_OFFICE, load=notice_to_make)
def reached(notice: Notification) -> Any:
    """Note that the person has been told."""
    view = View.UNDELIVERED if notice.state == NoticeState.DEAD else None
    mark_reached(notice, by_whom=str(account().id))
    record("reach-person", notice, by=account().actor, changes={"kind": notice.kind})
    flash(_("伝えたことを記録しました。"))
    return redirect(url_for("staff.notices.index", view=view), 303)


def _told(found: Sequence[Notification], place: str) -> list[Told]:
    people = people_by_id({notice.recipient_id for notice in found})
    disclose(people, place)
    return [Told(notice, people[notice.recipient_id], title(notice), body(notice)) for notice in found]
