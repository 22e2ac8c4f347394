"""A day more for a post that is public already."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from matcher.domain.opportunities.models import Opportunity
from matcher.domain.permissions.table import Permission
from matcher.domain.signups import actions
from matcher.domain.signups.queries.applicants import opportunity_of_group
from matcher.language import gettext as _
from matcher.web.access import requires
from matcher.web.identity import account
from matcher.web.organizer.changes import menu_of
from matcher.web.organizer.shift_form import ShiftForm

bp = Blueprint("added_days", __name__, url_prefix="/<slug>/opportunities/<int:opportunity_id>/changes/add")


@bp.get("")
@requires(Permission.RUN_OPPORTUNITY, load=opportunity_of_group)
def form(opportunity: Opportunity) -> Any:
    """The form for one day more, like the last one."""
    actions.check_may_grow(opportunity)
    return _page(opportunity, ShiftForm.like_the_last(opportunity))


@bp.post("")
@requires(Permission.RUN_OPPORTUNITY, load=opportunity_of_group)
def submit(opportunity: Opportunity) -> Any:
    """One day more; everybody can sign up for it at once."""
    form = ShiftForm()
    if form.validate():
        with form.refusals():
            actions.add_published_shift(
                opportunity=opportunity, content=form.content(), by=account(), version=form.read_version
            )
            flash(_("日にちをたしました。"))
            return redirect(menu_of(opportunity), 303)
    return _page(opportunity, form), 422


def _page(opportunity: Opportunity, form: ShiftForm) -> str:
    return render_template("organizer/added_day.html", opportunity=opportunity, form=form, back=menu_of(opportunity))
