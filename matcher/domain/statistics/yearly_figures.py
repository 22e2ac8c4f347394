"""The city's goals year by year as open data tells them: what is official, what is only counted so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from matcher.db import db
from matcher.domain.city.goals import Kpi
from matcher.domain.city.plan import current_plan
from matcher.domain.projects.models import KpiFigure, KpiSnapshot
from matcher.domain.projects.public_list import newest_verification
from matcher.domain.statistics.collaboration import (
    NPO_CORPORATIONS,
    PROJECTS,
    KpiYear,
    npo_figures,
    npo_years,
    project_years,
)


@dataclass(frozen=True)
class YearlyFigure:
    """One fiscal year of one goal. `as_of_on` and `source` belong to the official value; None where there is none.

    `source` is None too where the value is the service's own count.
    """

    kpi: Kpi
    year: KpiYear
    as_of_on: date | None
    source: str | None


def yearly_figures() -> list[YearlyFigure]:
    """Both goals from the baseline's year to the target's, projects first, each year once."""
    projects, npo, entered = current_plan().kpi(PROJECTS), current_plan().kpi(NPO_CORPORATIONS), npo_figures()
    return [
        *(_figure(projects, year, ()) for year in project_years()),
        *(_figure(npo, year, entered) for year in npo_years()),
    ]


def _figure(kpi: Kpi, year: KpiYear, entered: Sequence[KpiFigure]) -> YearlyFigure:
    of_year = [figure for figure in entered if figure.fiscal_year == year.fiscal_year]
    if of_year:
        return YearlyFigure(kpi, year, of_year[-1].as_of_on, of_year[-1].source)
    if year.fiscal_year == kpi.baseline.fiscal_year and year.official == kpi.baseline.value:
        return YearlyFigure(kpi, year, kpi.baseline.on, kpi.source)
    return YearlyFigure(kpi, year, None, None)


def newest_figure() -> datetime | None:
    """When a figure was last entered, a year frozen or a published project verified."""
    entered = db.session.scalar(select(func.max(KpiFigure.entered_at)).where(KpiFigure.kpi == NPO_CORPORATIONS))
    frozen = db.session.scalar(select(func.max(KpiSnapshot.taken_at)))
    return max((at for at in (entered, frozen, newest_verification()) if at), default=None)
