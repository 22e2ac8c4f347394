"""A day more for a post that is public already. It lives here because people are signed up: those who wait are told,
and nobody's course grows behind their back.
"""

from sqlalchemy import select

from matcher.clock import now, tokyo_date
from matcher.db import db
from matcher.domain.audit.actions import record
from matcher.domain.opportunities import actions as opportunity_actions
from matcher.domain.opportunities import rules as opportunity_rules
from matcher.domain.opportunities.content import ShiftContent
from matcher.domain.opportunities.models import Opportunity, Shift, ShiftRole
from matcher.domain.opportunities.shift_actions import recorded, write_shift
from matcher.domain.opportunities.states import Act, after
from matcher.domain.people.models import Account
from matcher.domain.signups.actions import places
from matcher.domain.signups.actions.telling import tell_everybody
from matcher.domain.signups.models import LIVE, SignUp, SignUpState
from matcher.domain.signups.rules.changes import CourseHasSignUps, check_added_day, check_roles_of_course


def add_published_shift(*, opportunity: Opportunity, content: ShiftContent, by: Account, version: int) -> Shift:
    """A new day of what is public, or suspended: open to everybody at once, or when the post is shown again.

    `version`: the one seen. Whoever waits for another day is told; who has a place is not, for nothing of theirs
    changed. Raises WrongState, Conflict, DayGone, CourseHasSignUps, CourseRolesDiffer, CriterionContradicted, and the
    errors of `write_shift`.
    """
    with db.session.begin_nested():
        _hold(opportunity)
        check_may_grow(opportunity)
        opportunity_rules.check_unchanged(version, opportunity.version)
        check_added_day(content, now())
        if opportunity.is_course:
            check_roles_of_course(content, opportunity.shifts)
        opportunity.changed_at = now()
        shift = write_shift(opportunity, content)
        record("add-published-shift", shift, by=by.actor, changes=recorded(content))
        opportunity_actions.check_criteria(opportunity)
        if opportunity.is_published:
            new_day = {"name": "new_day_on", "after": tokyo_date(shift.starts_at).isoformat()}
            tell_everybody("opportunity-changed", opportunity, _waiting(opportunity), changes=[new_day])
    return shift


def check_may_grow(opportunity: Opportunity) -> None:
    """It is public or suspended, and no course that anybody is in. Raises WrongState, CourseHasSignUps."""
    after(opportunity.status, Act.ADD_DAY)
    live = select(SignUp.id).join(Shift).where(Shift.opportunity_id == opportunity.id, SignUp.state.in_(LIVE))
    if opportunity.is_course and db.session.scalar(live.limit(1)) is not None:
        raise CourseHasSignUps


def _hold(opportunity: Opportunity) -> None:
    """Lock the roles (a course is signed up for by all of them at once), then the opportunity; read it anew."""
    if opportunity.is_course:
        role_ids = select(ShiftRole.id).join(Shift).where(Shift.opportunity_id == opportunity.id)
        places.lock(db.session.scalars(role_ids).all())
    db.session.execute(
        select(Opportunity)
        .where(Opportunity.id == opportunity.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    db.session.expire(opportunity, ["shifts"])


def _waiting(opportunity: Opportunity) -> list[SignUp]:
    return list(
        db.session.scalars(
            select(SignUp)
            .join(Shift)
            .where(Shift.opportunity_id == opportunity.id, Shift.ends_at > now(), SignUp.state == SignUpState.WAITING)
            .order_by(SignUp.id)
        )
    )
