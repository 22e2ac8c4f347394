"""What happened on a day: who came and for how long, and who came without having signed up.

Names are shown to the group alone, and each look is kept.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from matcher.clock import today
from matcher.domain.opportunities.models import Shift, ShiftStatus
from matcher.domain.permissions.table import Permission
from matcher.domain.signups import actions
from matcher.domain.signups.models import Attendance, AttendanceStatus, SignUp
from matcher.domain.signups.queries.applicants import persons_in, shift_of_group
from matcher.domain.signups.queries.attendance import attendances, expected
from matcher.domain.signups.rules.attendance import days_of
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.disclosure import disclose
from matcher.web.formats import short_date
from matcher.web.identity import account
from matcher.web.list_files import ListFile
from matcher.web.organizer.attendance_form import HeadsForm, ListForm, Row, WalkInForm, chosen_role
from matcher.words.statuses import status

bp = Blueprint("attendance", __name__, url_prefix="/<slug>/shifts/<int:shift_id>/attendance")

MOST_TABS = 7


def _status(row: Row) -> str | None:
    if not row.is_person:
        return None
    return str(status("attendance", row.part.status.data).words) if row.part.status.data else _("まだ")


def _came(row: Row) -> int | None:
    """How many of the line came; None where nothing is written."""
    if row.is_person:
        return int(row.part.status.data == AttendanceStatus.PRESENT.value) if row.part.status.data else None
    return row.part.present.data


FILE: ListFile[Row] = ListFile(
    _l("出席の記録"),
    (
        (_l("名前"), lambda row: row.name),
        (_l("フリガナ"), lambda row: row.sign_up.asked_by.name_kana if row.sign_up.asked_by else None),
        (_l("役割"), lambda row: row.sign_up.role.name),
        (_l("席"), lambda row: len(row.participants)),
        (_l("出席"), _status),
        (_l("来た人数"), _came),
        (_l("時間（分）"), lambda row: row.part.minutes.data if _came(row) else None),
        (_l("当日に来た人"), lambda row: _("当日に来た人") if row.participants[0].walk_in else None),
    ),
)


@bp.get("")
@requires(Permission.RUN_OPPORTUNITY, load=shift_of_group)
def form(shift: Shift) -> Any:
    """The list of a day, or from when on there is one."""
    return _page(shift, asked_day(shift))


@FILE.of(
    bp,
    "form",
    "",
    Permission.RUN_OPPORTUNITY,
    load=shift_of_group,
    about=lambda shift: f"{shift.opportunity.title}_{short_date(asked_day(shift))}",
)
def listed(shift: Shift) -> Sequence[Row]:
    """The lines of the day's list as they are written; none of a day that cannot be recorded yet."""
    on = asked_day(shift)
    if not _can_record(shift, on):
        return []
    sign_ups = expected(shift.id)
    disclose(persons_in(sign_ups), "organizer-attendance-file")
    return ListForm(shift, on, sign_ups, attendances(shift.id, on), sent=False).rows


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
                phone=sent.phone.data,
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
        can_record=_can_record(shift, on),
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


def _can_record(shift: Shift, on: date) -> bool:
    return shift.status == ShiftStatus.SCHEDULED and on <= today()


def _days_around(days: list[date], on: date) -> list[date]:
    """Of a long period: the days next to the one shown, and the two ends."""
    at = days.index(on)
    return sorted({days[0], *days[max(0, at - 2) : at + 3], days[-1]})


def _address(shift: Shift, on: date) -> str:
    slug = shift.opportunity.organization.slug
    return url_for("organizer.attendance.form", slug=slug, shift_id=shift.id, on=on.isoformat())
