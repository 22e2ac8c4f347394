"""Acts on a whole fiscal year: carrying rows over to the next, and the snapshot that is never changed."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from matcher.clock import fiscal_year, now
from matcher.db import db, refused_as
from matcher.domain.audit.actions import Replaced, record
from matcher.domain.city.plan import current_plan
from matcher.domain.people.models import Account
from matcher.domain.projects.counting import counts
from matcher.domain.projects.models import (
    KpiFigure,
    KpiSnapshot,
    ProjectYear,
    ProjectYearForm,
    ProjectYearParty,
    ProjectYearStatus,
)
from matcher.domain.projects.queries import year_facts, years_of
from matcher.domain.projects.rules import FigureKnown, check_reason
from matcher.errors import Conflict

CARRIED = ("lead_department_id", "purpose", "city_role", "partner_role", "primary_form", "pillar", "measure", "publish")


def counted_years(fiscal_year: int) -> list[ProjectYear]:
    """The rows of the fiscal year for which C1–C9 hold now, by name: the number is its length."""
    rows = years_of(fiscal_year)
    rule = current_plan().counting_rule(fiscal_year)
    facts = year_facts(rows)
    return [year for year in rows if counts(facts[year.id], rule)]


def carry_over(*, fiscal_year: int, by: Account) -> list[ProjectYear]:
    """Drafts of the year after `fiscal_year` for each counted row without one: what it is, none of its proofs.

    A carried row counts only after evidence and both confirmations are met afresh.
    """
    later = aliased(ProjectYear)
    carried = []
    for year in counted_years(fiscal_year):
        known = exists().where(later.project_id == year.project_id, later.fiscal_year == fiscal_year + 1)
        if db.session.scalar(select(known)):
            continue
        copy = ProjectYear(
            project_id=year.project_id,
            fiscal_year=fiscal_year + 1,
            status=ProjectYearStatus.DRAFT,
            origin=year.origin,
            entered_by=None,
            created_at=now(),
            **{name: getattr(year, name) for name in CARRIED},
        )
        copy.forms = [ProjectYearForm(form=form.form) for form in year.forms]
        copy.parties = [
            ProjectYearParty(kind=party.kind, name=party.name, organization_id=party.organization_id)
            for party in year.parties
        ]
        db.session.add(copy)
        record("carry-over-project", copy, by=by.actor, changes={"from_year": year.id})
        carried.append(copy)
    return carried


def take_snapshot(*, fiscal_year: int, by: Account, reason: str | None = None) -> KpiSnapshot:
    """Freeze the count of a fiscal year as its next version; versions after the first need a reason.

    Two at once: one of them raises Conflict, nothing is written twice.
    """
    version = 1 + (db.session.scalar(select(func.max(KpiSnapshot.version)).filter_by(fiscal_year=fiscal_year)) or 0)
    rows = _rows(counted_years(fiscal_year))
    snapshot = KpiSnapshot(
        fiscal_year=fiscal_year,
        version=version,
        value=len(rows),
        rule_version=current_plan().counting_rule(fiscal_year).version,
        rows=rows,
        rows_hash=rows_hash(rows),
        reason=check_reason(reason) if version > 1 else reason,
        taken_by=by.id,
        taken_at=now(),
    )
    with refused_as({"uq_kpi_snapshot": Conflict}):
        db.session.add(snapshot)
    record("take-snapshot", snapshot, by=by.actor, changes={"value": snapshot.value, "version": version})
    return snapshot


def rows_hash(rows: Sequence[dict[str, Any]]) -> str:
    """SHA-256 over the rows in one fixed writing, so that anybody can recompute it."""
    writing = json.dumps(list(rows), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(writing.encode()).hexdigest()


def enter_figure(
    *, kpi: str, as_of_on: date, value: int, source: str, by: Account, replacing: str = "", reason: str | None = None
) -> KpiFigure:
    """Take over a figure from outside, with its day and source. `replacing`: the edition seen of the one it replaces.

    The same again changes nothing. Raises FigureKnown where the day has another figure than the one to be replaced,
    ReasonNeeded, Conflict.
    """
    with db.session.begin_nested():
        known = db.session.scalar(select(KpiFigure).filter_by(kpi=kpi, as_of_on=as_of_on).with_for_update())
        if known is None:
            return _enter(kpi, as_of_on, value, source, by)
        if (known.value, known.source) != (value, source):
            if replacing != known.edition:
                raise FigureKnown(value=known.value, source=known.source)
            _replace(known, value, source, by, check_reason(reason))
    return known


def _enter(kpi: str, as_of_on: date, value: int, source: str, by: Account) -> KpiFigure:
    figure = KpiFigure(
        kpi=kpi,
        fiscal_year=fiscal_year(as_of_on),
        as_of_on=as_of_on,
        value=value,
        source=source,
        entered_by=by.id,
        entered_at=now(),
    )
    with refused_as({"uq_kpi_figure": Conflict}):
        db.session.add(figure)
    record("enter-figure", figure, by=by.actor, changes={"value": value, "as_of_on": as_of_on})
    return figure


def _replace(figure: KpiFigure, value: int, source: str, by: Account, reason: str) -> None:
    changes = {
        "as_of_on": figure.as_of_on,
        "value": Replaced(figure.value, value),
        "source": Replaced(figure.source, source),
    }
    figure.value, figure.source, figure.entered_by, figure.entered_at = value, source, by.id, now()
    record("replace-figure", figure, by=by.actor, changes=changes, reason=reason)


def _rows(years: Sequence[ProjectYear]) -> list[dict[str, Any]]:
    return [
        {
            "project_id": year.project_id,
            "name": year.project.name,
            "department": year.lead_department.name,
            "primary_form": year.primary_form,
            "forms": sorted(form.form for form in year.forms),
            "parties": sorted(party.name for party in year.parties),
        }
        for year in years
    ]
