"""People who must be reached otherwise: calls and letters to make, and mail that could not be delivered."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from matcher.domain.audit.actions import record
from matcher.domain.notifications.delivery import mark_reached
from matcher.domain.notifications.models import Notification
from matcher.domain.notifications.queries import calls_to_make, notice_to_make, undelivered
from matcher.domain.people.queries import people_by_id
from matcher.domain.permissions.table import Permission
from matcher.web.access import requires
from matcher.web.disclosure import disclose
from matcher.web.identity import account
from matcher.words.notices import body, title

bp = Blueprint("notices", __name__, url_prefix="/notices")


@bp.get("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE)
def index() -> Any:
    """Who is to be called or written to, longest waiting first, with the words to say."""
    calls, dead = calls_to_make(), undelivered()
    people = people_by_id({notice.recipient_id for notice in (*calls, *dead)})
    disclose(people, "staff-notices")
    return render_template("staff/notices.html", calls=_told(calls, people), dead=_told(dead, people))


@bp.post("/<int:notification_id>/reached")
@requires(Permission.WORK_IN_SUPPORT_OFFICE, load=notice_to_make)
def reached(notice: Notification) -> Any:
    """Note that the person has been told."""
    mark_reached(notice, by_whom=str(account().id))
    record("reach-person", notice, by=account().actor, changes={"kind": notice.kind})
    flash(_("伝えたことを記録しました。"))
    return redirect(url_for("staff.notices.index"), 303)


def _told(notices: Any, people: Any) -> list[tuple[Any, ...]]:
    return [(notice, people[notice.recipient_id], title(notice), body(notice)) for notice in notices]
