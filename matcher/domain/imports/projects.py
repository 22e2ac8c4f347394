"""A register of collaboration projects beside the ledger: which rows are known, which are new, what a list may change.

A row is known by name (as compared for duplicates), leading department and fiscal year (docs/decisions/lists.md).
What a list brings are drafts: none of it counts before two people have proved and verified it (rule C7).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from matcher.clock import fiscal_year, today
from matcher.db import db, in_parts
from matcher.domain.city.plan import current_plan
from matcher.domain.imports.keys import name_key
from matcher.domain.imports.steps import Act, Listed, Preview, RowRefused, Step, differences
from matcher.domain.organizations.queries import approved_by_name
from matcher.domain.people.models import Account
from matcher.domain.projects.contents import Party, YearContents
from matcher.domain.projects.listed_actions import ListedYear, change_listed, enter_listed
from matcher.domain.projects.models import Project, ProjectYear
from matcher.domain.projects.queries import OVER, departments_valid_on_year
from matcher.domain.projects.rules import EDITABLE
from matcher.domain.projects.rules import name_key as project_key

YEARS_BACK = 5
NAMES = tuple(one.name for one in fields(YearContents) if one.name != "lead_department_id")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row belongs."""

    key: str
    department_id: int
    fiscal_year: int


class _Ledger:
    """The rows of the ledger by name, department and year; the departments of each year; the groups by name."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        self.years: dict[_Place, int] = {}
        self.projects: dict[tuple[str, int], int] = {}
        self.taken: set[tuple[int, int]] = set()
        self.names: dict[tuple[str, int], set[int]] = defaultdict(set)
        self.departments: dict[int, dict[str, int]] = {}
        columns = (ProjectYear.id, ProjectYear.project_id, ProjectYear.fiscal_year, ProjectYear.lead_department_id)
        query = select(*columns, ProjectYear.status, Project.name_key, Project.merged_into_id).join(ProjectYear.project)
        for key, project, year, department, status, name, merged_into in db.session.execute(query):
            self.years.setdefault(_Place(name, department, year), key)
            self.projects[name, department] = merged_into or project
            self.taken.add((project, year))
            if status not in OVER:
                self.names[name, year].add(department)
        self.groups = _groups(listed)

    def place(self, values: Mapping[str, Any]) -> _Place:
        """Where the row belongs. Raises RowRefused for a year out of reach and a department nobody knows."""
        year, present = values["fiscal_year"], fiscal_year(today())
        if not present - YEARS_BACK <= year <= present + 1:
            raise RowRefused("fiscal_year", "list-year-out-of-reach", first=present - YEARS_BACK, last=present + 1)
        if year not in self.departments:
            known = departments_valid_on_year(year)
            self.departments[year] = {key: one.id for one in known for key in (one.code, name_key(one.name))}
        department = self.departments[year].get(name_key(values["department"]))
        if department is None:
            raise RowRefused("department", "list-department-unknown", value=values["department"][:40])
        return _Place(project_key(values["name"]), department, year)

    def project(self, place: _Place) -> int | None:
        """The project the row continues from another year, if it has none in this one."""
        project = self.projects.get((place.key, place.department_id))
        return None if project is None or (project, place.fiscal_year) in self.taken else project

    def is_elsewhere(self, place: _Place) -> bool:
        """Whether another department has a row of that name in the year."""
        return bool(self.names[place.key, place.fiscal_year] - {place.department_id})

    def recognized(self, parties: Iterable[Party]) -> tuple[Party, ...]:
        """The partners, those that are registered here with their id."""
        return tuple(replace(party, organization_id=self.groups.get(party.name)) for party in parties)


def _groups(listed: Sequence[Listed]) -> dict[str, int]:
    names = {party.name for one in listed for party in one.values.get("parties", ())}
    return {name: key for some in in_parts(sorted(names)) for name, key in approved_by_name(some).items()}


def preview_projects(listed: Sequence[Listed]) -> Preview:
    """What the list would do to the ledger; changes nothing."""
    ledger, preview = _Ledger(listed), Preview()
    places: dict[int, _Place] = {}
    first: dict[_Place, int] = {}
    for one in listed:
        try:
            place = ledger.place(one.values)
            if place in first:
                raise RowRefused("name", "list-row-twice", other=first[place])
            first[place] = one.row
            places[one.row] = place
        except RowRefused as refusal:
            preview.problems.append(refusal.of(one.row))
    years = _years(ledger.years[place] for place in places.values() if place in ledger.years)
    for one in (each for each in listed if each.row in places):
        place = places[one.row]
        known = years.get(ledger.years.get(place, 0))
        preview.steps.append(_changing(one, known, ledger) if known else _creating(one, place, ledger))
    return preview


def _years(keys: Iterable[int]) -> dict[int, ProjectYear]:
    found = {}
    for some in in_parts(list(keys)):
        query = (
            select(ProjectYear)
            .where(ProjectYear.id.in_(some))
            .options(
                selectinload(ProjectYear.project), selectinload(ProjectYear.forms), selectinload(ProjectYear.parties)
            )
        )
        found.update({year.id: year for year in db.session.scalars(query)})
    return found


def _creating(one: Listed, place: _Place, ledger: _Ledger) -> Step:
    contents = _contents({"lead_department_id": place.department_id}, one.values, ledger)
    name = one.values["name"]
    row = ListedYear(name=name, fiscal_year=place.fiscal_year, contents=contents, project_id=ledger.project(place))
    notes = ("list-project-elsewhere",) if ledger.is_elsewhere(place) else ()
    return Step(
        one.row, name, Act.CREATE, contents=row, about=_about(place.fiscal_year, place.department_id), notes=notes
    )


def _changing(one: Listed, year: ProjectYear, ledger: _Ledger) -> Step:
    before = {
        "lead_department_id": year.lead_department_id,
        **{name: getattr(year, name) for name in NAMES if name not in ("forms", "parties")},
        "forms": tuple(form.form for form in year.forms),
        "parties": tuple(
            Party(kind=party.kind, name=party.name, organization_id=party.organization_id) for party in year.parties
        ),
    }
    after = _contents(before, one.values, ledger)
    changes = _told(differences(_comparable(before), _comparable(vars(after)), NAMES))
    name, about = year.project.name, _about(year.fiscal_year, year.lead_department_id)
    if year.status not in EDITABLE:
        notes = ("list-row-not-editable",) if changes else ()
        return Step(one.row, name, Act.SAME, year, year.id, about=about, notes=notes)
    return Step(one.row, name, Act.CHANGE if changes else Act.SAME, year, year.id, after, about, changes)


def _about(fiscal_year: int, department_id: int) -> tuple[tuple[str, object], ...]:
    return ("fiscal_year", fiscal_year), ("lead_department_id", department_id)


def _contents(before: Mapping[str, Any], values: Mapping[str, Any], ledger: _Ledger) -> YearContents:
    """What is written before with what the row says in its place; an empty cell takes nothing away."""
    told = {**before, **{name: value for name, value in values.items() if name in NAMES}}
    if "parties" in values:
        told["parties"] = ledger.recognized(values["parties"])
    if "measure" in values:
        told["pillar"] = current_plan().pillar_of(values["measure"]).code
    return YearContents(**told)


def _comparable(told: Mapping[str, Any]) -> dict[str, object]:
    """Forms in any order; partners by kind and name: that one is registered since is no change of the list's."""
    parties = [(party.kind, party.name) for party in told["parties"]]
    return {**told, "forms": sorted(told["forms"]), "parties": parties}


def _told(changes: tuple[tuple[str, object, object], ...]) -> tuple[tuple[str, object, object], ...]:
    """The changes with partners by name."""
    return tuple(
        (name, _names(before), _names(after)) if name == "parties" else (name, before, after)
        for name, before, after in changes
    )


def _names(parties: Any) -> list[str]:
    return [name for _kind, name in parties]


def take_projects(preview: Preview, *, by: Account) -> None:
    """Do what was looked at. Each step then knows its row of the ledger. Raises errors of the acts."""
    creating = preview.doing(Act.CREATE)
    change_listed([(step.subject, step.contents) for step in preview.doing(Act.CHANGE)], by=by)
    made = enter_listed([step.contents for step in creating], by=by)
    for step, year in zip(creating, made, strict=True):
        step.subject_id = year.id
