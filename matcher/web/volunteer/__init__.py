"""Pages of a person who takes part: coming days, signing up, profile, inbox, the account itself."""

from flask import Blueprint

bp = Blueprint("volunteer", __name__)
