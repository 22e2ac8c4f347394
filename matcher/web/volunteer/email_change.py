"""Another address for the account: the password is asked, and a link to the new address makes the change."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from wtforms import PasswordField
from wtforms.validators import DataRequired

from matcher.domain.people.email_changes import ask_for_new_email
from matcher.domain.people.rules import check_email
from matcher.domain.permissions.table import Permission
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.forms import Form, Line, checked_by
from matcher.web.identity import account
from matcher.web.limits import is_answered_by_redirect, is_not_answered_by_redirect, per_own_account
from matcher.web.proof import proven

bp = Blueprint("email_change", __name__, url_prefix="/me/account/email")
guesses = per_own_account("10 per 15 minutes", is_not_answered_by_redirect)
letters = per_own_account("5 per hour", is_answered_by_redirect)  # each goes to an address that is not yet theirs


class EmailForm(Form):
    """The new address, and the present password."""

    email = Line(_l("新しいメールアドレス"), required=True, most=254, validators=[checked_by(check_email)])
    current = PasswordField(_l("いまのパスワード"), [DataRequired(_l("いまのパスワードを入れてください。"))])


@bp.get("")
@requires(Permission.HAVE_ACCOUNT)
def form() -> str:
    """Asks for the new address and the password."""
    return _page(EmailForm())


@bp.post("")
@guesses
@letters
@requires(Permission.HAVE_ACCOUNT)
def submit() -> Any:
    """To the page that says to look into the new address's mail, whether or not somebody has it already."""
    form = EmailForm()
    if form.validate_on_submit():
        with form.refusals():
            ask_for_new_email(proven(form.current.data), email=form.email.data)
            return redirect(url_for(".sent"), 303)
    return _page(form), 422


@bp.get("/sent")
@requires(Permission.HAVE_ACCOUNT)
def sent() -> str:
    """That the change waits for the link in the mail."""
    return render_template("volunteer/email_sent.html", own=account())


def _page(form: EmailForm) -> str:
    return render_template("volunteer/email_change.html", form=form, own=account())
