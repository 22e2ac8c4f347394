"""The first page of the city's people: what waits for them, oldest first."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from matcher.domain.permissions.table import Permission
from matcher.domain.statistics import worklist
from matcher.domain.statistics.waiting import WaitingKind
from matcher.domain.statistics.worklist import Number, Place, View, Waiting
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.addresses import whole_address
from matcher.web.asked import asked_code, same_list
from matcher.web.formats import number
from matcher.web.identity import account
from matcher.web.list_files import AT_ONCE, ListFile, all_pages

bp = Blueprint("worklist", __name__)

WORDS = {
    WaitingKind.ORGANIZATION: _l("団体の登録"),
    WaitingKind.OPPORTUNITY: _l("募集の公開"),
    WaitingKind.CONFIRMATION: _l("担当課の確認"),
    WaitingKind.VERIFICATION: _l("支援室の確認"),
    WaitingKind.RETURNED: _l("差し戻された事業"),
}

VIEWS = {
    View.ALL: _l("すべて"),
    **{View(kind): words for kind, words in WORDS.items()},
    View.OWN: _l("ほかの職員が決めるもの"),
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
    """A page of what waits for this account, all of it or one view, and the work without a date beside it."""
    asking, view, after = account(), _view(), _asked_place()
    page, numbers = worklist.waiting_for(asking, view, after=after), worklist.numbers(asking)
    return render_template(
        "staff/worklist.html",
        rows=_told(page.rows),
        view=view,
        caption=_caption(view),
        views=_views(view, numbers),
        waiting=numbers[View.ALL],
        beside=worklist.beside(asking),
        is_office=asking.is_staff,
        next=same_list(after=page.after) if page.after else None,
        first=same_list() if after else None,
    )


@FILE.of(bp, "show", "", Permission.WORK_FOR_CITY)
def listed() -> Iterator[Waiting]:
    """All of the view asked for, oldest first."""
    asking, view = account(), _view()

    def page(after: Place | None) -> tuple[list[Waiting], Place | None]:
        found = worklist.waiting_for(asking, view, after=after, size=AT_ONCE)
        return found.rows, found.after

    return all_pages(page)


def _view() -> View:
    return View(asked_code("view", tuple(View)) or View.ALL)


def _asked_place() -> Place | None:
    written = request.args.get("after", "")
    try:
        return Place.parse(written) if written else None
    except (ValueError, OverflowError) as fault:
        raise BadRequest from fault


def _caption(view: View) -> Any:
    return _l("待っているもの") if view == View.ALL else VIEWS[view]


def _views(chosen: View, numbers: dict[View, Number]) -> list[tuple[str, str, bool]]:
    """The views with something in them, and the one looked at; none where they would all be the same."""
    shown = [view for view in View if numbers[view].count or view in (View.ALL, chosen)]
    if len(shown) == 2 and View.OWN not in shown and chosen == View.ALL:
        return []  # all that waits is of one kind
    return [
        (
            _("%(words)s %(count)s件", words=VIEWS[view], count=number(numbers[view].count)),
            url_for(".show", view=None if view == View.ALL else view.value),
            view == chosen,
        )
        for view in shown
        if len(shown) > 1
    ]


def _told(rows: Iterable[Waiting]) -> list[tuple[Waiting, str, str]]:
    return [(row, WORDS[row.kind], _place(row)) for row in rows]


def _place(row: Waiting) -> str:
    if row.kind == WaitingKind.ORGANIZATION:
        return url_for("staff.organizations.show", slug=row.key)
    if row.kind == WaitingKind.OPPORTUNITY:
        return url_for("staff.opportunities.show", opportunity_id=row.key)
    return url_for("staff.projects.show", project_year_id=row.key)
