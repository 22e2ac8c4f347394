"""The way to a department's needs and offers: to one's own department, or the list of all for the office."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for

from matcher.clock import today
from matcher.domain.city.queries import departments_on
from matcher.domain.permissions.table import Permission
from matcher.web.access import requires
from matcher.web.identity import account

bp = Blueprint("support_owners", __name__, url_prefix="/support")


@bp.get("")
@requires(Permission.WORK_FOR_CITY)
def index() -> Any:
    """On to one's own department; the office finds all that exist today."""
    asking = account()
    if not asking.is_staff:
        return redirect(url_for("staff.support.show", department_id=asking.department_id), 303)
    return render_template("staff/support_owners.html", departments=departments_on(today()))
