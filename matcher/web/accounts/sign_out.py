"""Signing out: a page of its own, so that no other page needs a posting form for it."""

from typing import Any

from flask import Blueprint, redirect, render_template

from matcher.domain.permissions.table import Permission
from matcher.web import identity
from matcher.web.access import requires
from matcher.web.forms import Form

bp = Blueprint("sign_out", __name__, url_prefix="/sign-out")


@bp.get("")
@requires(Permission.PUBLIC)
def form() -> str:
    """The button, or that nobody is signed in."""
    return render_template("accounts/sign_out.html", form=Form() if identity.account() else None)


@bp.post("")
@requires(Permission.PUBLIC)
def submit() -> Any:
    """Home, as a stranger."""
    identity.sign_out()
    return redirect("/", 303)
