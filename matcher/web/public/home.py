"""The front page."""

from flask import Blueprint, render_template

from matcher.domain.permissions.table import Permission
from matcher.web.access import requires

bp = Blueprint("home", __name__)


@bp.get("/")
@requires(Permission.PUBLIC)
def show() -> str:
    """What is on in the city, and the doors to everything."""
    return render_template("public/home.html")
