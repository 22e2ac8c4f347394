"""Signing in with address and password."""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired

from matcher.db import db
from matcher.domain.people.models import Account
from matcher.domain.people.passwords import is_password
from matcher.domain.people.queries import account_with_email
from matcher.domain.people.rules import WrongCredentials, check_can_sign_in
from matcher.domain.permissions.table import Permission
from matcher.language import lazy_gettext as _l
from matcher.web import identity
from matcher.web.access import destination, requires
from matcher.web.forms import Form
from matcher.web.limits import is_not_answered_by_redirect, per_account, per_address

bp = Blueprint("sign_in", __name__, url_prefix="/sign-in")


class SignInForm(Form):
    """Address and password, and where to go on."""

    email = StringField(_l("メールアドレス"), [DataRequired(_l("メールアドレスを入れてください。"))])
    password = PasswordField(_l("パスワード"), [DataRequired(_l("パスワードを入れてください。"))])
    next = HiddenField()


@bp.get("")
@requires(Permission.PUBLIC)
def form() -> Any:
    """The form; whoever is signed in already goes on."""
    onward = request.args.get("next")
    signed_in = identity.account()
    if signed_in:
        return redirect(destination(onward, _home(signed_in)), 303)
    destination(onward, "/")
    return render_template("accounts/sign_in.html", form=SignInForm(next=onward))


@bp.post("")
@per_address("600 per 15 minutes")
@per_account("10 per 15 minutes", is_not_answered_by_redirect)
@requires(Permission.PUBLIC)
def submit() -> Any:
    """On to where the visitor wanted to go, in a new session."""
    form = SignInForm()
    destination(form.next.data, "/")
    if form.validate_on_submit():
        with form.refusals():
            account = _matching_account(form.email.data, form.password.data)
            onward = destination(form.next.data or identity.kept_destination(), _home(account))
            identity.sign_in(account)
            return redirect(onward, 303)
    return render_template("accounts/sign_in.html", form=form), 422


def _matching_account(email: str, password: str) -> Account:
    """The account both belong to; takes as long where there is none. The hash is checked outside of a transaction."""
    account = account_with_email(email)
    password_hash = account.password_hash if account else None
    db.session.rollback()
    if not is_password(password_hash, password):
        raise WrongCredentials
    account = account_with_email(email)
    if account is None or account.password_hash != password_hash:  # changed while it was checked
        raise WrongCredentials
    check_can_sign_in(account)
    return account


def _home(account: Account) -> str:
    works_for_city = account.is_staff or account.department_id is not None
    return "/staff/" if works_for_city else "/me"
