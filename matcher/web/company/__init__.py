"""Pages of a company: seats held by head-count, offers, the needs of groups."""

from flask import Blueprint

from matcher.web.company import home, seats, support

bp = Blueprint("company", __name__, url_prefix="/company")
for page in (home, seats, support):
    bp.register_blueprint(page.bp)
