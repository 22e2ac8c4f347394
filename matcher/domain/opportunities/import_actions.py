"""Drafts from a list that was published elsewhere: each row once, however often the list is read."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from matcher.clock import now
from matcher.db import db, in_parts, refused_as
from matcher.domain.audit.actions import Actor
from matcher.domain.opportunities.actions import draft
from matcher.domain.opportunities.content import OpportunityContent, ShiftContent
from matcher.domain.opportunities.counters import count_again
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.opportunities.shift_actions import add_uncounted_shift
from matcher.domain.organizations.models import Organization
from matcher.errors import Conflict


class ImportedMeanwhile(Conflict):
    """Somebody else read the same rows for the same group at the same time: read again, nothing will be twice."""

    code = "opportunity-imported-meanwhile"


@dataclass(frozen=True, kw_only=True)
class RowToImport:
    """What one row says. `key` knows the row again; without a date there is no shift."""

    key: str
    content: OpportunityContent
    shift: ShiftContent | None = None


def import_rows(
    organization: Organization, source: str, rows: Iterable[RowToImport], *, by: Actor
) -> list[Opportunity]:
    """A draft of the group for each row it has not had from this source; nothing is published. Gives the new ones.

    Raises ImportedMeanwhile, and the errors of `draft` and `add_shift`.
    """
    known = set(
        db.session.scalars(
            select(Opportunity.source_key).where(
                Opportunity.organization_id == organization.id, Opportunity.source == source
            )
        )
    )
    made = []
    with refused_as({"uq_opportunity_source": ImportedMeanwhile}):
        for row in rows:
            if row.key not in known:
                known.add(row.key)
                made.append(_import_row(organization, source, row, by))
    for part in in_parts(made):
        count_again([opportunity.id for opportunity in part], now())
    return made


def _import_row(organization: Organization, source: str, row: RowToImport, by: Actor) -> Opportunity:
    opportunity = draft(organization, row.content, by=by, source=source, source_key=row.key)
    if row.shift is not None:
        add_uncounted_shift(opportunity, row.shift, by=by)
    return opportunity
