"""What happened on a day: who came and for how long, and who came without having signed up."""

from typing import Any

from flask import Blueprint, render_template

from matcher.domain.opportunities.models import Shift
from matcher.domain.permissions.table import Permission
from matcher.domain.signups.queries.applicants import shift_of_group
from matcher.web.access import requires

bp = Blueprint("attendance", __name__, url_prefix="/<slug>/shifts/<int:shift_id>/attendance")


@bp.get("")
@requires(Permission.RUN_OPPORTUNITY, load=shift_of_group)
def form(shift: Shift) -> Any:
    """The list of a day."""
    return render_template("organizer/attendance.html", shift=shift, opportunity=shift.opportunity)
