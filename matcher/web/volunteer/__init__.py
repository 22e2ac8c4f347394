"""Pages of a person who takes part: coming days, signing up, profile, inbox, the account itself."""

from flask import Blueprint

from matcher.web.pages import nest_pages

bp = Blueprint("volunteer", __name__)
nest_pages(bp, __name__, __path__)
