"""A group's opportunities: the list, writing one, seeing it whole, handing it in, ending it."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from matcher.clock import now
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities import actions
from matcher.domain.opportunities.completeness import Part, Section, lacks, missing_parts
from matcher.domain.opportunities.content import content_of
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, TagTaxonomy
from matcher.domain.opportunities.queries import OpportunityRow, numbers_by_status, opportunities_of, opportunity_of
from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.queries import organization
from matcher.domain.permissions.queries import may
from matcher.domain.permissions.table import Permission
from matcher.domain.signups.actions.opportunities import CHANGEABLE, change_published, close_opportunity
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.asked import asked_code, asked_number
from matcher.web.formats import people
from matcher.web.identity import account
from matcher.web.list_files import AT_ONCE, ListFile, all_pages
from matcher.web.opportunity_page import shown_parts
from matcher.web.opportunity_warnings import contradiction, days_gone
from matcher.web.organizer.opportunity_form import OpportunityForm
from matcher.words import opportunities as words
from matcher.words.statuses import status

bp = Blueprint("opportunities", __name__, url_prefix="/<slug>/opportunities")

VIEWS = {
    "writing": (_l("書いている"), (OpportunityStatus.DRAFT, OpportunityStatus.RETURNED, OpportunityStatus.SUBMITTED)),
    "public": (_l("公開している"), (OpportunityStatus.PUBLISHED, OpportunityStatus.SUSPENDED)),
    "past": (_l("終わった"), (OpportunityStatus.CLOSED, OpportunityStatus.CANCELLED)),
}


def _places(row: OpportunityRow) -> int | str | None:
    return people(None) if row.places_left is None and row.days else row.places_left


FILE: ListFile[OpportunityRow] = ListFile(
    _l("募集"),
    (
        (_l("募集"), lambda row: row.title),
        (_l("いま"), lambda row: str(status("opportunity", row.status).words)),
        (_l("次の日"), lambda row: row.starts_at),
        (_l("のこりの日"), lambda row: row.days),
        (
            _l("あいている席"),
            _places,
        ),
        (_l("直した日"), lambda row: row.changed_at),
    ),
)


@bp.get("")
@requires(Permission.SEE_ORGANIZATION, load=organization)
def index(one: Organization) -> Any:
    """The group's opportunities by where they stand, newest first."""
    view, before = _view(one), asked_number("before")
    page = opportunities_of(one, VIEWS[view][1], before=before)
    return render_template(
        "organizer/opportunities.html",
        organization=one,
        page=page,
        view=view,
        views=_views(one),
        is_later_page=before is not None,
        may_post=may(account(), Permission.POST_FOR_ORGANIZATION, one),
    )


@FILE.of(bp, "index", "", Permission.SEE_ORGANIZATION, load=organization, about=lambda one: one.name)
def listed(one: Organization) -> Iterator[OpportunityRow]:
    """All of the view asked for."""
    statuses = VIEWS[_view(one)][1]

    def page(before: int | None) -> tuple[list[OpportunityRow], int | None]:
        found = opportunities_of(one, statuses, before=before, size=AT_ONCE)
        return found.rows, found.after

    return all_pages(page)


@bp.get("/new")
@requires(Permission.POST_FOR_ORGANIZATION, load=organization)
def new(one: Organization) -> Any:
    """An empty form; the contact desk of the group stands in it already."""
    return _form_page(OpportunityForm.for_new(one), one)


@bp.post("/new")
@requires(Permission.POST_FOR_ORGANIZATION, load=organization)
def create(one: Organization) -> Any:
    """A new draft, complete or not; its days come next."""
    form = OpportunityForm()
    if form.validate():
        with form.refusals():
            made = actions.draft(one, form.content(), by=account().actor)
            flash(_("下書きを保存しました。つぎは、日にちを書きます。"))
            return redirect(_address("organizer.shifts.index", made), 303)
    return _form_page(form, one), 422


@bp.get("/<int:opportunity_id>")
@requires(Permission.SEE_OPPORTUNITY, load=opportunity_of)
def show(opportunity: Opportunity) -> Any:
    """Where it stands, what it lacks, how it will look, and what can be done with it."""
    return _preview(opportunity)


@bp.get("/<int:opportunity_id>/edit")
@requires(Permission.EDIT_OPPORTUNITY, load=opportunity_of)
def form(opportunity: Opportunity) -> Any:
    """The form with what it says now."""
    return _form_page(OpportunityForm.of(opportunity), opportunity.organization, opportunity)


@bp.post("/<int:opportunity_id>/edit")
@requires(Permission.EDIT_OPPORTUNITY, load=opportunity_of)
def submit(opportunity: Opportunity) -> Any:
    """Save the draft; or change what is public, which tells everybody signed up."""
    form = OpportunityForm.of(opportunity)
    if form.validate():
        with form.refusals():
            _save(opportunity, form)
            goes_on = "organizer.shifts.index" if request.form.get("next") == "days" else "organizer.opportunities.show"
            return redirect(_address(goes_on, opportunity), 303)
    return _form_page(form, opportunity.organization, opportunity), 422


