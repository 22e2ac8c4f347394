"""Candidates: opportunities with the city that support no project of the year yet. Opening one fills a draft in."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from wtforms.fields.choices import SelectChoice

from matcher.domain.opportunities.models import Opportunity
from matcher.domain.permissions.table import Permission
from matcher.domain.projects import actions
from matcher.domain.projects.candidates import CandidateRow, candidate, candidates, number_of_candidates
from matcher.domain.projects.queries import years_of
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.asked import asked_number, same_list
from matcher.web.identity import account
from matcher.web.list_files import AT_ONCE, ListFile, all_pages
from matcher.web.public.kpi import asked_year
from matcher.web.staff.project_form import CandidateForm

bp = Blueprint("candidates", __name__, url_prefix="/candidates")

FILE: ListFile[CandidateRow] = ListFile(
    _l("協働事業の候補"),
    (
        (_l("募集"), lambda row: row.title),
        (_l("団体"), lambda row: row.organization_name),
        (_l("担当課"), lambda row: row.department_name),
    ),
)


@bp.get("")
@requires(Permission.WORK_FOR_CITY)
def index() -> Any:
    """A page of what may become a project of the fiscal year, oldest first; departments see their own."""
    year, after = asked_year(), asked_number("after")
    page = candidates(year, account(), after=after)
    return render_template(
        "staff/candidates.html",
        year=year,
        rows=page.rows,
        count=number_of_candidates(year, account()),
        next=same_list(after=page.after) if page.after else None,
        first=same_list() if after else None,
    )


@FILE.of(bp, "index", "", Permission.WORK_FOR_CITY)
def listed() -> Iterator[CandidateRow]:
    """All of the fiscal year asked for."""
    year, asking = asked_year(), account()

    def page(after: int | None) -> tuple[list[CandidateRow], int | None]:
        found = candidates(year, asking, after=after, size=AT_ONCE)
        return found.rows, found.after

    return all_pages(page)


@bp.get("/<int:opportunity_id>")
@requires(Permission.HANDLE_CANDIDATE, load=candidate)
def form(opportunity: Opportunity) -> Any:
    """What is known of it, and the two ways on: a new project, or support for one that exists."""
    return _page(opportunity, CandidateForm())


@bp.post("/<int:opportunity_id>")
@requires(Permission.HANDLE_CANDIDATE, load=candidate)
def submit(opportunity: Opportunity) -> Any:
    """Open it as a draft, or link it to the row chosen."""
    asked = CandidateForm()
    year = asked_year()
    with asked.refusals():
        known = {row.id: row for row in years_of(year)}
        chosen = known.get(asked.target.data or 0)
        if chosen is None:
            chosen = actions.open_candidate(opportunity=opportunity, fiscal_year=year, by=account())
            flash(_("下書きを作りました。根拠の書類と、参加の記録を入れてください。"))
        else:
            actions.link_opportunity(year=chosen, opportunity=opportunity, by=account())
            flash(_("この事業に結びつけました。"))
        return redirect(url_for("staff.projects.show", project_year_id=chosen.id), 303)
    return _page(opportunity, asked), 422


def _page(opportunity: Opportunity, asked: CandidateForm) -> str:
    year = asked_year()
    rows = [row for row in years_of(year) if account().is_staff or row.lead_department_id == account().department_id]
    asked.target.choices = [
        SelectChoice(0, _("新しい事業として")),
        *(SelectChoice(row.id, row.project.name) for row in rows),
    ]
    return render_template("staff/candidate.html", opportunity=opportunity, form=asked, year=year)
