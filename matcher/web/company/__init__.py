"""Pages of a company: seats held by head-count, offers, the needs of groups."""

from flask import Blueprint

from matcher.web.pages import nest_pages

bp = Blueprint("company", __name__, url_prefix="/company")
nest_pages(bp, __name__, __path__)
