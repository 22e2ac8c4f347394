"""Pages for everybody, without signing in."""

from flask import Blueprint

from matcher.web.public import home, texts

bp = Blueprint("public", __name__)
bp.register_blueprint(home.bp)
bp.register_blueprint(texts.bp)
