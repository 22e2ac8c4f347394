"""What happened on a day: who came and for how long, and who came without having signed up.

Names are shown to the group alone, and each look is kept.
"""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from matcher.clock import today
from matcher.domain.opportunities.models import Shift, ShiftStatus
from matcher.domain.people.rules import check_phone
from matcher.domain.permissions.table import Permission
from matcher.domain.signups import actions
from matcher.domain.signups.models import Attendance, AttendanceStatus, SignUp
from matcher.domain.signups.queries.applicants import persons_in, shift_of_group
from matcher.domain.signups.queries.attendance import attendances, expected
from matcher.domain.signups.rules.attendance import days_of
from matcher.web.access import requires
from matcher.web.disclosure import disclose
from matcher.web.identity import account
from matcher.web.organizer.attendance_form import HeadsForm, ListForm, WalkInForm, chosen_role

bp = Blueprint("attendance", __name__, url_prefix="/<slug>/shifts/<int:shift_id>/attendance")

MOST_TABS = 7


@bp.get("")
@requires(Permission.RUN_OPPORTUNITY, load=shift_of_group)
def form(shift: Shift) -> Any:
    """The list of a day, or from when on there is one."""
    return _page(shift, asked_day(shift))


@bp.post("")
@requires(Permission.RUN_OPPORTUNITY, load=shift_of_group)
def submit(shift: Shift) -> Any:
    """Write who came; again to correct it."""
    on = asked_day(shift)
    sent = ListForm(shift, on, expected(shift.id), attendances(shift.id, on), sent=True)
    if sent.is_good(rest_came="rest" in request.form):
        with sent.refusals():
            actions.hold_list(shift)
            sent.record(account())
            flash(_("出席を記録しました。"))
            return redirect(_address(shift, on), 303)
    return _page(shift, on, listed=sent, refused=sent), 422


@bp.post("/person")
@requires(Permission.RUN_OPPORTUNITY, load=shift_of_group)
def add_person(shift: Shift) -> Any:
    """Add somebody who came without having signed up."""
    on = asked_day(shift)
    sent = WalkInForm(shift, on, sent=True)
    if sent.validate():
        with sent.refusals():
            actions.add_walk_in(
                role=chosen_role(sent, shift),
                happened_on=on,
                by=account(),
                name=sent.name.data,
                phone=check_phone(sent.phone.data),
                is_adult=sent.is_adult.data,
                minutes=sent.minutes.data,
                request_key=sent.key.data[:40],
            )
            flash(_("%(name)sさんを、来た人に足しました。", name=sent.name.data))
            return redirect(_address(shift, on), 303)
    return _page(shift, on, person=sent, refused=sent), 422


@bp.post("/heads")
@requires(Permission.RUN_OPPORTUNITY, load=shift_of_group)
def add_heads(shift: Shift) -> Any:
    """Add people who came and leave no name."""
    on = asked_day(shift)
    sent = HeadsForm(shift, on, sent=True)
    if sent.validate():
        with sent.refusals():
            actions.add_heads(
                role=chosen_role(sent, shift),
                happened_on=on,
                heads=sent.heads.data,
                by=account(),
                minutes=sent.minutes.data,
                request_key=sent.key.data[:30],
            )
            flash(_("%(count)d人を、来た人に足しました。", count=sent.heads.data))
            return redirect(_address(shift, on), 303)
    return _page(shift, on, heads=sent, refused=sent), 422


def asked_day(shift: Shift) -> date:
    """The day the address asks for, else today, else the last that has come, else the first of the shift.

    400 for what is no day, 404 for a day the shift is not on.
    """
    days, text = days_of(shift), request.args.get("on", "")
    if not text:
        come = [day for day in days if day <= today()]
        return come[-1] if come else days[0]
    try:
        on = date.fromisoformat(text)
    except ValueError:
        raise BadRequest from None
    return on if on in days else abort(404)


def _page(
    shift: Shift,
    on: date,
    *,
    listed: ListForm | None = None,
    person: WalkInForm | None = None,
    heads: HeadsForm | None = None,
    refused: Any = None,
) -> str:
    sign_ups, known = expected(shift.id), attendances(shift.id, on)
    disclose(persons_in(sign_ups), "organizer-attendance")
    days = days_of(shift)
    return render_template(
        "organizer/attendance.html",
        shift=shift,
        opportunity=shift.opportunity,
        on=on,
        days=days if len(days) <= MOST_TABS else _days_around(days, on),
        can_record=shift.status == ShiftStatus.SCHEDULED and on <= today(),
        list=listed or ListForm(shift, on, sign_ups, known, sent=False),
        person=person or WalkInForm(shift, on, sent=False),
        heads=heads or HeadsForm(shift, on, sent=False),
        form=refused,
        **_counts(sign_ups, known),
    )


def _counts(sign_ups: list[SignUp], known: dict[int, Attendance]) -> dict[str, int]:
    """How many were to come, came, stayed away and are not marked yet; beside them those who came unannounced."""
    everybody = [each for one in sign_ups for each in one.participants]
    present = {number for number, written in known.items() if written.status == AttendanceStatus.PRESENT}
    awaited = {each.id for each in everybody if not each.walk_in}
    return {
        "seats": len(awaited),
        "came": len(awaited & present),
        "away": len(awaited & (known.keys() - present)),
        "left": len(awaited - known.keys()),
        "walked_in": sum(each.walk_in and each.id in present for each in everybody),
    }


def _days_around(days: list[date], on: date) -> list[date]:
    """Of a long period: the days next to the one shown, and the two ends."""
    at = days.index(on)
    return sorted({days[0], *days[max(0, at - 2) : at + 3], days[-1]})


def _address(shift: Shift, on: date) -> str:
    slug = shift.opportunity.organization.slug
    return url_for("organizer.attendance.form", slug=slug, shift_id=shift.id, on=on.isoformat())
