"""Opportunities as the city sees them, first those that wait: everything of one on a page, the decision, suspending."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from wtforms import HiddenField

from matcher.clock import now
from matcher.domain.opportunities import actions
from matcher.domain.opportunities.completeness import missing_parts
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, TagTaxonomy
from matcher.domain.opportunities.queries import (
    ROWS_ON_A_PAGE,
    OpportunityRow,
    OpportunityRows,
    any_opportunity,
    numbers_by_status,
    opportunities_in,
    submitted_opportunities,
)
from matcher.domain.opportunities.rules import check_unchanged
from matcher.domain.organizations.queries import runs_organization
from matcher.domain.permissions.table import Permission
from matcher.domain.signups.actions.opportunities import resume_opportunity, suspend_opportunity
from matcher.domain.signups.queries.board import affected
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.asked import asked_code, asked_number
from matcher.web.forms import Form, Paragraphs
from matcher.web.identity import account
from matcher.web.list_files import AT_ONCE, ListFile, all_pages
from matcher.web.numbers import number_of
from matcher.web.opportunity_warnings import contradiction, days_gone
from matcher.words import opportunities as words
from matcher.words.codes import name_of
from matcher.words.statuses import status as words_of

bp = Blueprint("opportunities", __name__, url_prefix="/opportunities")

VIEWS = (
    OpportunityStatus.SUBMITTED,
    OpportunityStatus.RETURNED,
    OpportunityStatus.PUBLISHED,
    OpportunityStatus.SUSPENDED,
    OpportunityStatus.CLOSED,
    OpportunityStatus.CANCELLED,
)

FILE: ListFile[OpportunityRow] = ListFile(
    _l("募集"),
    (
        (_l("募集"), lambda row: row.title),
        (_l("団体"), lambda row: row.organization_name),
        (_l("状態"), lambda row: str(words_of("opportunity", row.status).words)),
        (_l("はじめの日"), lambda row: row.starts_at),
        (_l("出した日"), lambda row: row.submitted_at),
    ),
)


class DecisionForm(Form):
    """The version that was read: what changed since is not approved unseen."""

    version = HiddenField()

    @property
    def read_version(self) -> int:
        """The version the office read; 0, which no row has, where the field came back spoiled."""
        return number_of(self.version.data)


class ReasonForm(DecisionForm):
    """Why it goes back or is suspended: the group reads it."""

    reason = Paragraphs(_l("理由"), required=True, most=1000)


@bp.get("")
@requires(Permission.APPROVE_OPPORTUNITIES)
def index() -> Any:
    """Those of one state: what waits for the city longest waiting first, all others newest first."""
    after, numbers = asked_number("after"), numbers_by_status()
    return render_template(
        "staff/opportunities.html",
        page=_rows(after),
        after=after,
        chosen=_chosen(),
        counts=[(status, numbers.get(status, 0)) for status in VIEWS],
    )


@FILE.of(bp, "index", "", Permission.APPROVE_OPPORTUNITIES)
def listed() -> Iterator[OpportunityRow]:
    """All of the state asked for, in the page's order."""

    def page(after: int | None) -> tuple[list[OpportunityRow], int | None]:
        found = _rows(after, size=AT_ONCE)
        return found.rows, found.after

    return all_pages(page)


@bp.get("/<int:opportunity_id>")
@requires(Permission.APPROVE_OPPORTUNITIES, load=any_opportunity)
def show(one: Opportunity) -> Any:
    """The whole of it, and what can be decided."""
    return _page(one)


@bp.post("/<int:opportunity_id>/approve")
@requires(Permission.APPROVE_OPPORTUNITIES, load=any_opportunity)
def approve(one: Opportunity) -> Any:
    """Public from now on."""
    form = DecisionForm()
    if form.validate():
        with form.refusals():
            check_unchanged(form.read_version, one.version)
            actions.approve(one, by=account())
            flash(_("公開しました。団体に知らせます。"))
            return redirect(url_for("staff.worklist.show"), 303)
    return _page(one, refused=form), 422


@bp.post("/<int:opportunity_id>/return")
@requires(Permission.APPROVE_OPPORTUNITIES, load=any_opportunity)
def give_back(one: Opportunity) -> Any:
    """Back to the group, with what is to be changed."""
    form = ReasonForm()
    if form.validate():
        with form.refusals():
            check_unchanged(form.read_version, one.version)
            actions.return_for_changes(one, by=account(), reason=form.reason.data)
            flash(_("理由をつけて返しました。団体に知らせます。"))
            return redirect(url_for("staff.worklist.show"), 303)
    return _page(one, reason=form, refused=form), 422


@bp.post("/<int:opportunity_id>/suspend")
@requires(Permission.APPROVE_OPPORTUNITIES, load=any_opportunity)
def suspend(one: Opportunity) -> Any:
    """Off the public pages for now; the group reads why."""
    form = ReasonForm()
    if form.validate():
        with form.refusals():
            check_unchanged(form.read_version, one.version)
            told = suspend_opportunity(opportunity=one, by=account(), reason=form.reason.data)
            flash(_("公開を止めました。団体と、申し込んでいる%(count)d件の人に知らせます。", count=told), "good")
            return _back(one)
    return _page(one, reason=form, refused=form), 422


@bp.post("/<int:opportunity_id>/resume")
@requires(Permission.APPROVE_OPPORTUNITIES, load=any_opportunity)
def resume(one: Opportunity) -> Any:
    """Public again."""
    form = DecisionForm()
    if form.validate():
        with form.refusals():
            check_unchanged(form.read_version, one.version)
            told = resume_opportunity(opportunity=one, by=account())
            flash(_("もう一度公開しました。団体と、申し込んでいる%(count)d件の人に知らせます。", count=told), "good")
            return _back(one)
    return _page(one, refused=form), 422


def _chosen() -> OpportunityStatus:
    return OpportunityStatus(asked_code("status", VIEWS) or OpportunityStatus.SUBMITTED)


def _rows(after: int | None, size: int = ROWS_ON_A_PAGE) -> OpportunityRows:
    chosen = _chosen()
    if chosen == OpportunityStatus.SUBMITTED:
        return submitted_opportunities(after=after, size=size)
    return opportunities_in(chosen, before=after, size=size)


def _back(one: Opportunity) -> Any:
    return redirect(url_for("staff.opportunities.show", opportunity_id=one.id), 303)


def _names_of_codes(one: Opportunity) -> dict[str, list[str]]:
    """What was chosen from the plan's lists, in words, by the list."""
    return {
        taxonomy.value: [
            name_of("npo_field", int(code)) if taxonomy == TagTaxonomy.FIELD else name_of(taxonomy.value, code)
            for code in one.codes(taxonomy)
        ]
        for taxonomy in TagTaxonomy
    }


def _page(one: Opportunity, *, reason: ReasonForm | None = None, refused: Form | None = None) -> str:
    kept = reason or ReasonForm(formdata=None)
    kept.version.data = str(one.version)
    return render_template(
        "staff/opportunity.html",
        opportunity=one,
        words=words,
        codes=_names_of_codes(one),
        missing=[words.PARTS[part] for part in missing_parts(one)],
        contradiction=contradiction(one),
        days_gone=days_gone(one),
        is_outsider=not runs_organization(account(), one),
        is_own=account().id == one.submitted_by,
        touched=affected([shift.id for shift in one.shifts if shift.is_to_come(now())]),
        reason=kept,
        form=refused,
    )
