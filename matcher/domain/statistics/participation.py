"""What came of the postings: matches, people, attendances and hours of a fiscal year, and their rows.

A match (成立) is a person × opportunity with at least one attended shift. Attendance is counted by the day it
happened on, in Tokyo. Seats without a name count as attendances and time, never as people or matches.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, func, literal, select

from matcher.clock import fiscal_year_days
from matcher.db import db
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.models import Opportunity, OpportunityTag, Shift, TagTaxonomy
from matcher.domain.organizations.models import Organization
from matcher.domain.signups.models import Attendance, AttendanceStatus, Participant
from matcher.domain.statistics.suppression import hidden_cells


class Dimension(StrEnum):
    """By what participation is broken down. Only districts add up: a posting has one district but many tags."""

    PILLAR = "pillar"
    AUDIENCE = "audience"
    DISTRICT = "district"

    @property
    def adds_up(self) -> bool:
        """Whether the rows of the table add up to its total."""
        return self == Dimension.DISTRICT


@dataclass(frozen=True)
class Participation:
    """Figures of one row. `people` are distinct persons, `attendances` 延べ人数, `minutes` their sum of time."""

    key: str
    matches: int
    people: int
    attendances: int
    minutes: int
    is_hidden: bool = False

    @property
    def hours(self) -> int:
        """Whole hours, rounded half up."""
        return (self.minutes + 30) // 60


@dataclass(frozen=True)
class OpportunityParticipation:
    """Figures of one opportunity; never of persons."""

    opportunity_id: int
    title: str
    organization: str
    figures: Participation


def participation(fiscal_year: int) -> Participation:
    """Matches, people, attendances and minutes of the whole fiscal year; hidden where fewer than the threshold."""
    rows = _per_person(fiscal_year)
    figures = _participation(("all", *db.session.execute(select(*_figures(rows)).select_from(rows)).one()))
    return _hide([figures], adds_up=False)[0]


def participation_by(fiscal_year: int, dimension: Dimension) -> list[Participation]:
    """The same, by the codes of a dimension, in the order of the codes; small cells are hidden."""
    rows = _per_person(fiscal_year)
    key, query = _grouping(rows, dimension)
    grouped = query.add_columns(*_figures(rows)).group_by(key).order_by(key)
    return _hide([_participation(row) for row in db.session.execute(grouped)], adds_up=dimension.adds_up)


def opportunities_behind(fiscal_year: int, dimension: Dimension | None, code: str) -> list[OpportunityParticipation]:
    """The rows behind a figure: the opportunities with their figures, small cells hidden here too, by title."""
    rows = _per_person(fiscal_year)
    query = (
        select(Opportunity.id, Opportunity.title, Organization.name, *_figures(rows))
        .join(rows, rows.c.opportunity_id == Opportunity.id)
        .join(Organization, Organization.id == Opportunity.organization_id)
        .group_by(Opportunity.id, Opportunity.title, Organization.name)
        .order_by(Opportunity.title, Opportunity.id)
    )
    if dimension == Dimension.DISTRICT:
        query = query.where(Opportunity.district == code)
    elif dimension is not None:
        query = query.join(
            OpportunityTag,
            (OpportunityTag.opportunity_id == Opportunity.id)
            & (OpportunityTag.taxonomy == TagTaxonomy(dimension.value))
            & (OpportunityTag.code == code),
        )
    found = db.session.execute(query).all()
    figures = _hide([_participation((row[0], *row[3:])) for row in found], adds_up=True)
    return [OpportunityParticipation(row[0], row[1], row[2], each) for row, each in zip(found, figures, strict=True)]


def _participation(row: Sequence[Any]) -> Participation:
    key, matches, people, attendances, minutes = row
    return Participation(str(key), matches, people, attendances, minutes)


def _per_person(fiscal_year: int) -> Subquery:
    """One row per opportunity and person with attendance in the year; nameless seats are one row per opportunity."""
    first, last = fiscal_year_days(fiscal_year)
    return (
        select(
            Shift.opportunity_id.label("opportunity_id"),
            Participant.person_id.label("person_id"),
            func.count().label("attendances"),
            func.sum(Attendance.minutes).label("minutes"),
        )
        .select_from(Attendance)
        .join(Participant, Participant.id == Attendance.participant_id)
        .join(Shift, Shift.id == Participant.shift_id)
        .where(Attendance.status == AttendanceStatus.PRESENT, Attendance.happened_on.between(first, last))
        .group_by(Shift.opportunity_id, Participant.person_id)
        .subquery()
    )


def _figures(rows: Subquery) -> tuple[ColumnElement[int], ...]:
    named = case((rows.c.person_id.is_not(None), literal(1)), else_=literal(0))
    return (
        func.coalesce(func.sum(named), 0),
        func.count(rows.c.person_id.distinct()),
        func.coalesce(func.sum(rows.c.attendances), 0),
        func.coalesce(func.sum(rows.c.minutes), 0),
    )


def _grouping(rows: Subquery, dimension: Dimension) -> tuple[ColumnElement[str], Select[Any]]:
    if dimension == Dimension.DISTRICT:
        key: ColumnElement[str] = func.coalesce(Opportunity.district, "")
        return key, select(key).select_from(rows).join(Opportunity, Opportunity.id == rows.c.opportunity_id)
    tag = OpportunityTag.code
    query = (
        select(tag)
        .select_from(rows)
        .join(
            OpportunityTag,
            (OpportunityTag.opportunity_id == rows.c.opportunity_id)
            & (OpportunityTag.taxonomy == TagTaxonomy(dimension.value)),
        )
    )
    return tag.expression, query


def _hide(rows: Sequence[Participation], *, adds_up: bool) -> list[Participation]:
    threshold = current_plan().statistics.hide_below
    # attendances of nameless seats concern no known person: what may be told is judged by the people alone
    hidden = hidden_cells({row.key: row.people for row in rows}, threshold=threshold, adds_up=adds_up)
    return [Participation(row.key, 0, 0, 0, 0, is_hidden=True) if row.key in hidden else row for row in rows]
