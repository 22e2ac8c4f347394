"""Acts on what is public: each behind a page that says how many people it touches."""

from typing import Any

from flask import Blueprint, render_template

from matcher.domain.opportunities.models import Opportunity
from matcher.domain.permissions.table import Permission
from matcher.domain.signups.queries.applicants import opportunity_of_group
from matcher.web.access import requires

bp = Blueprint("changes", __name__, url_prefix="/<slug>")


@bp.get("/opportunities/<int:opportunity_id>/changes")
@requires(Permission.RUN_OPPORTUNITY, load=opportunity_of_group)
def show(opportunity: Opportunity) -> Any:
    """The acts there are, day by day."""
    return render_template("organizer/changes.html", opportunity=opportunity)
