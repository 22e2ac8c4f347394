"""What waits for the city, oldest first: one list for all of it, each account seeing what it may act on.

What an account handed in itself, or for a group of its own, waits for a colleague (four eyes): it stands apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select

from matcher.clock import fiscal_year, today
from matcher.db import db
from matcher.domain.notifications.queries import calls_to_make, undelivered
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus
from matcher.domain.organizations.models import Membership, Organization, OrganizationStatus
from matcher.domain.organizations.queries import organizations_run_by
from matcher.domain.people.models import Account
from matcher.domain.projects.candidates import candidates
from matcher.domain.projects.models import Project, ProjectYear, ProjectYearStatus


class WaitingKind(StrEnum):
    """What kind of thing waits."""

    ORGANIZATION = "organization"
    OPPORTUNITY = "opportunity"
    CONFIRMATION = "confirmation"
    VERIFICATION = "verification"
    RETURNED = "returned"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One thing that waits for a decision: since when, what it is called, and its key (id, or slug)."""

    kind: WaitingKind
    key: int | str
    title: str
    who: str
    since: datetime
    is_own: bool = False  # handed in, confirmed or run by the one who looks: somebody else decides


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Numbers that stand beside the list: work without a date."""

    candidates: int
    calls: int
    undelivered: int


def waiting_for(account: Account) -> list[Waiting]:
    """Everything that waits for its decision, and what of its own waits for others', longest waiting first."""
    found = _projects(account)
    if account.is_staff:
        found += _organizations(account) + _opportunities(account)
    return sorted(found, key=lambda each: (each.since, str(each.key)))


def beside(account: Account) -> Beside:
    """Candidates without a project, calls to make, letters that could not be delivered."""
    return Beside(
        candidates=len(candidates(fiscal_year(today()), account)),
        calls=len(calls_to_make()) if account.is_staff else 0,
        undelivered=len(undelivered()) if account.is_staff else 0,
    )


def _organizations(account: Account) -> list[Waiting]:
    joined = select(Membership.organization_id).where(Membership.account_id == account.id)  # now or ever
    is_own = or_(Organization.submitted_by == account.id, Organization.id.in_(joined))
    since = func.coalesce(Organization.submitted_at, Organization.created_at)
    query = select(Organization.slug, Organization.name, since, is_own)
    rows = db.session.execute(query.where(Organization.status == OrganizationStatus.SUBMITTED))
    return [
        Waiting(kind=WaitingKind.ORGANIZATION, key=slug, title=name, who="", since=at, is_own=bool(own))
        for slug, name, at, own in rows
    ]


def _opportunities(account: Account) -> list[Waiting]:
    run = organizations_run_by(account).with_only_columns(Organization.id)
    is_own = or_(Opportunity.submitted_by == account.id, Organization.id.in_(run))
    since = func.coalesce(Opportunity.submitted_at, Opportunity.created_at)
    query = (
        select(Opportunity.id, Opportunity.title, Organization.name, since, is_own)
        .join(Organization, Organization.id == Opportunity.organization_id)
        .where(Opportunity.status == OpportunityStatus.SUBMITTED)
    )
    return [
        Waiting(kind=WaitingKind.OPPORTUNITY, key=key, title=title, who=name, since=at, is_own=bool(own))
        for key, title, name, at, own in db.session.execute(query)
    ]


PROJECT_KINDS = {
    ProjectYearStatus.SUBMITTED: WaitingKind.CONFIRMATION,
    ProjectYearStatus.RETURNED: WaitingKind.RETURNED,
    ProjectYearStatus.DEPARTMENT_CONFIRMED: WaitingKind.VERIFICATION,
}


def _projects(account: Account) -> list[Waiting]:
    own = or_(ProjectYear.entered_by == account.id, ProjectYear.confirmed_by == account.id)
    is_own = (ProjectYear.status == ProjectYearStatus.DEPARTMENT_CONFIRMED) & own
    since = func.coalesce(ProjectYear.confirmed_at, ProjectYear.submitted_at, ProjectYear.created_at)
    query = (
        select(ProjectYear.id, ProjectYear.status, Project.name, since, is_own)
        .join(Project, Project.id == ProjectYear.project_id)
        .where(or_(*_projects_for(account)))
    )
    return [
        Waiting(kind=PROJECT_KINDS[status], key=key, title=name, who="", since=at, is_own=bool(own))
        for key, status, name, at, own in db.session.execute(query)
    ]


def _projects_for(account: Account) -> list[ColumnElement[bool]]:
    """What waits for this account: its department's confirmations, what came back to it, the office's verifications."""
    status = ProjectYear.status
    mine: list[ColumnElement[bool]] = [
        (status == ProjectYearStatus.SUBMITTED) & (ProjectYear.lead_department_id == account.department_id),
        (status == ProjectYearStatus.RETURNED) & (ProjectYear.entered_by == account.id),
    ]
    return [*mine, status == ProjectYearStatus.DEPARTMENT_CONFIRMED] if account.is_staff else mine


def oldest(rows: Sequence[Waiting]) -> datetime | None:
    """Since when the first of the list waits."""
    return rows[0].since if rows else None
