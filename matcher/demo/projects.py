"""Collaboration projects on their way from a draft to the number, and the figures that come from outside.

The office enters, the department confirms, other eyes of the office verify.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from matcher.clock import fiscal_year, fiscal_year_days, today
from matcher.demo.cast import Cast
from matcher.demo.days import Days
from matcher.demo.records import DemoCity, FigureRecord, PartnerRecord, ProjectRecord, YearRecord
from matcher.demo.timeline import Timeline
from matcher.domain.city.plan import current_plan
from matcher.domain.people.models import Account
from matcher.domain.projects import actions
from matcher.domain.projects.contents import Party, YearContents
from matcher.domain.projects.models import ProjectYear, ProjectYearStatus
from matcher.domain.projects.yearly import enter_figure

Status = ProjectYearStatus
Step = Callable[[], object]


def plan_projects(city: DemoCity, cast: Cast, days: Days, timeline: Timeline) -> None:
    """Put every year of every project on the timeline, each step a day after the one before."""
    for project in city.projects:
        # moved days of two years may come to lie in one: the later row stands for it
        by_year = {fiscal_year(days.day(known.to_on)): known for known in project.years}
        for known in by_year.values():
            entered = min(days.at(known.to_on) + timedelta(days=7), days.before(8))
            for number, step in enumerate(YearSteps(project, known, cast, days).taken()):
                timeline.at(entered + timedelta(days=number), step)


def plan_figures(city: DemoCity, cast: Cast, days: Days, timeline: Timeline) -> None:
    """Put the figures from outside on the timeline, entered a month ago."""
    for figure in city.kpi_figures:
        timeline.at(days.before(30), partial(_enter_figure, figure, cast))


class YearSteps:
    """The steps one project's year has taken so far."""

    def __init__(self, project: ProjectRecord, known: YearRecord, cast: Cast, days: Days) -> None:
        self._project = project
        self._known = known
        self._cast = cast
        self._days = days
        self._rows: list[ProjectYear] = []

    def taken(self) -> list[Step]:
        """What was done, in order: entering, handing in, and what came of it."""
        outcome: dict[Status, list[Step]] = {
            Status.DRAFT: [],
            Status.SUBMITTED: [self._submit],
            Status.DEPARTMENT_CONFIRMED: [self._submit, self._confirm],
            Status.VERIFIED: [self._submit, self._confirm, self._verify],
            Status.RETURNED: [self._submit, self._send_back],
            Status.REJECTED: [self._submit, self._reject],
        }
        return [self._enter, *outcome[self._known.status]]

    @property
    def _year(self) -> ProjectYear:
        return self._rows[0]

    @property
    def _confirmer(self) -> Account:
        return self._cast.confirms_for(self._known.department)

    @property
    def _verifier(self) -> Account:
        counter = self._cast.counter
        return self._cast.accounts["chief"] if self._confirmer is counter else counter

    def _enter(self) -> None:
        year = actions.enter_project(
            name=self._project.name,
            fiscal_year=fiscal_year(self._days.day(self._known.to_on)),
            contents=self._contents(),
            by=self._cast.staff,
            origin=self._known.origin,
            project=self._cast.projects.get(self._project.name),
        )
        self._cast.projects[self._project.name] = year.project
        self._rows.append(year)
        self._prove()

    def _prove(self) -> None:
        by = self._cast.staff
        linked = [self._cast.opportunities[key] for key in self._known.opportunities]
        for opportunity in linked:
            actions.link_opportunity(year=self._year, opportunity=opportunity, by=by)
        if linked:
            actions.record_attendance_as_evidence(year=self._year, opportunities=linked, by=by)
        for paper in self._known.evidence:
            actions.add_evidence(
                year=self._year,
                part=paper.part,
                type=paper.type,
                dated_on=self._days.day(paper.dated_on),
                title=paper.title,
                document_number=paper.document_number,
                by=by,
            )

    def _contents(self) -> YearContents:
        known, last = self._known, self._days.day(self._known.to_on)
        first = max(self._days.day(known.from_on), fiscal_year_days(fiscal_year(last))[0])
        return YearContents(
            lead_department_id=self._cast.departments[known.department].id,
            purpose=known.purpose,
            city_role=known.city_role,
            partner_role=known.partner_role,
            forms=known.forms,
            primary_form=known.primary_form,
            parties=tuple(self._party(partner) for partner in known.partners),
            pillar=current_plan().pillar_of(known.measure).code,
            measure=known.measure,
            from_on=first,
            to_on=last,
        )

    def _party(self, partner: PartnerRecord) -> Party:
        if partner.organization is None:
            return Party(kind=partner.kind or "", name=partner.name or "")
        organization = self._cast.organizations[partner.organization]
        kind = current_plan().organization_kind(organization.kind).party_kind
        return Party(kind=kind, name=organization.name, organization_id=organization.id)

    def _submit(self) -> None:
        actions.submit(year=self._year, by=self._cast.staff)

    def _confirm(self) -> None:
        actions.confirm(year=self._year, by=self._confirmer)

    def _verify(self) -> None:
        actions.verify(year=self._year, by=self._verifier)

    def _send_back(self) -> None:
        actions.send_back(year=self._year, reason=self._known.return_reason or "", by=self._confirmer)

    def _reject(self) -> None:
        actions.reject(year=self._year, reason=self._known.return_reason or "", by=self._verifier)


def _enter_figure(known: FigureRecord, cast: Cast) -> None:
    last_day = fiscal_year_days(fiscal_year(today()) - known.years_ago)[1]
    enter_figure(kpi=known.kpi, as_of_on=last_day, value=known.value, source=known.source, by=cast.staff)
