"""The terms of use, the purposes of personal data and how accessible the service is."""

from flask import Blueprint, render_template

from matcher.domain.city.plan import current_plan
from matcher.domain.permissions.table import Permission
from matcher.web.access import requires

bp = Blueprint("texts", __name__)


@bp.get("/terms")
@requires(Permission.PUBLIC)
def terms() -> str:
    """The terms of use as they hold now."""
    return render_template("public/text.html", text=current_plan().texts.terms)


@bp.get("/privacy")
@requires(Permission.PUBLIC)
def privacy() -> str:
    """For what personal data is used (利用目的), as it holds now."""
    return render_template("public/text.html", text=current_plan().texts.purposes)


@bp.get("/accessibility")
@requires(Permission.PUBLIC)
def accessibility() -> str:
    """What was aimed at, what is known to be missing, and whom to tell."""
    return render_template("public/accessibility.html")
