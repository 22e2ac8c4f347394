"""Who signed up for an opportunity: who has a place, who asks, who waits; and the group's answers.

Names, contacts and messages are shown to the group alone, and each look is kept.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, url_for

from matcher.clock import now
from matcher.domain.opportunities.models import Opportunity, Shift
from matcher.domain.permissions.table import Permission
from matcher.domain.signups import actions
from matcher.domain.signups.models import HELD, SignUp, SignUpState
from matcher.domain.signups.queries.applicants import (
    applicants,
    opportunity_of_group,
    persons_in,
    sign_up_of_group,
)
from matcher.domain.signups.queries.attendance import expected
from matcher.domain.signups.rules.attendance import is_recordable
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.disclosure import disclose
from matcher.web.formats import phone, short_date, tokyo_day
from matcher.web.forms import Form, Paragraphs
from matcher.web.identity import account
from matcher.web.list_files import ListFile
from matcher.web.organizer.days import chosen_day, days_beside

bp = Blueprint("sign_ups", __name__, url_prefix="/<slug>")

LINES_OF_A_SHEET = 14


class Applicant(NamedTuple):
    """A sign-up in its place on the page: among which, and of those who wait the how many-th."""

    among: str
    turn: int | None
    sign_up: SignUp


FILE: ListFile[Applicant] = ListFile(
    _l("申し込んだ人"),
    (
        (_l("名前"), lambda row: _name(row.sign_up)),
        (_l("フリガナ"), lambda row: row.sign_up.asked_by.name_kana if row.sign_up.asked_by else None),
        (_l("役割"), lambda row: row.sign_up.role.name),
        (_l("いま"), lambda row: row.among),
        (_l("待つ順番"), lambda row: row.turn),
        (_l("席"), lambda row: row.sign_up.seats),
        (_l("電話"), lambda row: phone(_phone(row.sign_up)) if _phone(row.sign_up) else None),
        (_l("メール"), lambda row: row.sign_up.asked_by.email if row.sign_up.asked_by else None),
        (_l("連絡のしかた"), lambda row: _way(row.sign_up)),
        (_l("伝えたいこと"), lambda row: row.sign_up.message),
        (_l("申し込み"), lambda row: tokyo_day(row.sign_up.created_at)),
    ),
)


class ReasonForm(Form):
    """Why somebody is turned down: the person reads it."""

    reason = Paragraphs(_l("理由"), required=True, most=500)


@bp.get("/opportunities/<int:opportunity_id>/sign-ups")
@requires(Permission.RUN_OPPORTUNITY, load=opportunity_of_group)
def show(opportunity: Opportunity) -> Any:
    """The people of one day, role by role."""
    return _page(opportunity, chosen_day(opportunity))


def _about(opportunity: Opportunity) -> str:
    shift = chosen_day(opportunity)
    return f"{opportunity.title}_{short_date(shift.starts_at)}" if shift else opportunity.title


@FILE.of(
    bp,
    "show",
    "/opportunities/<int:opportunity_id>/sign-ups",
    Permission.RUN_OPPORTUNITY,
    load=opportunity_of_group,
    about=_about,
)
def listed(opportunity: Opportunity) -> Iterator[Applicant]:
    """The people of the day, in the page's order; that they were seen is kept."""
    shift = chosen_day(opportunity)
    people = applicants(shift.id) if shift else []
    disclose(persons_in(people), "organizer-sign-ups-file")
    for role in shift.roles if shift else ():
        asking, held, waiting = _by_state([one for one in people if one.shift_role_id == role.id])
        yield from (Applicant(_("返事を待っている人"), None, one) for one in asking)
        yield from (Applicant(_("決まった人"), None, one) for one in held)
        yield from (Applicant(_("キャンセル待ち"), turn, one) for turn, one in enumerate(waiting, 1))


@bp.get("/opportunities/<int:opportunity_id>/sheet")
@requires(Permission.RUN_OPPORTUNITY, load=opportunity_of_group)
def sheet(opportunity: Opportunity) -> Any:
    """The list of one day on paper, with room for those who come unannounced."""
    shift = chosen_day(opportunity)
    sign_ups = expected(shift.id) if shift else []
    disclose(persons_in(sign_ups), "organizer-sheet")
    rows = [row for sign_up in sign_ups for row in _lines(sign_up)]
    empty = max(4, LINES_OF_A_SHEET - len(rows))
    return render_template("organizer/sheet.html", opportunity=opportunity, shift=shift, rows=rows, empty=empty)


@bp.post("/sign-ups/<int:sign_up_id>/accept")
@requires(Permission.RUN_OPPORTUNITY, load=sign_up_of_group)
def accept(sign_up: SignUp) -> Any:
    """Give the place."""
    return _decide(
        sign_up, lambda: actions.accept(sign_up=sign_up, by=account()), _("席を渡しました。本人に知らせます。")
    )


