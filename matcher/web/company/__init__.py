"""Pages of a company: seats held by head-count, offers, the needs of groups."""

from flask import Blueprint

bp = Blueprint("company", __name__, url_prefix="/company")
