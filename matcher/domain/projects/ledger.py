"""The ledger: the rows of a fiscal year for those who keep it, page by page."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select

from matcher.db import db
from matcher.domain.city.models import Department
from matcher.domain.people.models import Account
from matcher.domain.projects.models import Project, ProjectYear, ProjectYearStatus
from matcher.domain.projects.queries import years_handled_by

ROWS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line of the ledger."""

    id: int
    name: str
    fiscal_year: int
    status: ProjectYearStatus
    department_name: str
    primary_form: str | None


@dataclass(frozen=True, slots=True)
class LedgerRows:
    """One page of the ledger; `after` None: the last page."""

    rows: list[LedgerRow]
    after: int | None


def ledger(
    fiscal_year: int,
    account: Account,
    *,
    status: str | None = None,
    after: int | None = None,
    size: int = ROWS_ON_A_PAGE,
) -> LedgerRows:
    """Rows of a fiscal year, what waits longest first; for accounts of a department only its own. `after`: an id."""
    query = (
        select(
            ProjectYear.id,
            Project.name,
            ProjectYear.fiscal_year,
            ProjectYear.status,
            Department.name,
            ProjectYear.primary_form,
        )
        .join(Project, Project.id == ProjectYear.project_id)
        .join(Department, Department.id == ProjectYear.lead_department_id)
        .where(*_fitting(fiscal_year, account, status), *_behind(after))
        .order_by(ProjectYear.submitted_at.is_(None), ProjectYear.submitted_at, ProjectYear.id)
    )
    found = db.session.execute(query.limit(size + 1)).all()
    rows = [LedgerRow(*row) for row in found[:size]]
    return LedgerRows(rows, rows[-1].id if len(found) > size else None)


def ledger_size(fiscal_year: int, account: Account, *, status: str | None = None) -> int:
    """How many rows the fiscal year has for the account."""
    counted = select(func.count()).select_from(ProjectYear).where(*_fitting(fiscal_year, account, status))
    return db.session.scalar(counted) or 0


def _fitting(fiscal_year: int, account: Account, status: str | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [ProjectYear.fiscal_year == fiscal_year]
    if status:
        conditions.append(ProjectYear.status == status)
    if not account.is_staff:
        conditions.append(years_handled_by(account))
    return conditions


def _behind(after: int | None) -> list[ColumnElement[bool]]:
    """Rows behind the one with that id; all of them where it is unknown. Rows never handed in come last."""
    known = select(ProjectYear.submitted_at).where(ProjectYear.id == after)
    last = db.session.execute(known).one_or_none() if after is not None else None
    if last is None:
        return []
    never, at = ProjectYear.submitted_at.is_(None), last.submitted_at
    if at is None:
        return [never, ProjectYear.id > after]
    return [or_(never, ProjectYear.submitted_at > at, and_(ProjectYear.submitted_at == at, ProjectYear.id > after))]
