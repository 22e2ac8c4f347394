"""Open data: what is public anyway, in the forms machines read, and the page that explains it to people."""

from flask import Blueprint

from matcher.web.opendata.freshness import note_release
from matcher.web.opendata.sharing import share
from matcher.web.pages import nest_pages

bp = Blueprint("opendata", __name__)
nest_pages(bp, __name__, __path__)
bp.record_once(note_release)
bp.after_app_request(share)
