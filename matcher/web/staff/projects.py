"""The ledger of collaboration projects: the rows of a year, one row with what it lacks, entering and changing it."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from matcher.domain.city.plan import current_plan
from matcher.domain.permissions.table import Permission
from matcher.domain.projects import actions
from matcher.domain.projects.counting import counts, findings
from matcher.domain.projects.ledger import LedgerRow, ledger, ledger_size
from matcher.domain.projects.models import ProjectYear, ProjectYearStatus
from matcher.domain.projects.queries import (
    attendance_figures,
    is_handled_by,
    likely_duplicates,
    linked_opportunities,
    project_year,
    year_facts,
)
from matcher.domain.projects.rules import EDITABLE
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.asked import asked_number, same_list
from matcher.web.formats import fiscal_year_name
from matcher.web.identity import account
from matcher.web.list_files import AT_ONCE, ListFile, all_pages
from matcher.web.public.kpi import asked_year, baseline_year, years_offered
from matcher.web.staff.project_form import EvidenceForm, MergeForm, ProjectForm, ReasonForm
from matcher.words.codes import name_of
from matcher.words.projects import CONDITIONS, GROUNDS
from matcher.words.statuses import status as words_of

bp = Blueprint("projects", __name__, url_prefix="/projects")

Answer = Any

FILE: ListFile[LedgerRow] = ListFile(
    _l("協働事業の台帳"),
    (
        (_l("事業"), lambda row: row.name),
        (_l("年度"), lambda row: fiscal_year_name(row.fiscal_year)),
        (_l("状態"), lambda row: str(words_of("project-year", row.status).words)),
        (_l("担当課"), lambda row: row.department_name),
        (_l("主な形"), lambda row: name_of("form", row.primary_form)),
    ),
)


@bp.get("")
@requires(Permission.WORK_FOR_CITY)
def index() -> Answer:
    """A page of the rows of a fiscal year, what waits longest first; departments see their own."""
    year, status, after = asked_year(first=baseline_year()), asked_status(), asked_number("after")
    page = ledger(year, account(), status=status, after=after)
    return render_template(
        "staff/projects.html",
        year=year,
        rows=page.rows,
        count=ledger_size(year, account(), status=status),
        years_offered=years_offered(),
        statuses_offered=[
            ("", _("すべて")),
            *((each, words_of("project-year", each).words) for each in ProjectYearStatus),
        ],
        status=status,
        is_office=account().is_staff,
        next=same_list(after=page.after) if page.after else None,
        first=same_list() if after else None,
    )


@FILE.of(bp, "index", "", Permission.WORK_FOR_CITY)
def listed() -> Iterator[LedgerRow]:
    """All of the fiscal year and status asked for; for a department its own."""
    year, status, asking = asked_year(first=baseline_year()), asked_status(), account()

    def page(after: int | None) -> tuple[list[LedgerRow], int | None]:
        found = ledger(year, asking, status=status, after=after, size=AT_ONCE)
        return found.rows, found.after

    return all_pages(page)


@bp.get("/new")
@requires(Permission.WORK_FOR_CITY)
def form() -> Answer:
    """An empty form for a project the service has never seen."""
    return render_template("staff/project_form.html", form=ProjectForm(by=account()), year=None)


@bp.post("/new")
@requires(Permission.WORK_FOR_CITY)
def submit() -> Answer:
    """Enter it as a draft."""
    entered = ProjectForm(by=account())
    if entered.validate():
        with entered.refusals():
            year = actions.enter_project(
                name=entered.name.data,
                fiscal_year=entered.fiscal_year.data,
                contents=entered.contents,
                by=account(),
            )
            flash(_("下書きを作りました。根拠の書類と、行った記録を入れてください。"))
            return redirect(url_for("staff.projects.show", project_year_id=year.id), 303)
    return render_template("staff/project_form.html", form=entered, year=None), 422


@bp.get("/<int:project_year_id>")
@requires(Permission.HANDLE_PROJECT_YEAR, load=project_year)
def show(year: ProjectYear) -> Answer:
    """One row: whether it counts and exactly why, its contents and proofs, and the acts possible now."""
    return page_of(year)


@bp.get("/<int:project_year_id>/edit")
@requires(Permission.HANDLE_PROJECT_YEAR, load=project_year)
def edit_form(year: ProjectYear) -> Answer:
    """The form with what is known."""
    return render_template("staff/project_form.html", form=ProjectForm(by=account(), year=year), year=year)


@bp.post("/<int:project_year_id>/edit")
@requires(Permission.HANDLE_PROJECT_YEAR, load=project_year)
def edit(year: ProjectYear) -> Answer:
    """Write the contents of a draft or a returned row."""
    entered = ProjectForm(by=account(), year=year)
    if entered.validate():
        with entered.refusals():
            actions.change_year(year=year, name=entered.name.data, contents=entered.contents, by=account())
            flash(_("直しました。"))
            return redirect(url_for("staff.projects.show", project_year_id=year.id), 303)
    return render_template("staff/project_form.html", form=entered, year=year), 422


def asked_status() -> ProjectYearStatus | None:
    """The status asked for by `?status=`; 400 for an unknown one."""
    text = request.args.get("status")
    if text and text not in set(ProjectYearStatus):
        abort(400)
    return ProjectYearStatus(text) if text else None


def page_of(year: ProjectYear, *, form: Any = None, evidence: Any = None) -> str:
    """The page of one row; `form` and `evidence` are forms that came back with errors."""
    rule, facts = current_plan().counting_rule(year.fiscal_year), year_facts([year])[year.id]
    opportunities, duplicates = linked_opportunities(year), likely_duplicates(year)
    reason, merging = _reasons(form, duplicates)
    return render_template(
        "staff/project.html",
        year=year,
        counted=counts(facts, rule),
        findings=findings(facts, rule),
        conditions=CONDITIONS,
        grounds=GROUNDS,
        rule=rule,
        opportunities=opportunities,
        figures=attendance_figures([opportunity.id for opportunity in opportunities], year.fiscal_year),
        duplicates=duplicates,
        form=form,
        reason=reason,
        merging=merging,
        evidence=evidence or EvidenceForm(formdata=None),
        leads=is_handled_by(account(), year),
        is_office=account().is_staff,
        is_own=account().id in (year.entered_by, year.confirmed_by),
        is_editable=year.status in EDITABLE,
    )


def _reasons(form: Any, duplicates: Sequence[ProjectYear]) -> tuple[ReasonForm, MergeForm]:
    """The two forms that ask for a reason; the one that came back keeps what was typed."""
    merging = form if isinstance(form, MergeForm) else MergeForm(formdata=None)
    merging.target.choices = [SelectChoice(twin.id, twin.project.name) for twin in duplicates]
    reason = form if isinstance(form, ReasonForm) else ReasonForm(formdata=None)
    return reason, merging
