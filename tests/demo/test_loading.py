"""The demo city once told: every promise of the product holds in it, whenever it is told."""

from collections import Counter
from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import func, select

from matcher.cli.doctor import findings
from matcher.clock import fiscal_year, now, today
from matcher.db import db
from matcher.demo.loading import load
from matcher.demo.records import demo_city
from matcher.domain.notifications.models import Notification
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, Shift
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.domain.people.models import Account, Guardianship
from matcher.domain.projects.models import ProjectYear, ProjectYearStatus
from matcher.domain.projects.yearly import counted_years
from matcher.domain.signups.models import Attendance, AttendanceStatus, SignUp, SignUpState
from matcher.domain.support.models import SupportItem
from tests.support.databases import on_sqlite


def number_of(query) -> int:
    return db.session.scalar(select(func.count()).select_from(query.subquery()))


def test_every_promise_holds_in_the_demo_city_and_every_list_has_something_in_it(demo_city):
    assert [finding for finding in findings() if not finding.holds] == []
    assert number_of(select(Opportunity.id).where(Opportunity.status == OpportunityStatus.PUBLISHED)) > 30
    assert number_of(select(Attendance.participant_id).where(Attendance.status == AttendanceStatus.PRESENT)) > 400
    assert number_of(select(SupportItem.id)) == 47
    states = set(db.session.scalars(select(SignUp.state)))
    assert states >= {SignUpState.CONFIRMED, SignUpState.WAITING, SignUpState.REQUESTED}
    waiting = select(Organization.id).where(Organization.status == OrganizationStatus.SUBMITTED)
    assert number_of(waiting) == 1
    drafts = Counter(db.session.scalars(select(Opportunity.status)))
    assert {drafts[status] for status in ("draft", "submitted", "returned")} == {1}


@on_sqlite
def test_the_year_under_way_and_the_last_one_have_projects_that_count(demo_city):
    last, present = (counted_years(fiscal_year(today()) - ago) for ago in (1, 0))
    assert last
    assert len({*last, *present}) >= 18  # of 26: how many fall into which year turns on the day the city is told
    verified = db.session.scalars(select(ProjectYear).where(ProjectYear.status == ProjectYearStatus.VERIFIED)).all()
    assert all(len({row.entered_by, row.confirmed_by, row.verified_by}) == 3 for row in verified)


@on_sqlite
def test_the_student_is_sixteen_and_has_a_guardian(demo_city):
    student = db.session.scalar(select(Account).where(Account.email == "student@demo.example"))
    guardian = db.session.scalar(select(Account).where(Account.email == "guardian@demo.example"))
    guardianship = db.session.scalar(select(Guardianship))
    assert student.person.age_on(today()) == 16
    assert (guardianship.child_id, guardianship.guardian_id) == (student.person_id, guardian.person_id)


@on_sqlite
@pytest.mark.parametrize("told_on", [datetime(2027, 4, 2, 3, tzinfo=UTC), datetime(2028, 2, 28, 20, tzinfo=UTC)])
def test_told_in_another_year_it_is_just_as_sound_and_current(app, told_on):
    with time_machine.travel(told_on):
        with db.unit_of_work():
            load(demo_city(), password_hash="a hash nobody has the password of")

        assert [finding for finding in findings() if not finding.holds] == []
        assert number_of(select(Shift.id).where(Shift.starts_at > now())) > 80
        assert db.session.scalar(select(func.max(Notification.created_at))) <= now()
