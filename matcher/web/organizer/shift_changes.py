"""Acts on one day that is public: calling it off, another time, more or fewer places."""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template
from wtforms import DateField, HiddenField, TimeField
from wtforms.validators import InputRequired, ValidationError

from matcher.clock import TOKYO, end_of_day, today, tokyo_instant
from matcher.domain.opportunities.models import Shift, ShiftRole
from matcher.domain.permissions.table import Permission
from matcher.domain.signups import actions
from matcher.domain.signups.actions.shifts import Moved
from matcher.domain.signups.queries.applicants import role_of_group, shift_of_group
from matcher.domain.signups.rules.attendance import days_of
from matcher.domain.signups.rules.changes import PlacesWouldBeLost
from matcher.errors import DomainError
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.forms import Form, Paragraphs, Whole
from matcher.web.identity import account
from matcher.web.numbers import number_of
from matcher.web.organizer.changes import CallOffForm, check_public, menu_of, touched

bp = Blueprint("shift_changes", __name__, url_prefix="/<slug>")

FURTHEST = timedelta(days=3 * 366)


def _near(form: Form, field: DateField) -> None:
    if field.data and not today() <= field.data <= today() + FURTHEST:
        raise ValidationError(_("これからの日を、3年先までで入れてください。"))


NEEDED = InputRequired(_l("入れてください。"))


class Move(Form):
    """Another time. Whoever would lose a place by it is said first; sent again, it is known."""

    known_to_leave = HiddenField(default="0")

    def _refuse(self, refusal: DomainError) -> None:
        super()._refuse(refusal)
        if isinstance(refusal, PlacesWouldBeLost):
            self.known_to_leave.data = str(refusal.parameters["count"])


class MoveForm(Move):
    """Another day or other hours."""

    on = DateField(_l("日にち"), [NEEDED, _near])
    starts_at = TimeField(_l("はじまり"), [NEEDED])
    ends_at = TimeField(_l("おわり"), [NEEDED])
    reason = Paragraphs(_l("理由"), most=500)

    def span(self, shift: Shift) -> tuple[datetime, datetime]:
        """Start and end; an hour before the start is of the next day where the shift went past midnight before."""
        starts_at = tokyo_instant(self.on.data, self.starts_at.data)
        goes_on = len(days_of(shift)) > 1 and self.ends_at.data <= self.starts_at.data
        return starts_at, tokyo_instant(self.on.data + timedelta(days=goes_on), self.ends_at.data)


class MovePeriodForm(Move):
    """Other days of a period."""

    starts_at = DateField(_l("はじめの日"), [NEEDED, _near])
    ends_at = DateField(_l("おわりの日"), [NEEDED, _near])
    reason = Paragraphs(_l("理由"), most=500)

    def span(self, shift: Shift) -> tuple[datetime, datetime]:
        """From the beginning of the first day to the end of the last."""
        return tokyo_instant(self.starts_at.data), end_of_day(self.ends_at.data)


class CapacityForm(Form):
    """How many places; nothing means no limit."""

    capacity = Whole(_l("定員"))


@bp.get("/shifts/<int:shift_id>/cancel")
@requires(Permission.RUN_OPPORTUNITY, load=shift_of_group)
def cancel_form(shift: Shift) -> Any:
    """Whom calling the day off touches, and the reason."""
    check_public(shift.opportunity)
    return _page("organizer/call_off.html", shift, CallOffForm())


@bp.post("/shifts/<int:shift_id>/cancel")
@requires(Permission.RUN_OPPORTUNITY, load=shift_of_group)
def cancel(shift: Shift) -> Any:
    """Call the day off."""
    form = CallOffForm()
    if form.validate():
        with form.refusals():
            check_public(shift.opportunity)
            actions.cancel_shift(shift=shift, by=account(), reason=form.reason.data)
            flash(_("この日を中止にしました。申し込んだ人に知らせます。"))
            return redirect(menu_of(shift.opportunity), 303)
    return _page("organizer/call_off.html", shift, form), 422


@bp.get("/shifts/<int:shift_id>/move")
@requires(Permission.RUN_OPPORTUNITY, load=shift_of_group)
def move_form(shift: Shift) -> Any:
    """Whom another time touches, and the new time."""
    check_public(shift.opportunity)
    return _page("organizer/move.html", shift, _move_form(shift))


@bp.post("/shifts/<int:shift_id>/move")
@requires(Permission.RUN_OPPORTUNITY, load=shift_of_group)
def move(shift: Shift) -> Any:
    """Give the day another time."""
    form = _move_form(shift)
    if form.validate():
        with form.refusals():
            check_public(shift.opportunity)
            starts_at, ends_at = form.span(shift)
            moved = actions.move_shift(
                shift=shift,
                starts_at=starts_at,
                ends_at=ends_at,
                by=account(),
                reason=form.reason.data,
                known_to_leave=number_of(form.known_to_leave.data),
            )
            flash(_told(moved))
            return redirect(menu_of(shift.opportunity), 303)
    return _page("organizer/move.html", shift, form), 422


@bp.get("/roles/<int:role_id>/capacity")
@requires(Permission.RUN_OPPORTUNITY, load=role_of_group)
def capacity_form(role: ShiftRole) -> Any:
    """How many places there are, are taken and are waited for."""
    check_public(role.shift.opportunity)
    return _capacity_page(role, CapacityForm(data={"capacity": role.capacity}))


@bp.post("/roles/<int:role_id>/capacity")
@requires(Permission.RUN_OPPORTUNITY, load=role_of_group)
def capacity(role: ShiftRole) -> Any:
    """More or fewer places."""
    form = CapacityForm()
    if form.validate():
        with form.refusals():
            check_public(role.shift.opportunity)
            actions.change_capacity(role=role, capacity=form.capacity.data, by=account())
            flash(_("定員を変えました。"))
            return redirect(menu_of(role.shift.opportunity), 303)
    return _capacity_page(role, form), 422


def _move_form(shift: Shift) -> MoveForm | MovePeriodForm:
    """The form as the day stands now, or as it was sent."""
    if shift.is_timed:
        begins, ends = shift.starts_at.astimezone(TOKYO), shift.ends_at.astimezone(TOKYO)
        return MoveForm(data={"on": begins.date(), "starts_at": begins.time(), "ends_at": ends.time()})
    days = days_of(shift)
    return MovePeriodForm(data={"starts_at": days[0], "ends_at": days[-1]})


def _told(moved: Moved) -> str:
    if not moved.left:
        return _("日時を変えました。申し込んだ%(count)d人に知らせます。", count=moved.kept)
    return _(
        "日時を変えました。申し込んだ%(count)d人に知らせます。ほかの予定と重なる%(left)d人は、席が外れました。",
        count=moved.kept + moved.left,
        left=moved.left,
    )


def _page(template: str, shift: Shift, form: Form) -> str:
    back = menu_of(shift.opportunity)
    told = touched([shift.id])
    return render_template(template, opportunity=shift.opportunity, shift=shift, form=form, back=back, **told)


def _capacity_page(role: ShiftRole, form: CapacityForm) -> str:
    shift = role.shift
    back = menu_of(shift.opportunity)
    return render_template(
        "organizer/capacity.html", opportunity=shift.opportunity, shift=shift, role=role, form=form, back=back
    )
