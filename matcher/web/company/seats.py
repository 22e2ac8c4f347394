"""Seats a company holds by head-count: where teams are welcome, how many come, giving seats back."""

import re
import secrets
from collections.abc import Iterator

from flask import Blueprint, flash, redirect, render_template, url_for
from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired

from matcher.clock import now
from matcher.domain.opportunities.models import ShiftRole
from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.queries import company
from matcher.domain.permissions.table import Permission
from matcher.domain.signups.actions.companies import change_seats, give_back_seats, hold_seats
from matcher.domain.signups.models import SignUp
from matcher.domain.signups.queries.companies import coming_seats
from matcher.domain.signups.queries.team_shifts import TeamRole, company_seats, team_role, team_shifts
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.asked import asked_number
from matcher.web.formats import people, shift_when, tokyo_day
from matcher.web.forms import Form
from matcher.web.identity import account
from matcher.web.list_files import AT_ONCE, ListFile, all_pages

bp = Blueprint("seats", __name__)
ONE_SENDING = re.compile(r"[0-9a-f]{32}")

FILE: ListFile[tuple[ShiftRole, int]] = ListFile(
    _l("席をとれる活動"),
    (
        (_l("活動"), lambda row: row[0].shift.opportunity.title),
        (_l("役割"), lambda row: row[0].name),
        (_l("団体"), lambda row: row[0].shift.opportunity.organization.name),
        (_l("日"), lambda row: tokyo_day(row[0].shift.starts_at)),
        (_l("日時"), lambda row: shift_when(row[0].shift)),
        (_l("場所"), lambda row: row[0].shift.opportunity.venue),
        (_l("あいている席"), lambda row: people(None) if row[0].places_left is None else row[0].places_left),
        (_l("とっている席"), lambda row: row[1]),
    ),
)


class SeatsForm(Form):
    """How many come; `request_key` tells one sending of the form from the next."""

    seats = IntegerField(_l("席の数"), validators=[InputRequired(_l("席の数を、数字で入れてください。"))])
    request_key = HiddenField()

    @property
    def sending(self) -> str:
        """The key of this sending; a new one where it came back spoiled."""
        if not ONE_SENDING.fullmatch(self.request_key.data or ""):
            self.request_key.data = secrets.token_hex(16)
        return str(self.request_key.data)


@bp.get("/<slug>/seats")
@requires(Permission.ACT_FOR_COMPANY, load=company)
def index(one: Organization) -> str:
    """A page of days that welcome teams, soonest first, and the seats held already."""
    after = asked_number("after")
    page = team_shifts(one, at=now(), after=after)
    return render_template(
        "company/seats.html",
        organization=one,
        page=page,
        held={seats.shift_role_id: seats for seats in coming_seats(one.id, since=now())},
        next=url_for(".index", slug=one.slug, after=page.after) if page.after else None,
        first=url_for(".index", slug=one.slug) if after else None,
    )


@FILE.of(bp, "index", "/<slug>/seats", Permission.ACT_FOR_COMPANY, load=company)
def listed(one: Organization) -> Iterator[tuple[ShiftRole, int]]:
    """All such days, with the seats held on each."""
    moment = now()
    held = {seats.shift_role_id: seats.seats for seats in coming_seats(one.id, since=moment)}

    def page(after: int | None) -> tuple[list[tuple[ShiftRole, int]], int | None]:
        found = team_shifts(one, at=moment, after=after, size=AT_ONCE)
        return [(role, held.get(role.id, 0)) for role in found.roles], found.after

    return all_pages(page)


@bp.get("/<slug>/seats/roles/<int:role_id>")
@requires(Permission.ACT_FOR_COMPANY, load=team_role)
def form(chosen: TeamRole) -> str:
    """One day, and how many come."""
    form = SeatsForm()
    form.request_key.data = form.sending
    return _hold_page(chosen, form)


@bp.post("/<slug>/seats/roles/<int:role_id>")
@requires(Permission.ACT_FOR_COMPANY, load=team_role)
def submit(chosen: TeamRole) -> object:
    """The company's home with the seats it holds now."""
    form = SeatsForm()
    if form.validate():
        with form.refusals():
            hold_seats(
                organization=chosen.organization,
                role=chosen.role,
                seats=form.seats.data,
                by=account(),
                request_key=form.sending,
            )
            flash(_("%(count)d席をとりました。名前はいりません。", count=form.seats.data), "good")
            return _home(chosen.organization)
    return _hold_page(chosen, form), 422


@bp.get("/<slug>/seats/<int:sign_up_id>")
@requires(Permission.ACT_FOR_COMPANY, load=company_seats)
def edit_form(held: SignUp) -> str:
    """Seats held on one day: another number, or none."""
    return _change_page(held, SeatsForm(seats=held.seats))


@bp.post("/<slug>/seats/<int:sign_up_id>")
@requires(Permission.ACT_FOR_COMPANY, load=company_seats)
def edit(held: SignUp) -> object:
    """The company's home with the new number of seats."""
    form, one = SeatsForm(), held.organization
    if form.validate():
        with form.refusals():
            change_seats(sign_up=held, seats=form.seats.data, by=account())
            flash(_("%(count)d席に変えました。", count=form.seats.data), "good")
            return _home(one)
    return _change_page(held, form), 422


@bp.post("/<slug>/seats/<int:sign_up_id>/give-back")
@requires(Permission.ACT_FOR_COMPANY, load=company_seats)
def give_back(held: SignUp) -> object:
    """The company's home without those seats; they go to who waits."""
    form, one = Form(), held.organization
    if form.validate():
        with form.refusals():
            give_back_seats(sign_up=held, by=account())
            flash(_("席を返しました。待っている人に回ります。"), "good")
            return _home(one)
    return _change_page(held, SeatsForm(formdata=None, seats=held.seats), refused=form), 422


def _home(one: Organization | None) -> object:
    return redirect(url_for("company.home.show", slug=one.slug if one else ""), 303)


def _hold_page(chosen: TeamRole, form: SeatsForm) -> str:
    return render_template("company/hold_seats.html", organization=chosen.organization, role=chosen.role, form=form)


def _change_page(held: SignUp, seats: SeatsForm, *, refused: Form | None = None) -> str:
    return render_template(
        "company/change_seats.html", organization=held.organization, held=held, seats=seats, form=refused or seats
    )
