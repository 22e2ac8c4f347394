"""Signing up for one day (or for a course), and one's own sign-up afterwards."""

import re
import secrets
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.validators import DataRequired

from matcher.clock import now
from matcher.domain.opportunities.models import Opportunity, Shift, ShiftRole
from matcher.domain.opportunities.queries import published_opportunity
from matcher.domain.permissions.table import Permission
from matcher.domain.signups import actions
from matcher.domain.signups.models import SignUp, SignUpState
from matcher.domain.signups.queries.applicants import sign_up_by_id
from matcher.domain.signups.queries.mine import moved_from, my_course, my_sign_up
from matcher.domain.signups.rules.refusals import AlreadySignedUp
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.forms import Form, Paragraphs
from matcher.web.identity import account
from matcher.web.volunteer.choosing import Choice, choice

bp = Blueprint("sign_ups", __name__)
KEY = re.compile(r"[0-9a-f]{32}")
DONE = {
    SignUpState.CONFIRMED: _l("申し込みました。参加が決まりました。"),
    SignUpState.REQUESTED: _l("申し込みました。団体の返事を待ってください。"),
    SignUpState.WAITING: _l("キャンセル待ちに並びました。"),
}


class SignUpForm(Form):
    """What is asked of somebody whose name and contact are known already."""

    role = RadioField(_l("役割"), [DataRequired(_l("役割を選んでください。"))], coerce=int)
    message = Paragraphs(_l("配慮してほしいこと"), most=500)
    agree = BooleanField(
        _l("この団体に伝えることを確かめました"), [DataRequired(_l("確かめて、しるしを付けてください。"))]
    )
    request_key = HiddenField()


@bp.get("/opportunities/<int:opportunity_id>/sign-up")
@requires(Permission.HAVE_ACCOUNT, load=published_opportunity)
def form(opportunity: Opportunity) -> Any:
    """Choosing a day, then the form for it; where the day cannot be had, why not and what can be done instead."""
    chosen = choice(opportunity, account().person)
    if chosen.chosen is None:
        return render_template("volunteer/choose_day.html", opportunity=opportunity, choice=chosen)
    if chosen.refusal:
        return render_template("volunteer/not_possible.html", opportunity=opportunity, choice=chosen)
    return _page(chosen, _form(chosen.chosen))


@bp.post("/opportunities/<int:opportunity_id>/sign-up")
@requires(Permission.HAVE_ACCOUNT, load=published_opportunity)
def submit(opportunity: Opportunity) -> Any:
    """To the sign-up that came of it; sent twice, to the same one."""
    chosen = choice(opportunity, account().person)
    if chosen.chosen is None:
        return redirect(url_for(".form", opportunity_id=opportunity.id), 303)
    filled = _form(chosen.chosen)
    if filled.validate_on_submit():
        with filled.refusals():
            asked = _sign_up(filled, chosen.chosen)
            flash(str(DONE.get(asked.state, _("この申し込みは、もう終わっています。"))), "good")
            return redirect(url_for(".show", sign_up_id=asked.id), 303)
    refused = choice(opportunity, account().person)
    if isinstance(refused.refusal, AlreadySignedUp):  # sent from a second window: nothing typed is worth keeping
        return render_template("volunteer/not_possible.html", opportunity=opportunity, choice=refused), 422
    return _page(refused, filled), 422


@bp.get("/me/sign-ups/<int:sign_up_id>")
@requires(Permission.MANAGE_OWN_SIGN_UP, load=sign_up_by_id)
def show(sign_up: SignUp) -> str:
    """One's own sign-up: where it stands, when and where to go, what comes next."""
    mine = my_sign_up(sign_up)
    return render_template(
        "volunteer/sign_up_done.html",
        sign_up=sign_up,
        mine=mine,
        days=my_course(mine, account().person_id, since=now()),
        moved_from=moved_from(sign_up),
        now=now(),
    )


def _form(shift: Shift) -> SignUpForm:
    filled = SignUpForm()
    filled.role.choices = [(role.id, role.name or _("参加")) for role in shift.roles]
    if len(shift.roles) == 1 and filled.role.data is None:
        filled.role.data = shift.roles[0].id
    if not KEY.fullmatch(filled.request_key.data or ""):
        filled.request_key.data = secrets.token_hex(16)
    return filled


def _sign_up(filled: SignUpForm, shift: Shift) -> SignUp:
    asking = account()
    return actions.sign_up(
        role=_role(shift, filled.role.data),
        person=asking.person,
        by=asking,
        request_key=filled.request_key.data,
        message=filled.message.data,
    )


def _role(shift: Shift, role_id: int) -> ShiftRole:
    return next(role for role in shift.roles if role.id == role_id)


def _page(chosen: Choice, filled: SignUpForm) -> str:
    roles = [role for shift in chosen.days for role in shift.roles]
    return render_template(
        "volunteer/sign_up.html",
        opportunity=chosen.opportunity,
        choice=chosen,
        form=filled,
        person=account().person,
        is_full=all(role.is_full or role.waiting for role in roles),
        waiting=roles[0].waiting if len(roles) == 1 else None,
    )
