"""Everything the person was told, newest first, and how it reached them."""

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from matcher.domain.notifications.actions import mark_all_read
from matcher.domain.notifications.models import Channel, Notification
from matcher.domain.notifications.queries import inbox
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.forms import Form
from matcher.web.identity import account
from matcher.words.notices import brief, title
from matcher.words.statuses import status

bp = Blueprint("inbox", __name__, url_prefix="/me/inbox")
ON_A_PAGE = 20
WAYS = {
    Channel.MAIL: (_l("メール"), "mail"),
    Channel.PHONE: (_l("電話"), "phone"),
    Channel.POST: (_l("郵便・窓口"), "print"),
}


@bp.get("")
@requires(Permission.HAVE_ACCOUNT)
def show() -> str:
    """The notices, and the button that marks them as read."""
    before = request.args.get("before", type=_row)
    found = inbox(account().person_id, most=ON_A_PAGE + 1, before=before)
    shown = found[:ON_A_PAGE]
    older = url_for("volunteer.inbox.show", before=shown[-1].id) if len(found) > ON_A_PAGE else None
    items = [_item(notice) for notice in shown]
    return render_template("volunteer/inbox.html", items=items, older=older, is_first=before is None, mark=Form())


@bp.post("")
@requires(Permission.HAVE_ACCOUNT)
def mark_read() -> Any:
    """Back to the inbox, where nothing is new any more."""
    mark_all_read(account().person_id)
    return redirect(url_for("volunteer.inbox.show"), 303)


def _row(text: str) -> int:
    """The number of a row; a ValueError where no table could hold it."""
    number = int(text)
    if not 0 < number < 2**31:
        raise ValueError(text)
    return number


def _item(notice: Notification) -> dict[str, Any]:
    text, url = brief(notice)
    way, icon = WAYS.get(notice.channel, (None, None))
    words_of_way = f"{way} {status('notification', notice.state).words}" if way else None
    if notice.channel == Channel.MAIL and current_app.extensions["config"].mail_url is None:
        words_of_way = _("見本の郵便受けに送りました")
    return {
        "title": title(notice),
        "words": text,
        "url": url,
        "at": notice.created_at,
        "is_new": notice.read_at is None,
        "way": words_of_way,
        "way_icon": icon,
    }