@bp.post("/sign-ups/<int:sign_up_id>/wait")
@requires(Permission.RUN_OPPORTUNITY, load=sign_up_of_group)
def wait(sign_up: SignUp) -> Any:
    """Put a request at the end of the line."""
    return _decide(
        sign_up,
        lambda: actions.put_on_waiting_list(sign_up=sign_up, by=account()),
        _("キャンセル待ちの列に入れました。空くと、順番に席が渡ります。"),
    )


@bp.get("/sign-ups/<int:sign_up_id>/decline")
@requires(Permission.RUN_OPPORTUNITY, load=sign_up_of_group)
def decline_form(sign_up: SignUp) -> Any:
    """Ask for the reason."""
    return _reason_page(sign_up, ReasonForm())


@bp.post("/sign-ups/<int:sign_up_id>/decline")
@requires(Permission.RUN_OPPORTUNITY, load=sign_up_of_group)
def decline(sign_up: SignUp) -> Any:
    """Turn a request down, or take a place away: which, the state of the sign-up says."""
    form = ReasonForm()
    turn_down = actions.remove if sign_up.is_held else actions.decline
    if form.validate():
        with form.refusals():
            turn_down(sign_up=sign_up, by=account(), reason=form.reason.data)
            flash(_("理由をつけて伝えます。"))
            return redirect(_address(sign_up.shift), 303)
    return _reason_page(sign_up, form), 422


def _decide(sign_up: SignUp, act: Callable[[], None], done: str) -> Any:
    form, shift = Form(), sign_up.shift
    with form.refusals():
        act()
        flash(done)
        return redirect(_address(shift), 303)
    return _page(shift.opportunity, shift, form=form), 422


def _page(opportunity: Opportunity, shift: Shift | None, *, form: Form | None = None) -> str:
    shown = _day(opportunity, shift) if shift else {}
    return render_template("organizer/sign_ups.html", opportunity=opportunity, shift=shift, form=form, **shown)


def _day(opportunity: Opportunity, shift: Shift) -> dict[str, Any]:
    """What the page shows of one day; that it was looked at is kept."""
    people, moment = applicants(shift.id), now()
    disclose(persons_in(people), "organizer-sign-ups")
    beside, other = days_beside(opportunity, shift)
    return {
        "beside": beside,
        "other": other,
        "people": people,
        "roles": [(role, *_by_state([one for one in people if one.shift_role_id == role.id])) for role in shift.roles],
        "is_over": shift.ends_at <= moment,
        "can_decide": shift.is_to_come(moment),
        "can_record": is_recordable(shift, moment),
    }


def _by_state(sign_ups: list[SignUp]) -> tuple[list[SignUp], list[SignUp], list[SignUp]]:
    """Those who ask, those who have a place, those who wait in the order of their turns."""
    asking = [one for one in sign_ups if one.state == SignUpState.REQUESTED]
    held = [one for one in sign_ups if one.state in HELD]
    waiting = [one for one in sign_ups if one.state == SignUpState.WAITING]
    return asking, held, sorted(waiting, key=lambda one: one.turn or 0)


def _name(sign_up: SignUp) -> str:
    owner = sign_up.asked_by or sign_up.organization
    return owner.name if owner else ""


def _phone(sign_up: SignUp) -> str | None:
    if sign_up.asked_by:
        return sign_up.asked_by.phone
    return sign_up.organization.contact_phone if sign_up.organization else None


def _way(sign_up: SignUp) -> str | None:
    return _("保護者を通して連絡します") if sign_up.asked_by and sign_up.asked_by.has_guardian else None


def _reason_page(sign_up: SignUp, form: ReasonForm) -> str:
    disclose(persons_in([sign_up]), "organizer-sign-ups")
    return render_template(
        "organizer/decline.html",
        sign_up=sign_up,
        shift=sign_up.shift,
        opportunity=sign_up.shift.opportunity,
        form=form,
        back=_address(sign_up.shift),
    )


def _lines(sign_up: SignUp) -> list[tuple[str, str | None, list[str]]]:
    """Name, reading and cells of the sheet: one line for each seat; seats without a name say whose they are."""
    person, blank = sign_up.asked_by, ["", "", ""]
    if person is not None:
        return [(person.name, person.name_kana, [sign_up.role.name, *blank])]
    owner = sign_up.organization.name if sign_up.organization else ""
    return [(_("%(name)sの人", name=owner), None, [sign_up.role.name, *blank])] * sign_up.seats


def _address(shift: Shift) -> str:
    opportunity = shift.opportunity
    return url_for(
        "organizer.sign_ups.show",
        slug=opportunity.organization.slug,
        opportunity_id=opportunity.id,
        shift=shift.id,
    )
