"""The JSON API, version 1: read only, the same for everybody, described by /api/v1/openapi.json."""

from flask import Blueprint

from matcher.web.opendata.api.asking import check_accepted, note_operations, say_what_it_depends_on
from matcher.web.pages import nest_pages

bp = Blueprint("api", __name__, url_prefix="/api/v1")
nest_pages(bp, __name__, __path__)
bp.record_once(note_operations)
bp.before_request(check_accepted)
bp.after_request(say_what_it_depends_on)
