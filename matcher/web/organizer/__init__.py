"""Pages of an account acting for an organization: registration, members, opportunities, applicants, attendance."""

from flask import Blueprint

from matcher.web.organizer import (
    added_days,
    attendance,
    changes,
    closing,
    copying,
    deletion,
    details,
    home,
    members,
    opportunities,
    registration,
    shift_changes,
    shifts,
    sign_ups,
    support,
)

PAGES = (
    registration,
    home,
    details,
    closing,
    members,
    opportunities,
    copying,
    deletion,
    shifts,
    support,
    sign_ups,
    attendance,
    changes,
    added_days,
    shift_changes,
)

bp = Blueprint("organizer", __name__, url_prefix="/organizer")
for page in PAGES:
    bp.register_blueprint(page.bp)
