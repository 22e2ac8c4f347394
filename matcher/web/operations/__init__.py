"""What machines ask: whether the service lives, and whether it may serve people."""

from flask import Blueprint

from matcher.web.operations import health

bp = Blueprint("operations", __name__)
bp.register_blueprint(health.bp)
