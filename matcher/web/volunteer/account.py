"""The account itself: password, sessions, everything that is kept, and leaving."""

from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, url_for
from wtforms import BooleanField, PasswordField
from wtforms.validators import DataRequired

from matcher.db import db
from matcher.domain.organizations.queries import organizations_only_owned_by
from matcher.domain.people.accounts import end_sessions
from matcher.domain.people.password_changes import change_password
from matcher.domain.people.passwords import hash_password
from matcher.domain.permissions.table import Permission
from matcher.domain.privacy.actions import erase_account
from matcher.domain.privacy.queries import everything_about
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web import identity
from matcher.web.access import requires
from matcher.web.forms import Form
from matcher.web.identity import account
from matcher.web.limits import is_not_answered_by_redirect, per_own_account
from matcher.web.proof import proven

bp = Blueprint("account", __name__, url_prefix="/me/account")
guesses = per_own_account("10 per 15 minutes", is_not_answered_by_redirect)


class PasswordForm(Form):
    """The present password and the new one."""

    current = PasswordField(_l("いまのパスワード"), [DataRequired(_l("いまのパスワードを入れてください。"))])
    password = PasswordField(_l("新しいパスワード"), [DataRequired(_l("新しいパスワードを入れてください。"))])


class LeaveForm(Form):
    """The present password, and that one has read what goes."""

    current = PasswordField(_l("いまのパスワード"), [DataRequired(_l("いまのパスワードを入れてください。"))])
    agree = BooleanField(_l("消えるものを読みました。元には戻せません"), [DataRequired(_l("しるしを付けてください。"))])


@bp.get("")
@requires(Permission.LEAVE_OR_ACCEPT)
def show() -> str:
    """What can be done with the account."""
    return render_template("volunteer/account.html", own=account())


@bp.get("/data.json")
@requires(Permission.LEAVE_OR_ACCEPT)
def export() -> Response:
    """Everything that is kept of the person, as a file."""
    answer = jsonify(everything_about(account()))
    answer.headers["Content-Disposition"] = "attachment; filename=wakiai.json"
    return answer


@bp.get("/password")
@requires(Permission.HAVE_ACCOUNT)
def password() -> str:
    """Asks for the present password and the new one."""
    return render_template("volunteer/password.html", form=PasswordForm())


@bp.post("/password")
@guesses
@requires(Permission.HAVE_ACCOUNT)
def keep_password() -> Any:
    """Back to the account; all other sessions have ended."""
    form = PasswordForm()
    if form.validate_on_submit():
        with form.refusals():
            own = proven(form.current.data)
            about = (own.email or "", own.person.name)
            db.session.rollback()
            password_hash = hash_password(form.password.data, about=about)
            change_password(own, password_hash=password_hash, by=own.actor)
            identity.sign_in(own)
            flash(_("パスワードを変えました。ほかの端末では、もう一度ログインがいります。"), "good")
            return redirect(url_for("volunteer.account.show"), 303)
    return render_template("volunteer/password.html", form=form), 422


@bp.get("/sessions")
@requires(Permission.HAVE_ACCOUNT)
def sessions() -> str:
    """Asks whether to sign out everywhere."""
    return render_template("volunteer/sessions.html", form=Form())


@bp.post("/sessions")
@requires(Permission.HAVE_ACCOUNT)
def sign_out_everywhere() -> Any:
    """To the sign-in page: this session has ended too."""
    end_sessions(account())
    identity.sign_out()
    return redirect(url_for("accounts.sign_in.form"), 303)


@bp.get("/delete")
@requires(Permission.LEAVE_OR_ACCEPT)
def form() -> str:
    """What goes, what stays, and the question."""
    return _leaving(LeaveForm())


@bp.post("/delete")
@guesses
@requires(Permission.LEAVE_OR_ACCEPT)
def submit() -> Any:
    """To the page that says it is done; nobody is signed in any more."""
    form = LeaveForm()
    if form.validate_on_submit():
        with form.refusals():
            erase_account(proven(form.current.data))
            identity.sign_out()
            return redirect(url_for("volunteer.account.gone"), 303)
    return _leaving(form), 422


@bp.get("/gone")
@requires(Permission.PUBLIC)
def gone() -> str:
    """That the account is deleted."""
    return render_template("volunteer/account_gone.html")


def _leaving(form: LeaveForm) -> str:
    return render_template("volunteer/account_delete.html", form=form, owned=organizations_only_owned_by(account()))
