"""What can wait for the city: for each table its rows that an account has to do with, as one shape of columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from matcher.domain.opportunities.models import Opportunity, OpportunityStatus
from matcher.domain.organizations.models import Membership, Organization, OrganizationStatus
from matcher.domain.organizations.queries import organizations_run_by
from matcher.domain.people.models import Account
from matcher.domain.projects.models import Project, ProjectYear, ProjectYearStatus


class WaitingKind(StrEnum):
    """What kind of thing waits."""

    ORGANIZATION = "organization"
    OPPORTUNITY = "opportunity"
    CONFIRMATION = "confirmation"
    VERIFICATION = "verification"
    RETURNED = "returned"


@dataclass(frozen=True, kw_only=True)
class Source:
    """One table's part of the list.

    `rows` selects id, status, key, title, who, since and is_own (handed in, confirmed or run by the one who looks:
    somebody else decides); `since`, `is_own` and `id` are the expressions to narrow and order by. `order` is the
    table's place among rows of one instant.
    """

    order: int
    rows: Select[*tuple[Any, ...]]
    id: InstrumentedAttribute[int]
    status: InstrumentedAttribute[Any]
    since: ColumnElement[Any]
    is_own: ColumnElement[bool]
    kinds: Mapping[StrEnum, WaitingKind]


def sources_for(account: Account) -> list[Source]:
    """The tables with something for this account: projects for everybody of the city, the others for the office."""
    if account.is_staff:
        return [_organizations(account), _opportunities(account), _projects(account)]
    return [_projects(account)]


def _organizations(account: Account) -> Source:
    joined = select(Membership.organization_id).where(Membership.account_id == account.id)  # now or ever
    is_own = or_(Organization.submitted_by == account.id, Organization.id.in_(joined))
    since = func.coalesce(Organization.submitted_at, Organization.created_at)
    nobody = literal("").label("who")
    query = select(
        Organization.id, Organization.status, Organization.slug.label("key"), Organization.name.label("title"), nobody
    ).where(Organization.status == OrganizationStatus.SUBMITTED)
    return _source(0, query, Organization, since, is_own, {OrganizationStatus.SUBMITTED: WaitingKind.ORGANIZATION})


def _opportunities(account: Account) -> Source:
    run = organizations_run_by(account).with_only_columns(Organization.id)
    is_own = or_(Opportunity.submitted_by == account.id, Opportunity.organization_id.in_(run))
    since = func.coalesce(Opportunity.submitted_at, Opportunity.created_at)
    query = (
        select(
            Opportunity.id,
            Opportunity.status,
            Opportunity.id.label("key"),
            Opportunity.title,
            Organization.name.label("who"),
        )
        .join(Organization, Organization.id == Opportunity.organization_id)
        .where(Opportunity.status == OpportunityStatus.SUBMITTED)
    )
    return _source(1, query, Opportunity, since, is_own, {OpportunityStatus.SUBMITTED: WaitingKind.OPPORTUNITY})


def _projects(account: Account) -> Source:
    own = or_(ProjectYear.entered_by == account.id, ProjectYear.confirmed_by == account.id)
    is_own = (ProjectYear.status == ProjectYearStatus.DEPARTMENT_CONFIRMED) & own
    since = func.coalesce(ProjectYear.confirmed_at, ProjectYear.submitted_at, ProjectYear.created_at)
    nobody = literal("").label("who")
    query = (
        select(
            ProjectYear.id, ProjectYear.status, ProjectYear.id.label("key"), Project.name.label("title"), nobody
        )
        .join(Project, Project.id == ProjectYear.project_id)
        .where(or_(*_projects_for(account)))
    )  # fmt: skip
    kinds = {
        ProjectYearStatus.SUBMITTED: WaitingKind.CONFIRMATION,
        ProjectYearStatus.RETURNED: WaitingKind.RETURNED,
        ProjectYearStatus.DEPARTMENT_CONFIRMED: WaitingKind.VERIFICATION,
    }
    return _source(2, query, ProjectYear, since, is_own, kinds)


def _projects_for(account: Account) -> list[ColumnElement[bool]]:
    """What waits for this account: its department's confirmations, what came back to it, the office's verifications."""
    status = ProjectYear.status
    mine: list[ColumnElement[bool]] = [
        (status == ProjectYearStatus.SUBMITTED) & (ProjectYear.lead_department_id == account.department_id),
        (status == ProjectYearStatus.RETURNED) & (ProjectYear.entered_by == account.id),
    ]
    return [*mine, status == ProjectYearStatus.DEPARTMENT_CONFIRMED] if account.is_staff else mine


def _source(
    order: int,
    query: Select[*tuple[Any, ...]],
    table: type[Organization] | type[Opportunity] | type[ProjectYear],
    since: ColumnElement[Any],
    is_own: ColumnElement[bool],
    kinds: Mapping[Any, WaitingKind],
) -> Source:
    own = func.coalesce(is_own, False)  # nobody handed it in: NULL
    rows = query.add_columns(since.label("since"), own.label("is_own"))
    return Source(
        order=order, rows=rows, id=table.id, status=table.status, since=since, is_own=own, kinds=kinds
    )  # fmt: skip
