"""What groups, companies and the city ask for and offer."""

from flask import Blueprint, render_template, request, url_for

from matcher.domain.city.plan import current_plan
from matcher.domain.permissions.table import Permission
from matcher.domain.support.models import Direction, SupportItem
from matcher.domain.support.queries import (
    SupportFilters,
    public_support,
    public_support_item,
    public_support_size,
)
from matcher.web.access import requires
from matcher.web.asked import asked_code, asked_number
from matcher.words.support import DIRECTIONS

bp = Blueprint("support", __name__, url_prefix="/support")


@bp.get("")
@requires(Permission.PUBLIC)
def index() -> str:
    """A page of needs and offers, newest first, narrowed by direction, kind and district."""
    filters, after = _filters(), asked_number("after")
    page = public_support(filters, after=after)
    asked = {name: value for name, value in request.args.items() if name != "after" and value}
    return render_template(
        "public/support.html",
        page=page,
        count=public_support_size(filters),
        filters=filters,
        chosen=len(asked),
        directions=DIRECTIONS,
        next=url_for(".index", **asked, after=page.after) if page.after else None,
        first=url_for(".index", **asked) if after else None,
    )


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
