"""What came of the postings: matches, people, attendances and hours of a fiscal year, and their rows.

A match (成立) is a person × opportunity with at least one attended shift. Attendance is counted by the day it
happened on, in Tokyo. Seats without a name count as attendances and time, never as people or matches.
"""

from collections import defaultdict
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
from matcher.domain.statistics.suppression import WHOLE, Cell, hide


class Dimension(StrEnum):
    """By what participation is broken down. Only districts add up: a posting has one district but many tags."""

    PILLAR = "pillar"
    AUDIENCE = "audience"
    DISTRICT = "district"


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


class ParticipationYear:
    """The participation of one fiscal year, and what of it must not be shown: the same on every page."""

    def __init__(self, fiscal_year: int) -> None:
        self.rows = _per_person(fiscal_year)
        whole = db.session.execute(select(*_figures(self.rows)).select_from(self.rows)).one()
        self.groups = {WHOLE: _participation((WHOLE, *whole))}
        self.by_dimension = {dimension: self._grouped(dimension) for dimension in Dimension}
        for dimension, figures in self.by_dimension.items():
            self.groups.update({_group(dimension, each.key): each for each in figures})
        people = {group: figures.people for group, figures in self.groups.items()}
        self.hidden = hide(self._cells(), people, threshold=current_plan().statistics.hide_below)

    def overall(self) -> Participation:
        """Matches, people, attendances and minutes of the whole fiscal year; hidden where it is of few people."""
        return _shown(self.groups[WHOLE], WHOLE in self.hidden.groups)

    def by(self, dimension: Dimension) -> list[Participation]:
        """The same, by the codes of a dimension, in the plan's order; codes the plan lost come last."""
        places = {code: place for place, code in enumerate(_codes(dimension))}
        return [
            _shown(figures, _group(dimension, figures.key) in self.hidden.groups)
            for figures in sorted(self.by_dimension[dimension], key=lambda each: places.get(each.key, len(places)))
        ]

    def opportunities(self, dimension: Dimension | None = None, code: str = "") -> list[OpportunityParticipation]:
        """The rows behind a figure: the opportunities with their figures, by title."""
        query = (
            select(Opportunity.id, Opportunity.title, Organization.name, *_figures(self.rows))
            .join(self.rows, self.rows.c.opportunity_id == Opportunity.id)
            .join(Organization, Organization.id == Opportunity.organization_id)
            .group_by(Opportunity.id, Opportunity.title, Organization.name)
            .order_by(Opportunity.title, Opportunity.id)
        )
        if dimension == Dimension.DISTRICT:
            query = query.where(func.coalesce(Opportunity.district, "") == code)
        elif dimension is not None:
            query = query.where(Opportunity.tags.any(taxonomy=TagTaxonomy(dimension.value), code=code))
        return [
            OpportunityParticipation(
                row[0], row[1], row[2], _shown(_participation((row[0], *row[3:])), row[0] in self.hidden.cells)
            )
            for row in db.session.execute(query)
        ]

    def _grouped(self, dimension: Dimension) -> list[Participation]:
        key, query = _grouping(self.rows, dimension)
        grouped = query.add_columns(*_figures(self.rows)).group_by(key).order_by(key)
        return [_participation(row) for row in db.session.execute(grouped)]

    def _cells(self) -> list[Cell]:
        """Each opportunity with its people and the groups it is counted in."""
        groups: dict[int, set[str]] = defaultdict(set)
        for dimension in Dimension:
            _, query = _grouping(self.rows, dimension)
            for code, opportunity_id in db.session.execute(query.add_columns(self.rows.c.opportunity_id)):
                groups[opportunity_id].add(_group(dimension, code))
        people = select(self.rows.c.opportunity_id, func.count(self.rows.c.person_id)).group_by(
            self.rows.c.opportunity_id
        )
        return [Cell(key, number, frozenset(groups[key])) for key, number in db.session.execute(people)]


def _codes(dimension: Dimension) -> list[str]:
    plan = current_plan()
    entries: dict[Dimension, Sequence[Any]] = {
        Dimension.PILLAR: plan.pillars,
        Dimension.AUDIENCE: plan.audiences,
        Dimension.DISTRICT: plan.districts,
    }
    return [entry.code for entry in entries[dimension]]


def _group(dimension: Dimension, code: str) -> str:
    return f"{dimension.value}:{code}"


def _shown(figures: Participation, is_hidden: bool) -> Participation:
    return Participation(figures.key, 0, 0, 0, 0, is_hidden=True) if is_hidden else figures


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
