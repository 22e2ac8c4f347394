"""Registering: one short page; the link that finishes it comes by mail."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from wtforms import BooleanField, HiddenField, PasswordField, RadioField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from matcher.db import db
from matcher.domain.people import accounts
from matcher.domain.people.passwords import hash_password
from matcher.domain.people.profile import Profile
from matcher.domain.people.queries import current_terms
from matcher.domain.permissions.table import Permission
from matcher.language import lazy_gettext as _l
from matcher.web import identity
from matcher.web.access import destination, requires
from matcher.web.birth_date import BirthDate
from matcher.web.forms import Form, Line
from matcher.web.limits import is_answered_by_redirect, per_account, per_address

bp = Blueprint("register", __name__, url_prefix="/register")
NEEDED = _l("入れてください。")


class RegisterForm(Form):
    """What is needed to begin; everything else is asked on the profile, if at all."""

    name = Line(_l("名前"), required=True)
    name_kana = Line(_l("フリガナ"))
    email = StringField(_l("メールアドレス"), [DataRequired(NEEDED)])
    password = PasswordField(_l("パスワード"), [DataRequired(NEEDED)])
    age = RadioField(
        _l("年齢"),
        [InputRequired(_l("どちらかを選んでください。"))],
        choices=[SelectChoice("adult", _l("18歳以上です")), SelectChoice("minor", _l("18歳未満です"))],
    )
    born_on = BirthDate(_l("生年月日"))
    is_student = BooleanField(_l("生徒・学生です"))
    terms_version = HiddenField(default=current_terms)
    next = HiddenField()
    agree = BooleanField(
        _l("利用のきまりと個人情報の使いみちを読み、同意します"), [DataRequired(_l("同意のしるしを付けてください。"))]
    )


@bp.get("")
@requires(Permission.PUBLIC)
def form() -> Any:
    """The form, empty; who was on the way somewhere goes on there after the first sign-in."""
    onward = request.args.get("next")
    destination(onward, "/")
    return render_template("accounts/register.html", form=RegisterForm(next=onward))


@bp.post("")
@per_address("300 per hour")
@per_account("5 per day", is_answered_by_redirect)
@requires(Permission.PUBLIC)
def submit() -> Any:
    """To the page that says a mail is on its way, whether or not the address is taken."""
    form = RegisterForm()
    onward = destination(form.next.data, "")
    if form.validate_on_submit():
        with form.refusals():
            _register(form, onward)
            identity.keep_destination(onward)
            return redirect(url_for("accounts.register.sent"), 303)
    return render_template("accounts/register.html", form=form), 422


@bp.get("/sent")
@requires(Permission.PUBLIC)
def sent() -> str:
    """What to do now: open the mail."""
    return render_template("accounts/register_sent.html")


def _register(form: RegisterForm, onward: str) -> None:
    db.session.rollback()  # hashing takes a while: nobody shall wait for it
    password_hash = hash_password(form.password.data, about=(form.email.data, form.name.data))
    accounts.register(
        email=form.email.data,
        password_hash=password_hash,
        profile=Profile(name=form.name.data, name_kana=form.name_kana.data, is_student=form.is_student.data),
        is_adult=form.age.data == "adult",
        born_on=form.born_on.day,
        accepted_terms=form.terms_version.data if form.agree.data else None,
        onward=onward,
    )
