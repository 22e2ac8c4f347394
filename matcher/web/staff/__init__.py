"""Pages of the city: support office and departments. The permission table decides page by page."""

from flask import Blueprint

bp = Blueprint("staff", __name__, url_prefix="/staff")
