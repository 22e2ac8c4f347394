"""What the public may read of projects: verified years that their parties agreed to publish."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload, selectinload

from matcher.db import db
from matcher.domain.projects.models import (
    ProjectYear,
    ProjectYearForm,
    ProjectYearStatus,
)
from matcher.domain.projects.queries import AttendanceFigures, attendance_figures, linked_opportunities

PAGE = 20


@dataclass(frozen=True, kw_only=True)
class PublicFilters:
    """What the public list is narrowed by; `after` is the id the next page goes on from."""

    fiscal_year: int
    pillar: str | None = None
    form: str | None = None
    after: int = 0


def published_years(filters: PublicFilters, *, size: int = PAGE) -> tuple[Sequence[ProjectYear], int | None]:
    """One page of published years, oldest record first, and the id the next page goes on from (None: the last)."""
    query = _published().where(ProjectYear.fiscal_year == filters.fiscal_year, ProjectYear.id > filters.after)
    if filters.pillar:
        query = query.where(ProjectYear.pillar == filters.pillar)
    if filters.form:
        of_form = exists().where(
            ProjectYearForm.project_year_id == ProjectYear.id, ProjectYearForm.form == filters.form
        )
        query = query.where(of_form)
    rows = db.session.scalars(query.order_by(ProjectYear.id).limit(size + 1)).all()
    return rows[:size], rows[size - 1].id if len(rows) > size else None


def published_years_of(project_id: int) -> Sequence[ProjectYear]:
    """Every published year of one project, newest first; empty where the public may see none."""
    query = _published().where(ProjectYear.project_id == project_id).order_by(ProjectYear.fiscal_year.desc())
    return db.session.scalars(query.options(selectinload(ProjectYear.evidence))).all()


def activity_of(year: ProjectYear) -> AttendanceFigures:
    """Attendances, people, minutes and days of the year's linked opportunities."""
    return attendance_figures([opportunity.id for opportunity in linked_opportunities(year)], year.fiscal_year)


def _published() -> Select[ProjectYear]:
    return (
        select(ProjectYear)
        .where(
            ProjectYear.publish,
            ProjectYear.status.in_((ProjectYearStatus.VERIFIED, ProjectYearStatus.CLOSED)),
        )
        .options(
            joinedload(ProjectYear.project),
            joinedload(ProjectYear.lead_department),
            selectinload(ProjectYear.forms),
            selectinload(ProjectYear.parties),
        )
    )
