"""The home of a company: the seats it holds, what it offers, what groups ask for."""

from flask import Blueprint, render_template

from matcher.clock import now
from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.queries import company
from matcher.domain.permissions.table import Permission
from matcher.domain.signups.queries.companies import coming_seats
from matcher.domain.support.models import Direction
from matcher.domain.support.queries import SupportFilters, public_support, public_support_of
from matcher.web.access import requires

bp = Blueprint("home", __name__)
NEEDS_SHOWN = 6


@bp.get("/<slug>/")
@requires(Permission.ACT_FOR_COMPANY, load=company)
def show(one: Organization) -> str:
    """Seats, offers, and the newest needs of groups."""
    needs = public_support(SupportFilters(direction=Direction.NEED), size=NEEDS_SHOWN)
    return render_template(
        "company/home.html",
        organization=one,
        offers=public_support_of(one),
        needs=needs.items,
        seats=coming_seats(one.id, since=now()),
    )
