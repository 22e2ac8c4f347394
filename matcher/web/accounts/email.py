"""The link in the mail that confirms an address. Looking at the page does nothing: mail scanners look too."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from wtforms import HiddenField

from matcher.domain.people.accounts import confirm_email
from matcher.domain.people.links import open_link
from matcher.domain.people.models import LinkPurpose
from matcher.domain.permissions.table import Permission
from matcher.web.access import destination, requires
from matcher.web.forms import Form

bp = Blueprint("email", __name__, url_prefix="/confirm-email")


class ConfirmForm(Form):
    """One button, and where the person was on the way to before registering: the mail may be read elsewhere."""

    next = HiddenField()


@bp.get("/<token>")
@requires(Permission.PUBLIC)
def form(token: str) -> str:
    """The button that confirms."""
    onward = request.args.get("next")
    destination(onward, "/")
    open_link(token, LinkPurpose.CONFIRM_EMAIL)
    return render_template("accounts/confirm_email.html", form=ConfirmForm(next=onward))


@bp.post("/<token>")
@requires(Permission.PUBLIC)
def submit(token: str) -> Any:
    """To the page that says the account can be used."""
    onward = destination(ConfirmForm().next.data, "")
    confirm_email(token)
    return redirect(url_for("accounts.email.done", next=onward or None), 303)


@bp.get("/done")
@requires(Permission.PUBLIC)
def done() -> str:
    """That the account can be used now."""
    return render_template("accounts/email_confirmed.html", onward=destination(request.args.get("next"), ""))
