"""How full each shift is: what a group's board and a public page show, without persons."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select

from matcher.db import db
from matcher.domain.opportunities.models import Shift, ShiftRole, ShiftStatus, Timing
from matcher.domain.signups.models import HELD, LIVE, Participant, SignUp, SignUpState


@dataclass(frozen=True)
class RoleCount:
    """One role of a shift with its places."""

    role_id: int
    name: str
    capacity: int | None
    minimum: int
    taken: int
    waiting: int
    requested: int

    @property
    def places_left(self) -> int | None:
        """Free places; None where there is no limit."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def missing(self) -> int:
        """How many the minimum still lacks."""
        return max(0, self.minimum - self.taken)


@dataclass(frozen=True)
class ShiftCount:
    """One shift of a board with its roles."""

    shift_id: int
    timing: Timing
    starts_at: datetime
    ends_at: datetime
    sign_up_until_at: datetime
    label: str
    status: ShiftStatus
    allows_teams: bool
    roles: tuple[RoleCount, ...]

    @property
    def is_timed(self) -> bool:
        """Whether it has exact hours."""
        return self.timing == Timing.TIMED

    @property
    def taken(self) -> int:
        """Places taken over all roles."""
        return sum(role.taken for role in self.roles)

    @property
    def waiting(self) -> int:
        """How many wait over all roles."""
        return sum(role.waiting for role in self.roles)

    @property
    def requested(self) -> int:
        """How many requests the group has to decide."""
        return sum(role.requested for role in self.roles)

    @property
    def capacity(self) -> int | None:
        """Places over all roles; None where one has no limit."""
        limits = [role.capacity for role in self.roles]
        return None if None in limits else sum(limit or 0 for limit in limits)

    @property
    def missing(self) -> int:
        """How many the minimum of all roles still lacks."""
        return sum(role.missing for role in self.roles)


def board(opportunity_id: int) -> list[ShiftCount]:
    """All shifts of an opportunity with the counts of their roles, by start: two statements."""
    shifts = db.session.execute(
        select(
            Shift.id, Shift.timing, Shift.starts_at, Shift.ends_at, Shift.sign_up_until_at, Shift.label, Shift.status,
            Shift.allows_teams,
        )
        .where(Shift.opportunity_id == opportunity_id)
        .order_by(Shift.starts_at, Shift.id)
    ).all()  # fmt: skip
    roles = _roles(opportunity_id)
    return [ShiftCount(*shift, roles=tuple(roles.get(shift.id, ()))) for shift in shifts]


def _roles(opportunity_id: int) -> dict[int, list[RoleCount]]:
    requested = func.count(case((SignUp.state == SignUpState.REQUESTED, 1)))
    rows = db.session.execute(
        select(
            ShiftRole.shift_id, ShiftRole.id, ShiftRole.name, ShiftRole.capacity, ShiftRole.minimum, ShiftRole.taken,
            ShiftRole.waiting, requested,
        )
        .join(Shift, Shift.id == ShiftRole.shift_id)
        .outerjoin(SignUp, SignUp.shift_role_id == ShiftRole.id)
        .where(Shift.opportunity_id == opportunity_id)
        .group_by(ShiftRole.id)
        .order_by(ShiftRole.id)
    )  # fmt: skip
    found: dict[int, list[RoleCount]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(RoleCount(*row[1:]))
    return found


@dataclass(frozen=True)
class Affected:
    """How many people an act on shifts touches: with a place, and waiting or asking."""

    held: int
    others: int


def affected(shift_ids: Collection[int]) -> Affected:
    """How many live seats the shifts have: what a page says before an act is confirmed."""
    held = func.coalesce(func.sum(case((Participant.state.in_(HELD), 1), else_=0)), 0)
    rows = db.session.execute(
        select(held, func.count()).where(Participant.shift_id.in_(shift_ids), Participant.state.in_(LIVE))
    ).one()
    return Affected(held=rows[0], others=rows[1] - rows[0])
