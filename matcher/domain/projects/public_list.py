"""What open data may show of projects: verified years that their parties agreed to publish, as columns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select

from matcher.db import db
from matcher.domain.city.models import Department
from matcher.domain.projects.models import Project, ProjectYear, ProjectYearForm, ProjectYearParty, ProjectYearStatus

_PUBLIC: ColumnElement[bool] = and_(
    ProjectYear.publish, ProjectYear.status.in_((ProjectYearStatus.VERIFIED, ProjectYearStatus.CLOSED))
)
_SHOWN = (
    ProjectYear.id,
    ProjectYear.project_id,
    Project.name,
    ProjectYear.fiscal_year,
    ProjectYear.purpose,
    ProjectYear.city_role,
    ProjectYear.partner_role,
    Department.name.label("department"),
    ProjectYear.primary_form,
    ProjectYear.pillar,
    ProjectYear.measure,
    ProjectYear.from_on,
    ProjectYear.to_on,
)


@dataclass(frozen=True, slots=True)
class PublicParty:
    """A partner beside the city."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicProjectYear:
    """A project in one fiscal year as its public page shows it."""

    id: int
    project_id: int
    name: str
    fiscal_year: int
    purpose: str
    city_role: str
    partner_role: str
    department: str
    primary_form: str | None
    pillar: str | None
    measure: str | None
    from_on: date | None
    to_on: date | None
    forms: tuple[str, ...]
    parties: tuple[PublicParty, ...]


@dataclass(frozen=True, kw_only=True)
class ProjectFilters:
    """What is looked for; None leaves a filter open."""

    fiscal_year: int | None = None
    pillar: str | None = None
    form: str | None = None


def public_project_years(
    filters: ProjectFilters, *, after: int = 0, limit: int | None = None
) -> tuple[Sequence[PublicProjectYear], int | None]:
    """The years behind the one with the id `after`, in three statements, and the `after` of the next page."""
    query = (
        select(*_SHOWN)
        .join(Project, Project.id == ProjectYear.project_id)
        .join(Department, Department.id == ProjectYear.lead_department_id)
        .where(_PUBLIC, ProjectYear.id > after, *_conditions(filters))
        .order_by(ProjectYear.id)
    )
    rows = db.session.execute(query.limit(limit + 1) if limit else query).all()
    shown = rows[:limit] if limit else rows
    ids = [row.id for row in shown]
    forms, parties = _forms(ids), _parties(ids)
    years = [
        PublicProjectYear(**row._asdict(), forms=tuple(forms.get(row.id, ())), parties=tuple(parties.get(row.id, ())))
        for row in shown
    ]
    return years, ids[-1] if limit and len(rows) > limit else None


def newest_verification() -> datetime | None:
    """When the latest of what is published was verified."""
    return db.session.scalar(select(func.max(ProjectYear.verified_at)).where(_PUBLIC))


def _conditions(filters: ProjectFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.fiscal_year is not None:
        conditions.append(ProjectYear.fiscal_year == filters.fiscal_year)
    if filters.pillar:
        conditions.append(ProjectYear.pillar == filters.pillar)
    if filters.form:
        of_form = exists().where(
            ProjectYearForm.project_year_id == ProjectYear.id, ProjectYearForm.form == filters.form
        )
        conditions.append(of_form)
    return conditions


def _forms(ids: Collection[int]) -> dict[int, list[str]]:
    forms = ProjectYearForm.project_year_id, ProjectYearForm.form
    return _by_year(select(*forms).where(forms[0].in_(ids)).order_by(*forms), lambda row: row.form) if ids else {}


def _parties(ids: Collection[int]) -> dict[int, list[PublicParty]]:
    shown = ProjectYearParty.project_year_id, ProjectYearParty.kind, ProjectYearParty.name
    query = select(*shown).where(shown[0].in_(ids)).order_by(ProjectYearParty.id)
    return _by_year(query, lambda row: PublicParty(row.kind, row.name)) if ids else {}


def _by_year(query: Any, of: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(query):
        found.setdefault(row.project_year_id, []).append(of(row))
    return found
