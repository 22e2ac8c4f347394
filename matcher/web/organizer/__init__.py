"""Pages of an account acting for an organization: registration, members, opportunities, applicants, attendance."""

from flask import Blueprint

bp = Blueprint("organizer", __name__, url_prefix="/organizer")
