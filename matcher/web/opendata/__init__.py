"""Files for machines: what is public anyway, in the forms the country agreed on. No page, no session, no person."""

from flask import Blueprint

from matcher.web.opendata import event_list

bp = Blueprint("opendata", __name__, url_prefix="/opendata")
bp.register_blueprint(event_list.bp)
