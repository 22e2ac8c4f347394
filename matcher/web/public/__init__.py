"""Pages for everybody, without signing in."""

from flask import Blueprint

from matcher.web.public import home, kpi, opportunities, organizations, projects, support, texts

bp = Blueprint("public", __name__)
for page in (home, kpi, opportunities, organizations, projects, support, texts):
    bp.register_blueprint(page.bp)
