"""Where a company can hold seats: shifts that welcome teams, and the company's own seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from matcher.db import db
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, Shift, ShiftRole, ShiftStatus, SignUpWay
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.domain.organizations.queries import company
from matcher.domain.signups.models import HELD, SignUp

SHIFTS_ON_A_PAGE = 20


@dataclass(frozen=True)
class TeamShifts:
    """One page of roles open to teams, soonest first, and the `after` of the next, None on the last."""

    roles: Sequence[ShiftRole]
    after: int | None


@dataclass(frozen=True)
class TeamRole:
    """A role in which the company may hold seats."""

    organization: Organization
    role: ShiftRole


def team_shifts(
    one: Organization, *, at: datetime, after: int | None = None, size: int = SHIFTS_ON_A_PAGE
) -> TeamShifts:
    """Roles of shifts that still take teams, other organizations' only, behind the role with the id `after`.

    One query, with shift, opportunity and its organization.
    """
    query = _open(one, at)
    if after is not None:
        last = select(Shift.starts_at).join(ShiftRole).where(ShiftRole.id == after).scalar_subquery()
        query = query.where(or_(Shift.starts_at > last, (Shift.starts_at == last) & (ShiftRole.id > after)))
    found = db.session.scalars(query.order_by(Shift.starts_at, ShiftRole.id).limit(size + 1)).all()
    return TeamShifts(found[:size], found[size - 1].id if len(found) > size else None)


def team_role(slug: str, role_id: int) -> TeamRole:
    """A role of a published shift that welcomes teams, for the company at that address. Raises NoResultFound."""
    one = company(slug)
    role = db.session.scalars(_welcoming().where(ShiftRole.id == role_id)).one()
    return TeamRole(one, role)


def company_seats(slug: str, sign_up_id: int) -> SignUp:
    """Seats the company at that address holds. Raises NoResultFound."""
    return db.session.scalars(
        select(SignUp)
        .join(Organization, Organization.id == SignUp.organization_id)
        .where(
            Organization.slug == slug,
            Organization.kind == "company",
            SignUp.id == sign_up_id,
            SignUp.state.in_(HELD),
        )
        .options(
            joinedload(SignUp.organization),
            joinedload(SignUp.role),
            joinedload(SignUp.shift).joinedload(Shift.opportunity).joinedload(Opportunity.organization),
        )
    ).one()


def _open(one: Organization, at: datetime) -> Select[ShiftRole]:
    return _welcoming().where(
        Opportunity.organization_id != one.id,
        Shift.status == ShiftStatus.SCHEDULED,
        Shift.sign_up_until_at > at,
        Shift.ends_at > at,
    )


def _welcoming() -> Select[ShiftRole]:
    return (
        select(ShiftRole)
        .join(ShiftRole.shift)
        .join(Shift.opportunity)
        .join(Opportunity.organization)
        .where(
            Opportunity.status == OpportunityStatus.PUBLISHED,
            Opportunity.sign_up_way == SignUpWay.HERE,
            Organization.status == OrganizationStatus.APPROVED,
            Shift.allows_teams,
        )
        .options(
            contains_eager(ShiftRole.shift).contains_eager(Shift.opportunity).contains_eager(Opportunity.organization)
        )
    )
