"""The link in the mail to a new address. Looking at the page does nothing: mail scanners look too."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for

from matcher.domain.people.email_changes import change_email
from matcher.domain.people.links import open_link
from matcher.domain.people.models import LinkPurpose
from matcher.domain.permissions.table import Permission
from matcher.web import identity
from matcher.web.access import requires
from matcher.web.forms import Form

bp = Blueprint("new_email", __name__, url_prefix="/confirm-new-email")


@bp.get("/<token>")
@requires(Permission.PUBLIC)
def form(token: str) -> str:
    """The button that changes the address."""
    open_link(token, LinkPurpose.CHANGE_EMAIL)
    return render_template("accounts/new_email.html", form=Form())


@bp.post("/<token>")
@requires(Permission.PUBLIC)
def submit(token: str) -> Any:
    """To the page that says it is done; of all sessions only this one goes on, where it is the account's own."""
    asking = identity.account()
    changed = change_email(token)
    if asking is not None and asking.id == changed.id:
        identity.sign_in(changed)
    return redirect(url_for("accounts.new_email.done"), 303)


@bp.get("/done")
@requires(Permission.PUBLIC)
def done() -> str:
    """That the account has its new address."""
    return render_template("accounts/new_email_done.html")
