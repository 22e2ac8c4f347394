"""The office and the organizations: who waits for a decision, and the decision."""

from collections.abc import Iterator

from flask import Blueprint, flash, redirect, render_template, request, url_for
from wtforms import HiddenField

from matcher.domain.city.plan import current_plan
from matcher.domain.organizations import actions
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.domain.organizations.queries import (
    is_outsider,
    members,
    organization,
    organizations_of_same_name,
)
from matcher.domain.organizations.registrations import Registration, registration_counts, registrations
from matcher.domain.people.queries import account_by_id
from matcher.domain.permissions.table import Permission
from matcher.domain.signups.actions.opportunities import resume_organization, suspend_organization
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.asked import asked_number, same_list
from matcher.web.disclosure import disclose
from matcher.web.formats import tokyo_day
from matcher.web.forms import Form, Paragraphs
from matcher.web.identity import account
from matcher.web.list_files import AT_ONCE, ListFile, all_pages
from matcher.web.numbers import number_of
from matcher.words.codes import name_of
from matcher.words.organizations import ROLES
from matcher.words.statuses import status

bp = Blueprint("organizations", __name__)

FILE: ListFile[Registration] = ListFile(
    _l("団体の登録"),
    (
        (_l("名前"), lambda one: one.name),
        (_l("フリガナ"), lambda one: one.name_kana),
        (_l("種類"), lambda one: name_of("organization_kind", one.kind)),
        (_l("地区"), lambda one: name_of("district", one.district)),
        (_l("状態"), lambda one: str(status("organization", one.status).words)),
        (_l("送られた日"), lambda one: tokyo_day(one.submitted_at) if one.submitted_at else None),
    ),
)


class DecisionForm(Form):
    """The version that was read, and the reason where one is needed."""

    version = HiddenField()

    @property
    def read_version(self) -> int:
        """The version the office read; 0, which no row has, where the field came back spoiled."""
        return number_of(self.version.data)


class ReasonForm(DecisionForm):
    """Why the registration goes back or is suspended: the organization reads it."""

    reason = Paragraphs(_l("理由"), required=True, most=1000)


@bp.get("/organizations")
@requires(Permission.APPROVE_ORGANIZATIONS)
def index() -> str:
    """A page of the organizations of one status, those that waited longest first."""
    chosen, after = _chosen(), asked_number("after")
    page = registrations(chosen, after=after)
    return render_template(
        "staff/organizations.html",
        chosen=chosen,
        organizations=page.rows,
        counts=registration_counts(),
        next=same_list(after=page.after) if page.after else None,
        first=same_list() if after else None,
    )


@FILE.of(bp, "index", "/organizations", Permission.APPROVE_ORGANIZATIONS)
def listed() -> Iterator[Registration]:
    """All of the status asked for, in the page's order."""
    chosen = _chosen()

    def page(after: int | None) -> tuple[list[Registration], int | None]:
        found = registrations(chosen, after=after, size=AT_ONCE)
        return found.rows, found.after

    return all_pages(page)


@bp.get("/organizations/<slug>")
@requires(Permission.APPROVE_ORGANIZATIONS, load=organization)
def show(one: Organization) -> str:
    """The whole registration, and what can be decided."""
    return _page(one, ReasonForm(version=one.version))


@bp.post("/organizations/<slug>/approve")
@requires(Permission.APPROVE_ORGANIZATIONS, load=organization)
def approve(one: Organization) -> object:
    """The organization, public now."""
    form = DecisionForm()
    if form.validate():
        with form.refusals():
            actions.approve(one, by=account(), version=form.read_version)
            flash(_("登録を認めました。団体に知らせます。"), "good")
            return _back(one)
    return _page(one, ReasonForm(formdata=None, version=one.version), refused=form), 422


@bp.post("/organizations/<slug>/return")
@requires(Permission.APPROVE_ORGANIZATIONS, load=organization)
def give_back(one: Organization) -> object:
    """The organization, with the reason on its way."""
    form = ReasonForm()
    if form.validate():
        with form.refusals():
            actions.return_for_changes(one, reason=form.reason.data, by=account(), version=form.read_version)
            flash(_("理由をつけて返しました。団体に知らせます。"), "good")
            return _back(one)
    return _page(one, form), 422


@bp.post("/organizations/<slug>/suspend")
@requires(Permission.APPROVE_ORGANIZATIONS, load=organization)
def suspend(one: Organization) -> object:
    """The organization, no longer public."""
    form = ReasonForm()
    if form.validate():
        with form.refusals():
            told = suspend_organization(organization=one, reason=form.reason.data, by=account())
            flash(_("公開を止めました。団体と、申し込んでいた%(count)d件の人に知らせます。", count=told), "good")
            return _back(one)
    return _page(one, form), 422


@bp.post("/organizations/<slug>/resume")
@requires(Permission.APPROVE_ORGANIZATIONS, load=organization)
def resume(one: Organization) -> object:
    """The organization, public again."""
    form = DecisionForm()
    if form.validate():
        with form.refusals():
            told = resume_organization(organization=one, by=account())
            flash(_("もう一度公開しました。団体と、申し込んでいた%(count)d件の人に知らせます。", count=told), "good")
            return _back(one)
    return _page(one, ReasonForm(formdata=None, version=one.version), refused=form), 422


def _chosen() -> OrganizationStatus:
    known = {status.value: status for status in OrganizationStatus}
    return known.get(request.args.get("status", ""), OrganizationStatus.SUBMITTED)


def _back(one: Organization) -> object:
    return redirect(url_for("staff.organizations.show", slug=one.slug), 303)


def _page(one: Organization, reason: ReasonForm, *, refused: Form | None = None) -> str:
    acting, submitter = members(one), account_by_id(one.submitted_by) if one.submitted_by else None
    shown = [each.account for each in acting] + ([submitter] if submitter else [])
    disclose([each.person_id for each in shown], "staff-organization")
    return render_template(
        "staff/organization.html",
        organization=one,
        reason=reason,
        form=refused or reason,
        members=acting,
        alike=organizations_of_same_name(one),
        submitter=submitter,
        may_decide=is_outsider(account(), one),
        conditions=_conditions(one),
        field_names=[name_of("npo_field", number) for number in one.field_numbers],
        roles=ROLES,
    )


def _conditions(one: Organization) -> list[tuple[str, str, None]]:
    asked = current_plan().conditions_for(one.kind)
    return [("met" if each.code in one.conditions_accepted else "missing", each.name, None) for each in asked]
