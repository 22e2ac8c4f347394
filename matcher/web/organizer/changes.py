"""Acts on what is public, as a menu, and those on an opportunity as a whole: calling it off.

Each stands behind a page that says how many people it touches, and whom no mail reaches.
"""

from collections.abc import Collection
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from matcher.clock import now
from matcher.domain.opportunities.models import Opportunity, Shift
from matcher.domain.opportunities.states import Act, WrongState, is_possible
from matcher.domain.permissions.table import Permission
from matcher.domain.signups import actions
from matcher.domain.signups.queries.applicants import not_reached_by_mail, opportunity_of_group
from matcher.domain.signups.queries.board import affected, board
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.disclosure import disclose
from matcher.web.forms import Form, Paragraphs
from matcher.web.identity import account

bp = Blueprint("changes", __name__, url_prefix="/<slug>/opportunities/<int:opportunity_id>/changes")


class CallOffForm(Form):
    """Why it is called off: everybody signed up reads it."""

    reason = Paragraphs(_l("理由"), required=True, most=500)


@bp.get("")
@requires(Permission.RUN_OPPORTUNITY, load=opportunity_of_group)
def show(opportunity: Opportunity) -> Any:
    """The acts there are, day by day."""
    moment, days = now(), board(opportunity.id)
    return render_template(
        "organizer/changes.html",
        opportunity=opportunity,
        days=[day for day in days if day.ends_at > moment],
        may_grow=not opportunity.is_course or not any(day.taken or day.waiting or day.requested for day in days),
        is_public=is_possible(opportunity.status, Act.CANCEL),
        is_to_come=bool(days_to_come(opportunity)),
    )


@bp.get("/cancel")
@requires(Permission.RUN_OPPORTUNITY, load=opportunity_of_group)
def cancel_form(opportunity: Opportunity) -> Any:
    """Whom calling it off touches, and the reason."""
    check_public(opportunity)
    return _cancel_page(opportunity, CallOffForm())


@bp.post("/cancel")
@requires(Permission.RUN_OPPORTUNITY, load=opportunity_of_group)
def cancel(opportunity: Opportunity) -> Any:
    """Call off all days to come."""
    form = CallOffForm()
    if form.validate():
        with form.refusals():
            actions.cancel_opportunity(opportunity=opportunity, by=account(), reason=form.reason.data)
            flash(_("募集を中止しました。申し込んだ人に知らせます。"))
            return redirect(menu_of(opportunity), 303)
    return _cancel_page(opportunity, form), 422


def check_public(opportunity: Opportunity) -> None:
    """Only what has been published is changed here; what has not, is edited. Raises WrongState."""
    if not is_possible(opportunity.status, Act.CANCEL):
        raise WrongState


def days_to_come(opportunity: Opportunity) -> list[Shift]:
    """The days that take place and are not over."""
    moment = now()
    return [shift for shift in opportunity.shifts if shift.is_to_come(moment)]


def touched(shift_ids: Collection[int]) -> dict[str, Any]:
    """How many people an act on the shifts touches, and those no mail reaches; that they were shown is kept."""
    people = not_reached_by_mail(shift_ids)
    disclose([person.id for person in people], "organizer-changes")
    return {"affected": affected(shift_ids), "by_phone": people}


def menu_of(opportunity: Opportunity) -> str:
    """The address of the menu of these acts."""
    slug = opportunity.organization.slug
    return url_for("organizer.changes.show", slug=slug, opportunity_id=opportunity.id)


def _cancel_page(opportunity: Opportunity, form: CallOffForm) -> str:
    days = days_to_come(opportunity)
    return render_template(
        "organizer/call_off.html",
        opportunity=opportunity,
        shift=None,
        days=days,
        form=form,
        back=menu_of(opportunity),
        **touched([shift.id for shift in days]),
    )
