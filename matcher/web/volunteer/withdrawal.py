"""Taking a sign-up back."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from matcher.clock import now
from matcher.domain.permissions.table import Permission
from matcher.domain.signups import actions
from matcher.domain.signups.models import SignUp
from matcher.domain.signups.queries.applicants import sign_up_by_id
from matcher.domain.signups.queries.mine import my_course, my_sign_up
from matcher.language import gettext as _
from matcher.web.access import requires
from matcher.web.forms import Form
from matcher.web.identity import account

bp = Blueprint("withdrawal", __name__, url_prefix="/me/sign-ups/<int:sign_up_id>/withdraw")


@bp.get("")
@requires(Permission.MANAGE_OWN_SIGN_UP, load=sign_up_by_id)
def form(sign_up: SignUp) -> str:
    """What is given back, and what follows from it."""
    return _page(sign_up, Form())


@bp.post("")
@requires(Permission.MANAGE_OWN_SIGN_UP, load=sign_up_by_id)
def submit(sign_up: SignUp) -> Any:
    """To one's own days, with the place given on to who is next."""
    sent = Form()
    if sent.validate_on_submit():
        with sent.refusals():
            actions.withdraw(sign_up=sign_up, by=account())
            flash(_("取り消しました。"), "good")
            return redirect(url_for("volunteer.me.show"), 303)
    return _page(sign_up, sent), 422


def _page(sign_up: SignUp, sent: Form) -> str:
    mine = my_sign_up(sign_up)
    return render_template(
        "volunteer/withdraw.html",
        form=sent,
        sign_up=sign_up,
        mine=mine,
        days=my_course(mine, account().person_id, since=now()),
        is_late=mine.is_held and mine.sign_up_until_at <= now(),
        now=now(),
    )