@bp.post("/<int:opportunity_id>/hand-in")
@requires(Permission.EDIT_OPPORTUNITY, load=opportunity_of)
def hand_in(opportunity: Opportunity) -> Any:
    """Hand it in to the city; 422 with all that is missing or contradicts itself where something is."""
    if missing_parts(opportunity) or contradiction(opportunity):
        return _preview(opportunity), 422
    actions.submit(opportunity, by=account())
    flash(_("市に出しました。支援室が確かめて、公開するか、直すところをお知らせします。"))
    return redirect(_address("organizer.opportunities.show", opportunity), 303)


@bp.post("/<int:opportunity_id>/take-back")
@requires(Permission.EDIT_OPPORTUNITY, load=opportunity_of)
def take_back(opportunity: Opportunity) -> Any:
    """A draft again, to be changed."""
    actions.take_back(opportunity, by=account())
    flash(_("下書きに戻しました。直したら、もう一度市に出してください。"))
    return redirect(_address("organizer.opportunities.form", opportunity), 303)


@bp.post("/<int:opportunity_id>/close")
@requires(Permission.EDIT_OPPORTUNITY, load=opportunity_of)
def close(opportunity: Opportunity) -> Any:
    """End it, when all its days are over."""
    close_opportunity(opportunity=opportunity, by=account().actor)
    flash(_("募集を終わりにしました。記録は残ります。"))
    return redirect(_address("organizer.opportunities.show", opportunity), 303)


def _save(opportunity: Opportunity, form: OpportunityForm) -> None:
    content = form.content(content_of(opportunity))
    if opportunity.status in CHANGEABLE:
        changes = change_published(opportunity=opportunity, content=content, by=account(), version=form.read_version)
        flash(
            _("直しました。申し込んだ人には、変わったところをお知らせします。")
            if changes
            else _("変わったところはありません。")
        )
    else:
        actions.change_draft(opportunity, content, by=account().actor, version=form.read_version)
        flash(_("下書きを保存しました。"))


def _preview(opportunity: Opportunity) -> str:
    return render_template(
        "organizer/opportunity.html",
        organization=opportunity.organization,
        opportunity=opportunity,
        todo=_todo(opportunity),
        contradiction=contradiction(opportunity),
        days_gone=days_gone(opportunity),
        may_edit=may(account(), Permission.EDIT_OPPORTUNITY, opportunity),
        is_over=not any(shift.is_to_come(now()) for shift in opportunity.shifts),
        **shown_parts(opportunity),
    )


def _form_page(form: OpportunityForm, one: Organization, opportunity: Opportunity | None = None) -> str:
    return render_template(
        "organizer/opportunity_form.html",
        organization=one,
        opportunity=opportunity,
        form=form,
        todo=_todo(opportunity) if opportunity else [],
        audience_notes=_audience_notes(),
    )


def _todo(opportunity: Opportunity) -> list[tuple[Any, str, bool, str]]:
    """The parts of the form as the component `sections` wants them: words, address, done, what is missing."""
    edit, days = _address("organizer.opportunities.form", opportunity), _address("organizer.shifts.index", opportunity)
    return [
        (
            words.SECTIONS[section],
            days if missing == [Part.DAY_TO_COME] else f"{edit}#{section}",
            not missing,
            "、".join(str(words.PARTS[part]) for part in missing) or _nothing_said(opportunity, section),
        )
        for section, missing in lacks(opportunity).items()
    ]


def _nothing_said(opportunity: Opportunity, section: Section) -> str:
    """Of a part of the form that need not be written: that nothing stands in it; else empty."""
    said = {
        Section.AUDIENCE: opportunity.codes(TagTaxonomy.AUDIENCE) or opportunity.codes(TagTaxonomy.CRITERION),
        Section.CITY: opportunity.is_with_city,
    }
    return "" if said.get(section, True) else _("なし（書かなくてかまいません）")


def _audience_notes() -> dict[str, str]:
    """Under each audience the criteria of which one must hold."""
    plan = current_plan()
    return {
        audience.code: _(
            "条件：%(criteria)s のどれか", criteria="、".join(plan.criterion(code).name for code in audience.criteria)
        )
        for audience in plan.audiences
        if audience.criteria
    }


def _views(one: Organization) -> list[tuple[Any, str, str]]:
    numbers = numbers_by_status(one)
    return [
        (_("%(words)s（%(count)d）", words=title, count=sum(numbers.get(status, 0) for status in statuses)), view)
        for view, (title, statuses) in VIEWS.items()
    ]


def _view(one: Organization) -> str:
    return asked_code("view", VIEWS) or _first_view(one)


def _first_view(one: Organization) -> str:
    numbers = numbers_by_status(one)
    return next((view for view, (_title, statuses) in VIEWS.items() if any(map(numbers.get, statuses))), "writing")


def _address(endpoint: str, opportunity: Opportunity) -> str:
    return url_for(endpoint, slug=opportunity.organization.slug, opportunity_id=opportunity.id)
