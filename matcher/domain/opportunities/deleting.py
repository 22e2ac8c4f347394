"""Deleting what was never public: a draft, or one the city has given back. Everything else stays as history."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from matcher.db import db
from matcher.domain.audit.actions import Actor, record
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.opportunities.rules import StillUsed, check_unchanged
from matcher.domain.opportunities.states import check_editable


def delete_draft(opportunity: Opportunity, *, by: Actor, version: int) -> None:
    """Take away the text, its days and its tags; copies made of it stay. `version`: the one its reader saw.

    What else may speak of it (sign-ups, projects, needs) the foreign keys know. Raises WrongState, Conflict, StillUsed.
    """
    check_editable(opportunity.status)
    check_unchanged(version, opportunity.version)
    changes = {"organization_id": opportunity.organization_id, "title": opportunity.title}
    record("delete-opportunity", opportunity, by=by, changes=changes)
    db.session.execute(
        update(Opportunity).where(Opportunity.copied_from_id == opportunity.id).values(copied_from_id=None)
    )
    try:
        with db.session.begin_nested():
            db.session.delete(opportunity)
    except IntegrityError as fault:
        raise StillUsed from fault
