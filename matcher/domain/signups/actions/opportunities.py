"""Acts on a whole published opportunity, and on all of a group's: changing, cancelling, suspending, resuming, closing.

They live here and not with the opportunities because they free places, promote and tell everybody signed up.
"""

from collections.abc import Collection

from sqlalchemy import select

from matcher.clock import now
from matcher.db import db
from matcher.domain.audit.actions import Actor, record
from matcher.domain.opportunities import actions as opportunity_actions
from matcher.domain.opportunities import rules as opportunity_rules
from matcher.domain.opportunities.completeness import missing_parts
from matcher.domain.opportunities.content import Change, OpportunityContent, content_of
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, Shift
from matcher.domain.opportunities.states import Act, WrongState, after
from matcher.domain.organizations import actions as organization_actions
from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.queries import runs_organization
from matcher.domain.people.models import Account
from matcher.domain.signups.actions.leaving import end_unanswered
from matcher.domain.signups.actions.promotion import settle
from matcher.domain.signups.actions.shifts import end_shift, hold_everybody
from matcher.domain.signups.actions.telling import changes_told, tell_everybody, tell_runners
from matcher.domain.signups.models import SignUp
from matcher.domain.signups.queries.attendance import recorded_in
from matcher.domain.signups.rules.changes import check_reason, check_ways_stay

CHANGEABLE = frozenset({OpportunityStatus.PUBLISHED, OpportunityStatus.SUSPENDED})  # a fault is mended while hidden
UNTOLD = frozenset({"title_kana", "easy_summary", "latitude", "longitude", "department_id", "shared_purpose"})


def change_published(
    *, opportunity: Opportunity, content: OpportunityContent, by: Account, version: int
) -> list[Change]:
    """Write what is public, or suspended, anew and tell everybody signed up for days to come what changed.

    `version`: the one seen.
    How one signs up, joins and is chosen stays as it was while anybody is signed up. Raises Conflict, WrongState,
    WaysStay, NoLongerComplete, CriterionContradicted, and the errors of `opportunities.actions.write_content`.
    """
    with db.session.begin_nested():
        sign_ups, role_ids = hold_everybody(_to_come(opportunity))
        if opportunity.status not in CHANGEABLE:  # as it is under the lock, and so is the version
            raise WrongState
        opportunity_rules.check_unchanged(version, opportunity.version)
        check_ways_stay(content_of(opportunity), content, is_joined=bool(sign_ups))
        with db.session.no_autoflush:
            lacked = missing_parts(opportunity)
            changes = opportunity_actions.write_content(opportunity, content)
            opportunity_rules.check_lacks_no_more(lacked, missing_parts(opportunity))
            opportunity_actions.check_criteria(opportunity)
        record("change-published", opportunity, by=by.actor, changes=opportunity_actions.recorded(changes))
        told = changes_told(change for change in changes if change.name not in UNTOLD)
        if told:
            tell_everybody("opportunity-changed", opportunity, sign_ups, changes=told)
        settle(role_ids, by=by.actor)  # another age limit may open the door to somebody who waits
    return changes


def cancel_opportunity(*, opportunity: Opportunity, by: Account, reason: str | None) -> int:
    """Call off all days to come; one of which attendance is written stays. How many sign-ups ended: each is told once.

    Raises ReasonNeeded, WrongState.
    """
    told = check_reason(reason)
    with db.session.begin_nested():
        return _cancel(opportunity, by, told)


def _cancel(opportunity: Opportunity, by: Account, reason: str) -> int:
    status = after(opportunity.status, Act.CANCEL)
    shifts = _to_come(opportunity)
    held, role_ids = hold_everybody(shifts)
    recorded = recorded_in([shift.id for shift in shifts])  # under the lock: no list is written meanwhile
    kept = {sign_up.shift_id for sign_up in held if sign_up.id in recorded}
    sign_ups = [sign_up for sign_up in held if sign_up.shift_id not in kept]
    opportunity.status = status
    for shift in shifts:
        if shift.id not in kept:
            end_shift(shift, sign_ups, by=by)
    record("cancel-opportunity", opportunity, by=by.actor, changes={"sign_ups": len(sign_ups)}, reason=reason)
    tell_everybody("opportunity-cancelled", opportunity, sign_ups, reason=reason)
    settle(role_ids, by=by.actor)
    return len(sign_ups)


