"""The append-only log of who did what, newest first."""

from typing import Any

from flask import Blueprint, abort, render_template, request

from matcher.domain.audit.queries import PAGE, entries
from matcher.domain.people.queries import names_of_accounts
from matcher.domain.permissions.table import Permission
from matcher.web.access import requires

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE)
def index() -> Any:
    """A page of entries; by the thing or the act where asked."""
    filters = {name: request.args.get(name) or None for name in ("subject_type", "act")}
    subject_id, before = _number("subject_id"), _number("before")
    rows = entries(before=before, subject_id=subject_id, **filters)
    actors = names_of_accounts({row.actor_id for row in rows if row.actor_id is not None})
    return render_template(
        "staff/audit.html",
        rows=rows[:PAGE],
        actors=actors,
        following=rows[PAGE - 1].id if len(rows) > PAGE else None,
        before=before,
        subject_id=subject_id,
        **filters,
    )


def _number(name: str) -> int | None:
    text = request.args.get(name)
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        abort(400)
    return int(text)
