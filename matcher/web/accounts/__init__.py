"""Coming in and going out: registering, signing in, confirming mail, passwords, invitations."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
