"""Pages of a person who takes part: coming days, signing up, profile, inbox, the account itself."""

from flask import Blueprint

from matcher.web.volunteer import me, sign_ups, withdrawal

bp = Blueprint("volunteer", __name__)
for page in (me, sign_ups, withdrawal):
    bp.register_blueprint(page.bp)
