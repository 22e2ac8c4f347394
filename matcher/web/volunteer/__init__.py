"""Pages of a person who takes part: coming days, signing up, profile, inbox, the account itself."""

from flask import Blueprint

from matcher.web.volunteer import account, age, email_change, inbox, me, profile, sign_ups, withdrawal

bp = Blueprint("volunteer", __name__)
for page in (account, email_change, age, inbox, me, profile, sign_ups, withdrawal):
    bp.register_blueprint(page.bp)
