"""The first page of the city's people: what waits for them, oldest first."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import lazy_gettext as _l

from matcher.domain.permissions.table import Permission
from matcher.domain.statistics import worklist
from matcher.domain.statistics.worklist import Waiting, WaitingKind
from matcher.web.access import requires
from matcher.web.addresses import whole_address
from matcher.web.identity import account
from matcher.web.list_files import ListFile

bp = Blueprint("worklist", __name__)

WORDS = {
    WaitingKind.ORGANIZATION: _l("団体の登録"),
    WaitingKind.OPPORTUNITY: _l("募集の公開"),
    WaitingKind.CONFIRMATION: _l("担当課の確認"),
    WaitingKind.VERIFICATION: _l("支援室の確認"),
    WaitingKind.RETURNED: _l("差し戻された事業"),
}

FILE: ListFile[Waiting] = ListFile(
    _l("待っているもの"),
    (
        (_l("名前"), lambda row: row.title),
        (_l("団体"), lambda row: row.who),
        (_l("すること"), lambda row: str(WORDS[row.kind])),
        (_l("いつから"), lambda row: row.since),
        (_l("ページ"), lambda row: whole_address(_place(row))),
    ),
)


@bp.get("/")
@requires(Permission.WORK_FOR_CITY)
def show() -> Any:
    """One list of everything that waits for this account, and the work without a date beside it."""
    asking = account()
    found = worklist.waiting_for(asking)
    rows = [row for row in found if not row.is_own]
    return render_template(
        "staff/worklist.html",
        rows=_told(rows),
        own=_told(row for row in found if row.is_own),
        beside=worklist.beside(asking),
        oldest=worklist.oldest(rows),
        is_office=asking.is_staff,
    )


@FILE.of(bp, "show", "", Permission.WORK_FOR_CITY)
def listed() -> Sequence[Waiting]:
    """What waits for this account, oldest first."""
    return worklist.waiting_for(account())


def _told(rows: Iterable[Waiting]) -> list[tuple[Waiting, str, str]]:
    return [(row, WORDS[row.kind], _place(row)) for row in rows]


def _place(row: Waiting) -> str:
    if row.kind == WaitingKind.ORGANIZATION:
        return url_for("staff.organizations.show", slug=row.key)
    if row.kind == WaitingKind.OPPORTUNITY:
        return url_for("staff.opportunities.show", opportunity_id=row.key)
    return url_for("staff.projects.show", project_year_id=row.key)
