"""A register of projects beside the ledger: what is known, what is a draft, and that a list alone counts nothing."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from matcher.clock import fiscal_year, today
from matcher.db import db
from matcher.domain.city.models import Department
from matcher.domain.imports.actions import ask_to_take
from matcher.domain.imports.models import ImportRun, ListKind, RunStatus
from matcher.domain.people.models import Account
from matcher.domain.projects import actions, rules
from matcher.domain.projects.models import Origin, Project, ProjectYear, ProjectYearStatus
from matcher.domain.projects.yearly import counted_years
from tests.support.collaboration import contents_of, make_year, prove, verify_by_two
from tests.support.factories import make_department, make_organization, make_staff
from tests.support.lists import looked_at, projects, worked_on

YEAR = fiscal_year(today())
THIS = {"fiscal_year": str(YEAR)}


def looked(app: Flask, *rows: dict[str, str], **more: Any) -> ImportRun:
    return looked_at(app, projects(*({**THIS, **row} for row in rows)), kind=ListKind.PROJECTS, **more)


def taken(app: Flask, *rows: dict[str, str], by: Account) -> ImportRun:
    run = looked(app, *rows, by=by)
    with db.unit_of_work():
        ask_to_take(run, by=by)
    return worked_on(app, run.id)


def years() -> list[ProjectYear]:
    return list(db.session.scalars(select(ProjectYear).order_by(ProjectYear.id)))


@pytest.fixture
def road(app: Flask) -> Department:
    """The department the rows name."""
    return make_department(name="街道課", code="kaido")


def test_what_a_list_brings_are_drafts_that_do_not_count(app: Flask, road: Department) -> None:
    staff, group = make_staff(), make_organization(name="見本の会")

    taken(app, {"measure": "1-①", "from_on": f"{YEAR}-05-01"}, by=staff)

    [year] = years()
    assert (year.status, year.origin, year.entered_by) == (ProjectYearStatus.DRAFT, Origin.SURVEY, staff.id)
    assert (year.lead_department_id, year.pillar, year.primary_form) == (road.id, "1", "co_hosting")
    assert [(party.name, party.organization_id) for party in year.parties] == [("見本の会", group.id)]
    assert {form.form for form in year.forms} == {"commission", "co_hosting"}
    assert counted_years(YEAR) == []


def test_an_imported_row_counts_only_proved_and_verified_by_two_others(app: Flask, road: Department) -> None:
    staff = make_staff()
    taken(app, {}, by=staff)
    [year] = years()

    with pytest.raises(rules.StillLacking):
        actions.submit(year=year, by=staff)
    prove(year, by=staff)
    db.session.refresh(year)
    verify_by_two(year)

    assert counted_years(YEAR) == [year]
    assert staff.id not in (year.verified_by, year.confirmed_by)


def test_the_same_register_again_changes_nothing(app: Flask, road: Department) -> None:
    staff, rows = make_staff(), ({}, {"name": "花壇の手入れ", "department": "kaido"})
    taken(app, *rows, by=staff)
    versions = [year.version for year in years()]

    again = looked(app, *rows)

    assert (again.created, again.changed, again.same) == (0, 0, 2)
    assert [year.version for year in years()] == versions


def test_a_draft_is_changed_and_an_empty_cell_takes_nothing_away(app: Flask, road: Department) -> None:
    make_year(fiscal_year=YEAR, lead_department_id=road.id, partner_role="前のまま")

    run = taken(app, {"partner_role": "", "purpose": "新しい目的", "forms": "共催"}, by=make_staff())

    [year] = years()
    db.session.refresh(year)
    assert (year.purpose, year.partner_role) == ("新しい目的", "前のまま")
    assert [form.form for form in year.forms] == ["co_hosting"]
    assert (run.created, run.changed) == (0, 1)


@pytest.mark.parametrize("status", ["verified", "withdrawn"])
def test_what_is_being_checked_or_over_is_left_alone_and_told(app: Flask, road: Department, status: str) -> None:
    year = make_year(fiscal_year=YEAR, lead_department_id=road.id)
    if status == "verified":
        prove(year)
        db.session.refresh(year)
        verify_by_two(year)
    else:
        actions.withdraw(year=year, by=make_staff())

    run = looked(app, {"purpose": "ほかの目的"})

    assert (run.created, run.changed, run.same) == (0, 0, 1)
    assert run.outcomes[0]["notes"] == ["list-row-not-editable"]


def test_another_year_of_the_same_project_keeps_its_identity(app: Flask, road: Department) -> None:
    before = make_year(fiscal_year=YEAR - 1, name="水辺の清掃 第3回", lead_department_id=road.id)

    taken(app, {}, {"fiscal_year": str(YEAR + 1)}, by=make_staff())

    assert [year.project_id for year in years()] == [before.project_id] * 3


def test_years_of_one_new_project_in_one_list_share_it(app: Flask, road: Department) -> None:
    taken(app, {}, {"fiscal_year": str(YEAR - 1)}, by=make_staff())

    assert len(db.session.scalars(select(Project)).all()) == 1


def test_the_same_name_in_another_department_is_another_row_and_is_told(app: Flask, road: Department) -> None:
    make_year(fiscal_year=YEAR, name="水辺の清掃")

    run = taken(app, {}, by=make_staff())

    assert run.outcomes[0]["notes"] == ["list-project-elsewhere"]
    assert len({year.project_id for year in years()}) == 2


def test_a_project_that_moved_to_another_department_this_year_is_not_given_the_year_twice(
    app: Flask, road: Department
) -> None:
    staff = make_staff()
    before = make_year(fiscal_year=YEAR - 1, lead_department_id=road.id)
    moved = actions.enter_project(
        name="水辺の清掃", fiscal_year=YEAR, contents=contents_of(make_department()), by=staff, project=before.project
    )

    run = taken(app, {}, by=staff)

    assert run.status == RunStatus.TAKEN
    assert years()[-1].project_id != moved.project_id


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (({"department": "ない課"},), "list-department-unknown"),
        (({"fiscal_year": str(YEAR + 2)},), "list-year-out-of-reach"),
        (({"fiscal_year": str(YEAR - 6)},), "list-year-out-of-reach"),
        (({}, {"name": "水辺の清掃　第２回"}), "list-row-twice"),
    ],
)
def test_what_does_not_fit_the_ledger_is_a_fault(
    app: Flask, road: Department, rows: tuple[dict[str, str], ...], code: str
) -> None:
    run = looked(app, *rows)

    assert [fault["code"] for fault in run.faults] == [code]
    assert run.status == RunStatus.FAULTY
