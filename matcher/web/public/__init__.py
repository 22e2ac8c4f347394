"""Pages for everybody, without signing in."""

from flask import Blueprint

from matcher.web.pages import nest_pages

bp = Blueprint("public", __name__)
nest_pages(bp, __name__, __path__)
