"""Accepting the terms of use and the purposes of personal data: comes first while their version is not accepted."""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired

from matcher.domain.city.plan import current_plan
from matcher.domain.people.accounts import accept_terms
from matcher.domain.people.queries import current_terms
from matcher.domain.permissions.table import Permission
from matcher.language import lazy_gettext as _l
from matcher.web.access import destination, requires
from matcher.web.forms import Form
from matcher.web.identity import account

bp = Blueprint("terms", __name__, url_prefix="/accept-terms")


class TermsForm(Form):
    """The version read, and the yes to it."""

    terms_version = HiddenField(default=current_terms)
    agree = BooleanField(
        _l("利用のきまりと個人情報の使いみちを読み、同意します"), [DataRequired(_l("同意のしるしを付けてください。"))]
    )
    next = HiddenField()


@bp.get("")
@requires(Permission.LEAVE_OR_ACCEPT)
def form() -> str:
    """Both texts, and the question."""
    onward = request.args.get("next")
    destination(onward, "/")
    return _page(TermsForm(next=onward))


@bp.post("")
@requires(Permission.LEAVE_OR_ACCEPT)
def submit() -> Any:
    """On to where the visitor wanted to go."""
    form = TermsForm()
    onward = destination(form.next.data, "/me")
    if form.validate_on_submit():
        with form.refusals():
            accept_terms(account(), accepted_terms=form.terms_version.data)
            return redirect(onward, 303)
    return _page(form), 422


def _page(form: TermsForm) -> str:
    return render_template(
        "accounts/terms.html", form=form, changes=current_plan().changes_since(account().terms_version)
    )
