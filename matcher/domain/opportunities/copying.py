"""Copying a post into a draft for the year to come, and the copies of it that wait to be finished."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from matcher.clock import now, today
from matcher.db import db
from matcher.domain.audit.actions import Actor, record
from matcher.domain.audit.models import ActorKind
from matcher.domain.opportunities.content import COLUMNS
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, OpportunityTag
from matcher.domain.opportunities.rules import check_copies_seen
from matcher.domain.opportunities.search_text import search_text
from matcher.domain.opportunities.shift_actions import copy_shifts
from matcher.domain.opportunities.states import NOT_YET_PUBLIC


@dataclass(frozen=True, slots=True)
class WaitingCopy:
    """A copy that was never public."""

    id: int
    title: str
    status: OpportunityStatus
    created_at: datetime


def waiting_copies(opportunity: Opportunity) -> list[WaitingCopy]:
    """The copies made of it that are not public yet, newest first."""
    rows = db.session.execute(
        select(Opportunity.id, Opportunity.title, Opportunity.status, Opportunity.created_at)
        .where(Opportunity.copied_from_id == opportunity.id, Opportunity.status.in_(NOT_YET_PUBLIC))
        .order_by(Opportunity.id.desc())
    )
    return [WaitingCopy(*row) for row in rows]


def copy_as_draft(opportunity: Opportunity, *, by: Actor, seen: int | None = None) -> Opportunity:
    """A new draft with the same content; its days fall on the same weekdays of the year to come (see `copy_shifts`).

    `seen`: the newest copy not yet public that whoever asks knows of. Raises CopyWaiting where there is another one:
    somebody pressed twice, or forgot it.
    """
    db.session.execute(select(Opportunity.id).where(Opportunity.id == opportunity.id).with_for_update(key_share=True))
    check_copies_seen(seen, [copy.id for copy in waiting_copies(opportunity)])
    copy = _copy_of(opportunity, by)
    db.session.add(copy)
    copy_shifts(opportunity, copy, after=today())
    record("copy-opportunity", copy, by=by, changes={"copied_from_id": opportunity.id})
    return copy


def _copy_of(opportunity: Opportunity, by: Actor) -> Opportunity:
    copy = Opportunity(
        **{name: getattr(opportunity, name) for name in COLUMNS},
        organization=opportunity.organization,
        copied_from_id=opportunity.id,
        created_by=by.id if by.kind == ActorKind.ACCOUNT else None,
        created_at=now(),
        changed_at=now(),
    )
    if opportunity.department is None or not opportunity.department.is_valid_on(today()):
        copy.department_id = None  # departments change every April: the group chooses again
    copy.tags = [OpportunityTag(taxonomy=tag.taxonomy, code=tag.code) for tag in opportunity.tags]
    copy.search_text = search_text(copy)
    return copy
