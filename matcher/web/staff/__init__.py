"""Pages of the city: support office and departments. The permission table decides page by page."""

from flask import Blueprint

from matcher.web.pages import nest_pages

bp = Blueprint("staff", __name__, url_prefix="/staff")
nest_pages(bp, __name__, __path__)
