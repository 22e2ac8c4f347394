"""Lists on their way: what the worker found in one, taking it in, throwing it away, approving what it brought."""

from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for

from matcher.documents import csvfile
from matcher.domain.imports.actions import FAULTS_KEPT, approve_list, ask_to_take, drop_list
from matcher.domain.imports.models import ImportRun, RunStatus
from matcher.domain.imports.queries import ahead_of, import_run, newest_runs
from matcher.domain.imports.rules import may_approve
from matcher.domain.imports.steps import Act
from matcher.domain.permissions.table import Permission
from matcher.duty import is_worker_alive
from matcher.language import gettext as _
from matcher.web.access import requires
from matcher.web.asked import asked_code, asked_number
from matcher.web.forms import Form
from matcher.web.identity import account
from matcher.web.staff.list_rows import told_rows
from matcher.words import imports as words

bp = Blueprint("imports", __name__, url_prefix="/imports")

PAGE = 50
FAULTS_SHOWN = 100
SECONDS = 3
SEE = Permission.WORK_IN_SUPPORT_OFFICE


@bp.get("")
@requires(SEE)
def index() -> Any:
    """The two kinds of list, and those handed in last."""
    return render_template("staff/imports.html", runs=newest_runs(), words=words)


@bp.get("/<int:run_id>")
@requires(SEE, load=import_run)
def show(run: ImportRun) -> Any:
    """How far the list has come; while the worker has it, the page asks again by itself unless told not to."""
    response = make_response(_page(run, Form(formdata=None)))
    if run.is_at_work and asked_code("view", {"still"}) is None:
        response.headers["Refresh"] = str(SECONDS)
    return response


@bp.post("/<int:run_id>/take")
@requires(SEE, load=import_run)
def take(run: ImportRun) -> Any:
    """Have the list taken in as it was looked at."""
    form = Form()
    if form.validate():
        with form.refusals():
            ask_to_take(run, by=account())
            return _back(run)
    return _page(run, form), 422


@bp.post("/<int:run_id>/drop")
@requires(SEE, load=import_run)
def drop(run: ImportRun) -> Any:
    """Throw the file away."""
    form = Form()
    if form.validate():
        with form.refusals():
            drop_list(run, by=account())
            flash(_("この名簿をやめました。送ったファイルは消しました。"))
            return redirect(url_for("staff.imports.index"), 303)
    return _page(run, form), 422


@bp.post("/<int:run_id>/approve")
@requires(SEE, load=import_run)
def approve(run: ImportRun) -> Any:
    """Approve the groups the list brought, by other eyes than those that brought it."""
    form = Form()
    if form.validate():
        with form.refusals():
            number = approve_list(run, by=account())
            flash(_("%(number)d件の団体を認めました。公開しています。", number=number), "good")
            return _back(run)
    return _page(run, form), 422


@bp.get("/<int:run_id>/faults.csv")
@requires(SEE, load=import_run)
def faults(run: ImportRun) -> Response:
    """All that is wrong as a file: row, column, what to mend."""
    header = [_("行"), _("列"), _("直すところ")]
    rows = [(fault["row"], fault["column"] or "", words.told(fault)) for fault in run.faults]
    response = Response(csvfile.write(header, rows), mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename=list_{run.id}_faults.csv"
    return response


def _back(run: ImportRun) -> Any:
    return redirect(url_for("staff.imports.show", run_id=run.id), 303)


def _page(run: ImportRun, form: Form) -> str:
    act = Act(asked_code("act", {each.value for each in Act}) or _most_wanted(run))
    after = asked_number("after") or 0
    rows = [one for one in run.outcomes if one["act"] == act and one["row"] > after]
    return render_template(
        "staff/import_run.html",
        run=run,
        form=form,
        words=words,
        act=act,
        rows=told_rows(run, rows[:PAGE]),
        following=rows[PAGE - 1]["row"] if len(rows) > PAGE else None,
        after=after,
        counts={Act.CREATE: run.created, Act.CHANGE: run.changed, Act.SAME: run.same},
        faults=run.faults[:FAULTS_SHOWN],
        faults_kept=FAULTS_KEPT,
        ahead=ahead_of(run) if run.is_at_work else 0,
        is_worker_alive=is_worker_alive(),
        is_still=request.args.get("view") == "still",
        is_own=run.entered_by == account().id,
        may_approve=may_approve(run, account()),
        waiting=sum(one["handed_in"] for one in run.outcomes) if run.status == RunStatus.TAKEN else 0,
    )


def _most_wanted(run: ImportRun) -> str:
    """What is shown where nothing is asked for: what changes, or else what is new, or else what stays."""
    return Act.CHANGE if run.changed else Act.CREATE if run.created else Act.SAME