def suspend_opportunity(*, opportunity: Opportunity, by: Account, reason: str | None) -> int:
    """Take it off the public pages for now: places and turns stay, nobody new comes. How many were told.

    The group reads the reason; whoever is signed up is told without it. Raises ReasonNeeded, WrongState.
    """
    told = check_reason(reason)
    with db.session.begin_nested():
        count = _switch(opportunity, Act.SUSPEND, by, told)
        tell_runners("post-suspended", opportunity, reason=told)
    return count


def resume_opportunity(*, opportunity: Opportunity, by: Account) -> int:
    """Show a suspended opportunity again; freed places go to who waits. How many were told.

    Raises WrongState, OwnDecision for whoever acts for the group.
    """
    opportunity_rules.check_other_eyes(by.id, None, is_member=runs_organization(by, opportunity.organization))
    with db.session.begin_nested():
        count = _switch(opportunity, Act.RESUME, by, None)
        tell_runners("post-resumed", opportunity)
    return count


def _switch(opportunity: Opportunity, act: Act, by: Account, reason: str | None) -> int:
    status = after(opportunity.status, act)
    sign_ups, role_ids = hold_everybody(_to_come(opportunity))
    opportunity.status, opportunity.return_reason = status, reason
    record(f"{act}-opportunity", opportunity, by=by.actor, reason=reason)
    tell_everybody(_told_of[act], opportunity, sign_ups)
    settle(role_ids, by=by.actor)
    return len(sign_ups)


_told_of = {Act.SUSPEND: "opportunity-suspended", Act.RESUME: "opportunity-resumed"}


def close_opportunity(*, opportunity: Opportunity, by: Actor) -> None:
    """End it when all its days are over; what was never answered runs out. Raises WrongState, NotOver."""
    with db.session.begin_nested():
        end_unanswered(opportunity_id=opportunity.id)
        opportunity_actions.close(opportunity, by=by)


def suspend_organization(*, organization: Organization, by: Account, reason: str | None) -> int:
    """Take a group and all its posts off the public pages until it is resumed; who is signed up is told.

    Its opportunities keep their own state: the group's hides them. How many were told. Raises ReasonNeeded,
    OrganizationActNotPossible.
    """
    told = check_reason(reason)
    with db.session.begin_nested():
        posts = _published_by(organization)
        sign_ups, role_ids = hold_everybody([shift for post in posts for shift in _to_come(post)])
        organization_actions.suspend(organization, reason=told, by=by)
        _tell_of_each("opportunity-suspended", posts, sign_ups)
        settle(role_ids, by=by.actor)
    return len(sign_ups)


def resume_organization(*, organization: Organization, by: Account) -> int:
    """Show a suspended group and its posts again. How many were told. Raises OrganizationActNotPossible."""
    with db.session.begin_nested():
        posts = _published_by(organization)
        sign_ups, role_ids = hold_everybody([shift for post in posts for shift in _to_come(post)])
        organization_actions.resume(organization, by=by)
        _tell_of_each("opportunity-resumed", posts, sign_ups)
        settle(role_ids, by=by.actor)
    return len(sign_ups)


def close_organization(*, organization: Organization, by: Account, reason: str | None) -> int:
    """End a registration: everything it still has to come is called off first. How many sign-ups ended.

    Raises ReasonNeeded, OrganizationActNotPossible.
    """
    told = check_reason(reason)
    with db.session.begin_nested():
        ended = sum(_cancel(post, by, told) for post in _published_by(organization, suspended=True))
        organization_actions.close(organization, by=by, reason=told)
    return ended


def _to_come(opportunity: Opportunity) -> list[Shift]:
    moment = now()
    return [shift for shift in opportunity.shifts if shift.is_to_come(moment)]


def _published_by(organization: Organization, *, suspended: bool = False) -> list[Opportunity]:
    states = {OpportunityStatus.PUBLISHED} | ({OpportunityStatus.SUSPENDED} if suspended else set())
    return list(
        db.session.scalars(
            select(Opportunity)
            .where(Opportunity.organization_id == organization.id, Opportunity.status.in_(states))
            .order_by(Opportunity.id)
        )
    )


def _tell_of_each(kind: str, posts: Collection[Opportunity], sign_ups: Collection[SignUp]) -> None:
    for post in posts:
        tell_everybody(kind, post, [each for each in sign_ups if each.shift.opportunity_id == post.id])
