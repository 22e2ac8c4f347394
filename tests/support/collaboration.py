"""Makes collaboration projects for tests: a year with everything counting asks for, step by step as people do it."""

from dataclasses import replace
from datetime import date
from typing import Any

from matcher.clock import fiscal_year_days, now
from matcher.db import db
from matcher.domain.city.models import Department
from matcher.domain.opportunities.models import Shift
from matcher.domain.people.models import Account, Person
from matcher.domain.projects import actions
from matcher.domain.projects.contents import Party, YearContents
from matcher.domain.projects.models import EvidencePart, ProjectYear
from matcher.domain.signups.models import Attendance, AttendanceStatus, Participant, SignUp, SignUpState
from tests.support.factories import add, make_account, make_department, make_person, make_staff

GROUP = Party(kind="civic_group", name="見本の会")


def contents_of(department: Department, **facts: Any) -> YearContents:
    """Purpose, both roles, one partner and the form co-hosting, unless told otherwise."""
    given = YearContents(
        lead_department_id=department.id,
        purpose="水辺をきれいに保つ",
        city_role="用具と広報",
        partner_role="企画と運営",
        forms=("co_hosting",),
        primary_form="co_hosting",
        parties=(GROUP,),
    )
    return replace(given, **facts)


def make_year(
    *, fiscal_year: int = 2026, name: str = "水辺の清掃", by: Account | None = None, **facts: Any
) -> ProjectYear:
    """A draft with contents, without any proof."""
    department = db.session.get(Department, facts.pop("lead_department_id", None) or make_department().id)
    assert department is not None
    return actions.enter_project(
        name=name, fiscal_year=fiscal_year, contents=contents_of(department, **facts), by=by or make_staff()
    )


def prove(year: ProjectYear, *, dated_on: date | None = None, by: Account | None = None) -> None:
    """Add a basis document and a report of the result, dated in the year."""
    dated = dated_on or fiscal_year_days(year.fiscal_year)[0]
    keeper = by or make_staff()
    for part, type_ in ((EvidencePart.BASIS, "agreement"), (EvidencePart.RESULT, "result_report")):
        actions.add_evidence(
            year=year, part=part, type=type_, dated_on=dated, title="書類", document_number="協第1号", by=keeper
        )


def make_confirmer(year: ProjectYear) -> Account:
    """An account of the leading department."""
    return make_account(department_id=year.lead_department_id)


def verify_by_two(year: ProjectYear) -> None:
    """Submit, confirm by the department, verify by somebody of the office who did neither."""
    actions.submit(year=year, by=make_staff())
    actions.confirm(year=year, by=make_confirmer(year))
    actions.verify(year=year, by=make_staff())


def make_verified_year(**facts: Any) -> ProjectYear:
    """A year that counts."""
    year = make_year(**facts)
    prove(year)
    verify_by_two(year)
    return year


def attend(
    shift: Shift, person: Person | None = None, *, minutes: int = 120, happened_on: date | None = None, **seat: Any
) -> Participant:
    """A confirmed seat of the shift with one day of attendance."""
    comer = person or make_person()
    sign_up = add(
        SignUp(
            shift_role_id=shift.roles[0].id,
            shift_id=shift.id,
            state=SignUpState.CONFIRMED,
            request_key=f"attend-{shift.id}-{comer.id}-{minutes}",
            created_at=now(),
            changed_at=now(),
            **{"asked_by_id": comer.id, **seat},
        )
    )
    participant = add(
        Participant(sign_up_id=sign_up.id, shift_id=shift.id, person_id=comer.id, state=SignUpState.CONFIRMED)
    )
    add(
        Attendance(
            participant_id=participant.id,
            happened_on=happened_on or shift.starts_at.date(),
            status=AttendanceStatus.PRESENT,
            minutes=minutes,
            recorded_by=make_account().id,
            recorded_at=now(),
        )
    )
    return participant
