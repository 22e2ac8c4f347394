"""Pages for those who build and show the service: components, and the demo mailbox. Never there in production."""

from flask import Blueprint, Flask

from config import Config
from matcher.web.development import components, mailbox

bp = Blueprint("development", __name__)
bp.register_blueprint(components.bp)
bp.register_blueprint(mailbox.bp)


def init_app(app: Flask, config: Config) -> None:
    """Add the pages, outside production."""
    if not config.is_production:
        app.register_blueprint(bp)
