"""Rows of the ledger the office enters from a list of its own: many drafts at once, in a few statements.

A list proves nothing and confirms nothing, so nothing of it counts: each row goes its way by two people (rule C7).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from matcher.clock import now
from matcher.db import db, refused_as
from matcher.domain.audit.actions import record_all
from matcher.domain.people.models import Account
from matcher.domain.projects import rules
from matcher.domain.projects.contents import YearContents, changes_since, told_contents, write_contents
from matcher.domain.projects.models import Origin, Project, ProjectYear, ProjectYearStatus


@dataclass(frozen=True, kw_only=True)
class ListedYear:
    """One row: the project's name, the fiscal year, what is written; the project where it is known from other years."""

    name: str
    fiscal_year: int
    contents: YearContents
    project_id: int | None = None


def enter_listed(listed: Iterable[ListedYear], *, by: Account) -> list[ProjectYear]:
    """A draft for each, in their order. Rows of one project that is not known yet share a new one.

    Raises SameYearTwice, PartyTwice.
    """
    begun: dict[tuple[str, int], Project] = {}
    made = [_draft(one, begun, by) for one in listed]
    with refused_as({"uq_project_year": rules.SameYearTwice, "uq_project_year_party_name": rules.PartyTwice}):
        db.session.add_all(made)
    told = [(year, {"fiscal_year": year.fiscal_year, "origin": year.origin}) for year in made]
    record_all("enter-project", told, by=by.actor)
    return made


def _draft(one: ListedYear, begun: dict[tuple[str, int], Project], by: Account) -> ProjectYear:
    year = ProjectYear(
        fiscal_year=one.fiscal_year,
        status=ProjectYearStatus.DRAFT,
        origin=Origin.SURVEY,
        entered_by=by.id,
        created_at=now(),
    )
    key = rules.name_key(one.name)
    if one.project_id is None:
        whole = Project(name=one.name, name_key=key, created_at=now())
        year.project = begun.setdefault((key, one.contents.lead_department_id), whole)
    else:
        year.project_id = one.project_id
    write_contents(year, one.contents)
    return year


def change_listed(changes: Iterable[tuple[ProjectYear, YearContents]], *, by: Account) -> None:
    """Write what a list says into drafts and returned rows; names stay. Raises NotEditable, PartyTwice."""
    told = []
    for year, contents in changes:
        rules.check_editable(year)
        before = told_contents(year)
        with refused_as({"uq_project_year_party_name": rules.PartyTwice}):
            write_contents(year, contents)
        told.append((year, changes_since(before, year)))
    record_all("change-project", told, by=by.actor)
