"""The days of a draft, on a page of their own: adding, changing, removing, repeating."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from matcher.domain.opportunities.models import Opportunity, Shift
from matcher.domain.opportunities.queries import opportunity_of, shift_of
from matcher.domain.opportunities.shift_actions import add_shift, change_shift, remove_shift, repeat_shift
from matcher.domain.opportunities.states import EDITABLE, Act, is_possible
from matcher.domain.opportunities.timing import Rhythm
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.web.access import requires
from matcher.web.identity import account
from matcher.web.opportunity_warnings import days_gone
from matcher.web.organizer.shift_form import RepeatForm, ShiftForm

bp = Blueprint("shifts", __name__, url_prefix="/<slug>/opportunities/<int:opportunity_id>/shifts")


@bp.get("")
@requires(Permission.EDIT_OPPORTUNITY, load=opportunity_of)
def index(opportunity: Opportunity) -> Any:
    """All its days, and while it is a draft an empty form for one more."""
    return _list_page(opportunity, ShiftForm.like_the_last(opportunity))


@bp.post("")
@requires(Permission.EDIT_OPPORTUNITY, load=opportunity_of)
def add(opportunity: Opportunity) -> Any:
    """One day more."""
    form = ShiftForm()
    if form.validate():
        with form.refusals():
            add_shift(opportunity, form.content(), by=account().actor)
            flash(_("日にちをたしました。"))
            return redirect(_list_address(opportunity), 303)
    return _list_page(opportunity, form), 422


@bp.get("/<int:shift_id>")
@requires(Permission.EDIT_OPPORTUNITY, load=shift_of)
def form(shift: Shift) -> Any:
    """One day, to be changed, repeated or removed."""
    return _shift_page(shift, ShiftForm.of(shift))


@bp.post("/<int:shift_id>")
@requires(Permission.EDIT_OPPORTUNITY, load=shift_of)
def change(shift: Shift) -> Any:
    """The day written anew."""
    form = ShiftForm.of(shift)
    if form.validate():
        with form.refusals():
            change_shift(shift, form.content(), by=account().actor, version=form.read_version)
            flash(_("日にちを直しました。"))
            return redirect(_list_address(shift.opportunity), 303)
    return _shift_page(shift, form), 422


@bp.post("/<int:shift_id>/remove")
@requires(Permission.EDIT_OPPORTUNITY, load=shift_of)
def remove(shift: Shift) -> Any:
    """The day taken out."""
    address = _list_address(shift.opportunity)
    remove_shift(shift, by=account().actor)
    flash(_("日にちをけしました。"))
    return redirect(address, 303)


@bp.post("/<int:shift_id>/repeat")
@requires(Permission.EDIT_OPPORTUNITY, load=shift_of)
def repeat(shift: Shift) -> Any:
    """The same day again, as often as asked; days that are there already are not made twice."""
    form = RepeatForm()
    if form.validate():
        with form.refusals():
            made = repeat_shift(shift, Rhythm(form.rhythm.data), form.count.data, by=account().actor)
            flash(_("%(count)d日たしました。", count=len(made)))
            return redirect(_list_address(shift.opportunity), 303)
    return _shift_page(shift, ShiftForm.of(shift, formdata=None), repeating=form), 422


def _list_page(opportunity: Opportunity, form: ShiftForm) -> str:
    return render_template(
        "organizer/shifts.html",
        organization=opportunity.organization,
        opportunity=opportunity,
        days_gone=days_gone(opportunity),
        is_draft=opportunity.status in EDITABLE,
        is_public=is_possible(opportunity.status, Act.ADD_DAY),
        form=form,
    )


def _shift_page(shift: Shift, form: ShiftForm, repeating: RepeatForm | None = None) -> str:
    return render_template(
        "organizer/shift.html",
        organization=shift.opportunity.organization,
        opportunity=shift.opportunity,
        shift=shift,
        form=form,
        repeating=repeating or RepeatForm(formdata=None),
    )


def _list_address(opportunity: Opportunity) -> str:
    return url_for("organizer.shifts.index", slug=opportunity.organization.slug, opportunity_id=opportunity.id)
