"""The acts on one row of the ledger: documents, and the way from draft to verified. Each is one button."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from matcher.domain.city.plan import current_plan
from matcher.domain.permissions.table import Permission
from matcher.domain.projects import actions
from matcher.domain.projects.models import EvidencePart, ProjectYear
from matcher.domain.projects.queries import linked_opportunities, project_year, project_year_with, years_of
from matcher.language import gettext as _
from matcher.web.access import requires
from matcher.web.forms import Form
from matcher.web.identity import account
from matcher.web.staff.project_form import EvidenceForm, MergeForm, ReasonForm
from matcher.web.staff.projects import page_of

bp = Blueprint("project_steps", __name__, url_prefix="/projects/<int:project_year_id>")


@bp.post("/evidence")
@requires(Permission.HANDLE_PROJECT_YEAR, load=project_year)
def add_evidence(year: ProjectYear) -> Any:
    """Add one document."""
    entered = EvidenceForm()
    if entered.validate():
        part = EvidencePart(current_plan().evidence_type(entered.type.data).part)
        facts = {name: entered[name].data for name in ("type", "dated_on", "title", "document_number")}
        with entered.refusals():
            actions.add_evidence(year=year, part=part, by=account(), **facts)
            return _back(year, _("書類を入れました。"))
    return page_of(year, form=entered, evidence=entered), 422


@bp.post("/evidence/<int:evidence_id>/remove")
@requires(Permission.HANDLE_PROJECT_YEAR, load=project_year_with)
def remove_evidence(year: ProjectYear) -> Any:
    """Take one document out again."""
    actions.remove_evidence(year=year, evidence_id=(request.view_args or {})["evidence_id"], by=account())
    return _back(year, _("書類をはずしました。"))


@bp.post("/attendance")
@requires(Permission.HANDLE_PROJECT_YEAR, load=project_year)
def freeze_attendance(year: ProjectYear) -> Any:
    """Take the attendance of the linked opportunities as evidence."""
    found = actions.record_attendance_as_evidence(year=year, opportunities=linked_opportunities(year), by=account())
    return _back(year, _("参加の記録を入れました。") if found else _("参加の記録は、まだありません。"))


@bp.post("/submit")
@requires(Permission.HANDLE_PROJECT_YEAR, load=project_year)
def submit(year: ProjectYear) -> Any:
    """Hand it to the department."""
    return _act(year, lambda: actions.submit(year=year, by=account()), _("担当課の確認に出しました。"))


@bp.post("/confirm")
@requires(Permission.CONFIRM_PROJECT_YEAR, load=project_year)
def confirm(year: ProjectYear) -> Any:
    """The leading department says that it was so."""
    return _act(year, lambda: actions.confirm(year=year, by=account()), _("確認しました。次は支援室の確認です。"))


@bp.post("/verify")
@requires(Permission.VERIFY_PROJECT_YEAR, load=project_year)
def verify(year: ProjectYear) -> Any:
    """The support office finds that it counts."""
    return _act(year, lambda: actions.verify(year=year, by=account()), _("確認しました。協働事業数に入りました。"))


@bp.post("/return")
@requires(Permission.HANDLE_PROJECT_YEAR, load=project_year)
def send_back(year: ProjectYear) -> Any:
    """Send it back with a reason."""
    form = ReasonForm()
    reason = form.reason.data or ""
    return _act(year, lambda: actions.send_back(year=year, reason=reason, by=account()), _("差し戻しました。"), form)


@bp.post("/reject")
@requires(Permission.VERIFY_PROJECT_YEAR, load=project_year)
def reject(year: ProjectYear) -> Any:
    """Find that it is no collaboration project, with a reason."""
    form = ReasonForm()
    reason = form.reason.data or ""
    return _act(
        year, lambda: actions.reject(year=year, reason=reason, by=account()), _("数えないことにしました。"), form
    )


@bp.post("/withdraw")
@requires(Permission.HANDLE_PROJECT_YEAR, load=project_year)
def withdraw(year: ProjectYear) -> Any:
    """Take back a row that should not have been entered."""
    return _act(year, lambda: actions.withdraw(year=year, by=account()), _("取り下げました。"))


@bp.post("/merge")
@requires(Permission.VERIFY_PROJECT_YEAR, load=project_year)
def merge(year: ProjectYear) -> Any:
    """Find that it is the same work as another row of the year."""
    form = MergeForm()
    into = {row.id: row for row in years_of(year.fiscal_year)}.get(form.target.data or 0)
    reason = form.reason.data or ""
    if into is None:
        form.target.errors = [_("残す記録を、同じ年度の一覧から選んでください。")]
        return page_of(year, form=form), 422
    return _act(
        year, lambda: actions.merge(year=year, into=into, reason=reason, by=account()), _("一つにまとめました。"), form
    )


def _act(year: ProjectYear, act: Callable[[], None], done: str, form: Form | None = None) -> Any:
    """Do one act and go back to the row; a refusal comes back on the row's page with what was typed."""
    asked = form or ReasonForm()
    with asked.refusals():
        act()
        return _back(year, done)
    return page_of(year, form=asked), 422


def _back(year: ProjectYear, words: str) -> Any:
    flash(words)
    return redirect(url_for("staff.projects.show", project_year_id=year.id), 303)
