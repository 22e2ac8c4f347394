"""Pages of an account acting for an organization: registration, members, opportunities, applicants, attendance."""

from flask import Blueprint

from matcher.web.organizer import details, home, members, registration, support

bp = Blueprint("organizer", __name__, url_prefix="/organizer")
for page in (registration, home, details, members, support):
    bp.register_blueprint(page.bp)
