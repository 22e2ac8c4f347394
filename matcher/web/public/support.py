"""What groups, companies and the city ask for and offer."""

from collections.abc import Iterator, Sequence

from flask import Blueprint, render_template, url_for

from matcher.domain.city.plan import current_plan
from matcher.domain.permissions.table import Permission
from matcher.domain.support.models import Direction, SupportItem
from matcher.domain.support.queries import (
    ListedSupport,
    SupportFilters,
    public_support,
    public_support_item,
    public_support_size,
)
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.addresses import whole_address
from matcher.web.asked import asked_code, asked_number, conditions, same_list
from matcher.web.list_files import AT_ONCE, ListFile, all_pages
from matcher.words.codes import name_of
from matcher.words.support import DIRECTIONS, quantity_words

bp = Blueprint("support", __name__, url_prefix="/support")

FILE: ListFile[ListedSupport] = ListFile(
    _l("ほしいもの・出せるもの"),
    (
        (_l("なにを"), lambda item: item.title),
        (_l("だれが"), lambda item: item.owner),
        (_l("どちら"), lambda item: str(DIRECTIONS[item.direction])),
        (_l("種類"), lambda item: name_of("support_type", item.type)),
        (_l("どれだけ"), quantity_words),
        (_l("地区"), lambda item: name_of("district", item.district)),
        (_l("いつまで"), lambda item: item.until_on),
        (_l("ページ"), lambda item: whole_address(url_for("public.support.show", item_id=item.id))),
    ),
)


@bp.get("")
@requires(Permission.PUBLIC)
def index() -> str:
    """A page of needs and offers, newest first, narrowed by direction, kind and district."""
    filters, after = _filters(), asked_number("after")
    page = public_support(filters, after=after)
    return render_template(
        "public/support.html",
        page=page,
        count=public_support_size(filters),
        filters=filters,
        chosen=len(conditions()),
        directions=DIRECTIONS,
        next=same_list(after=page.after) if page.after else None,
        first=same_list() if after else None,
    )


@FILE.of(bp, "index", "", Permission.PUBLIC)
def listed() -> Iterator[ListedSupport]:
    """All that fit, newest first."""
    filters = _filters()

    def page(after: int | None) -> tuple[Sequence[ListedSupport], int | None]:
        found = public_support(filters, after=after, size=AT_ONCE)
        return found.items, found.after

    return all_pages(page)


@bp.get("/<int:item_id>")
@requires(Permission.PUBLIC, load=public_support_item)
def show(item: SupportItem) -> str:
    """One need or offer and whom to ask."""
    return render_template("public/support_item.html", item=item, directions=DIRECTIONS)


def _filters() -> SupportFilters:
    plan = current_plan()
    direction = asked_code("direction", [*Direction])
    return SupportFilters(
        direction=Direction(direction) if direction else None,
        type=asked_code("type", [one.code for one in plan.support_types]),
        district=asked_code("district", [one.code for one in plan.districts]),
    )
