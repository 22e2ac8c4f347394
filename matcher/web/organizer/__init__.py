"""Pages of an account acting for an organization: registration, members, opportunities, applicants, attendance."""

from flask import Blueprint

from matcher.web.pages import nest_pages

bp = Blueprint("organizer", __name__, url_prefix="/organizer")
nest_pages(bp, __name__, __path__)
