"""Who signed up for an opportunity: who has a place, who asks, who waits; and the group's answers."""

from typing import Any

from flask import Blueprint, render_template

from matcher.domain.opportunities.models import Opportunity
from matcher.domain.permissions.table import Permission
from matcher.domain.signups.queries.applicants import opportunity_of_group
from matcher.web.access import requires

bp = Blueprint("sign_ups", __name__, url_prefix="/<slug>")


@bp.get("/opportunities/<int:opportunity_id>/sign-ups")
@requires(Permission.RUN_OPPORTUNITY, load=opportunity_of_group)
def show(opportunity: Opportunity) -> Any:
    """The people of one day."""
    return render_template("organizer/sign_ups.html", opportunity=opportunity)
