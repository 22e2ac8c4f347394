"""Coming in and going out: registering, signing in, confirming mail, passwords, invitations."""

from flask import Blueprint, render_template, request

from matcher.db import db
from matcher.domain.people.rules import LinkNotUsable
from matcher.web.pages import nest_pages

bp = Blueprint("accounts", __name__)
nest_pages(bp, __name__, __path__)


@bp.errorhandler(LinkNotUsable)
def _link_not_usable(error: LinkNotUsable) -> tuple[str, int]:
    """What somebody with an old link can do now, by what it was for; whatever was begun with it is taken back."""
    db.session.rollback()
    return render_template("accounts/link_not_usable.html", asked=request.blueprint), 404
