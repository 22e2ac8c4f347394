"""Setting a password anew with a link, for whoever forgot theirs or never had one."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired

from matcher.db import db
from matcher.domain.people.links import open_link
from matcher.domain.people.models import LinkPurpose
from matcher.domain.people.password_changes import request_password_reset, reset_password
from matcher.domain.people.passwords import hash_password
from matcher.domain.people.queries import account_by_id
from matcher.domain.permissions.table import Permission
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.forms import Form
from matcher.web.limits import is_answered_by_redirect, per_account, per_address

bp = Blueprint("password", __name__, url_prefix="/password")


class ForgottenForm(Form):
    """To whom the link goes."""

    email = StringField(_l("メールアドレス"), [DataRequired(_l("メールアドレスを入れてください。"))])


class ResetForm(Form):
    """The new password."""

    password = PasswordField(_l("新しいパスワード"), [DataRequired(_l("新しいパスワードを入れてください。"))])


@bp.get("/forgotten")
@requires(Permission.PUBLIC)
def forgotten() -> str:
    """Asks for the address."""
    return render_template("accounts/password_forgotten.html", form=ForgottenForm())


@bp.post("/forgotten")
@per_address("100 per hour")
@per_account("5 per day", is_answered_by_redirect)
@requires(Permission.PUBLIC)
def ask() -> Any:
    """To the page that says a mail is on its way, whether or not the address has an account."""
    form = ForgottenForm()
    if form.validate_on_submit():
        request_password_reset(form.email.data)
        return redirect(url_for("accounts.password.sent"), 303)
    return render_template("accounts/password_forgotten.html", form=form), 422


@bp.get("/sent")
@requires(Permission.PUBLIC)
def sent() -> str:
    """What to do now: open the mail."""
    return render_template("accounts/password_sent.html")


@bp.get("/reset/<token>")
@requires(Permission.PUBLIC)
def form(token: str) -> str:
    """Asks for the new password."""
    return _reset_page(token, ResetForm())


@bp.post("/reset/<token>")
@per_address("100 per hour")
@requires(Permission.PUBLIC)
def submit(token: str) -> Any:
    """To the page that says the new password holds."""
    form = ResetForm()
    email = account_by_id(open_link(token, LinkPurpose.RESET_PASSWORD).subject_id).email
    if form.validate_on_submit():
        with form.refusals():
            db.session.rollback()
            password_hash = hash_password(form.password.data, about=(email or "",))
            reset_password(token, password_hash=password_hash)
            return redirect(url_for("accounts.password.done"), 303)
    return _reset_page(token, form), 422


@bp.get("/done")
@requires(Permission.PUBLIC)
def done() -> str:
    """That the new password holds now."""
    return render_template("accounts/password_done.html")


def _reset_page(token: str, form: ResetForm) -> str:
    """The form while the link opens: it may have been used a moment ago. Raises LinkNotUsable."""
    open_link(token, LinkPurpose.RESET_PASSWORD)
    return render_template("accounts/password_reset.html", form=form)
