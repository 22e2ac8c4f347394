"""The days of a draft: added, changed, removed, repeated, and copied to the next year."""

from datetime import time, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy.exc import IntegrityError

from matcher.clock import TOKYO
from matcher.db import db
from matcher.domain.audit.actions import CLI
from matcher.domain.opportunities import rules
from matcher.domain.opportunities.actions import draft
from matcher.domain.opportunities.content import RoleContent
from matcher.domain.opportunities.copying import copy_as_draft
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, ShiftStatus, TagTaxonomy, Timing
from matcher.domain.opportunities.shift_actions import add_shift, change_shift, remove_shift, repeat_shift
from matcher.domain.opportunities.states import WrongState
from matcher.domain.opportunities.timing import Rhythm
from matcher.errors import Conflict
from tests.support.contents import day, in_days, opportunity_content, shift_content
from tests.support.factories import make_department, make_organization, make_shift

pytestmark = pytest.mark.usefixtures("app")
COOKING = RoleContent(name="調理", capacity=4, minimum=2)
SERVING = RoleContent(name="配膳", capacity=None)


def drafted(**facts: Any) -> Opportunity:
    return draft(make_organization(), opportunity_content(**facts), by=CLI)


def test_a_day_carries_its_roles_with_their_places() -> None:
    shift = add_shift(drafted(), shift_content(roles=(COOKING, SERVING)), by=CLI)
    db.session.flush()
    db.session.expire_all()

    assert [(role.name, role.capacity, role.minimum) for role in shift.roles] == [("調理", 4, 2), ("配膳", None, 0)]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"hours": -1}, rules.ShiftEndsFirst),
        ({"hours": 0}, rules.ShiftEndsFirst),
        ({"hours": 24}, rules.ShiftTooLong),
        ({"sign_up_until_at": in_days(11)}, rules.DeadlineAfterStart),
        ({"roles": ()}, rules.NoRole),
        ({"roles": (COOKING, RoleContent())}, rules.RoleWithoutName),
        ({"roles": (COOKING, COOKING)}, rules.RoleTwice),
        ({"roles": (RoleContent(capacity=2, minimum=3),)}, rules.MinimumAboveCapacity),
    ],
)
def test_a_day_that_cannot_be_is_refused(facts: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        add_shift(drafted(), shift_content(**facts), by=CLI)


def test_a_period_may_last_for_months_and_be_joined_while_it_runs() -> None:
    shift = add_shift(
        drafted(), shift_content(timing=Timing.PERIOD, hours=24 * 60, sign_up_until_at=in_days(40)), by=CLI
    )

    assert not shift.is_timed


def test_the_database_knows_no_day_that_ends_before_it_starts() -> None:
    shift = add_shift(drafted(), shift_content(), by=CLI)

    shift.ends_at = shift.starts_at

    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_the_same_time_twice_is_refused_but_another_label_is_another_group() -> None:
    opportunity = drafted()
    add_shift(opportunity, shift_content(), by=CLI)

    add_shift(opportunity, shift_content(label="2班"), by=CLI)

    with pytest.raises(rules.ShiftTwice):
        add_shift(opportunity, shift_content(), by=CLI)


def test_days_stay_few_enough_for_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_SHIFTS", 1)
    opportunity = drafted()
    add_shift(opportunity, shift_content(), by=CLI)

    with pytest.raises(rules.TooManyShifts):
        add_shift(opportunity, shift_content(starts_at=in_days(11)), by=CLI)


def test_a_day_is_written_anew_with_its_roles() -> None:
    opportunity = drafted()
    shift = add_shift(opportunity, shift_content(roles=(COOKING, SERVING)), by=CLI)

    change_shift(
        shift,
        shift_content(starts_at=in_days(20), roles=(SERVING, RoleContent(name="調理", capacity=7))),
        by=CLI,
        version=shift.version,
    )
    db.session.flush()
    db.session.expire_all()

    assert shift.starts_at == in_days(20)
    assert [(role.name, role.capacity) for role in shift.roles] == [("配膳", None), ("調理", 7)]
    assert opportunity.first_open_starts_at == in_days(20)


def test_whoever_saw_an_older_day_does_not_overwrite_the_newer_one() -> None:
    shift = add_shift(drafted(), shift_content(), by=CLI)
    db.session.flush()

    with pytest.raises(Conflict):
        change_shift(shift, shift_content(), by=CLI, version=shift.version - 1)


def test_a_day_is_taken_out_and_the_counters_follow() -> None:
    opportunity = drafted()
    shift = add_shift(opportunity, shift_content(), by=CLI)

    remove_shift(shift, by=CLI)

    assert opportunity.shifts == []
    assert opportunity.first_open_starts_at is None


@pytest.mark.parametrize("status", [OpportunityStatus.SUBMITTED, OpportunityStatus.PUBLISHED])
def test_the_days_of_what_was_handed_in_stay(status: OpportunityStatus) -> None:
    opportunity = drafted()
    shift = add_shift(opportunity, shift_content(), by=CLI)
    opportunity.status = status

    for act in (
        lambda: add_shift(opportunity, shift_content(starts_at=in_days(12)), by=CLI),
        lambda: change_shift(shift, shift_content(), by=CLI, version=shift.version),
        lambda: remove_shift(shift, by=CLI),
        lambda: repeat_shift(shift, Rhythm.WEEKLY, 2, by=CLI),
    ):
        with pytest.raises(WrongState), db.session.no_autoflush:
            act()


def test_repeating_twice_makes_no_day_twice() -> None:
    opportunity = drafted()
    shift = add_shift(opportunity, shift_content(), by=CLI)

    first = repeat_shift(shift, Rhythm.WEEKLY, 3, by=CLI)
    second = repeat_shift(shift, Rhythm.WEEKLY, 4, by=CLI)

    assert [made.starts_at - shift.starts_at for made in first] == [timedelta(weeks=week) for week in (1, 2, 3)]
    assert [made.starts_at - shift.starts_at for made in second] == [timedelta(weeks=4)]
    assert len(opportunity.shifts) == 5


def test_a_copy_has_the_same_days_of_the_same_weeks_next_year() -> None:
    with time_machine.travel("2025-11-01T09:00:00+09:00"):
        opportunity = drafted(audiences=("everyone",))
        for starts_at in (day("2025-12-13"), day("2025-12-26", time(23))):
            until = starts_at - timedelta(days=2)
            add_shift(opportunity, shift_content(starts_at=starts_at, sign_up_until_at=until, roles=(COOKING,)), by=CLI)

    with time_machine.travel("2026-11-24T09:00:00+09:00"):
        copy = copy_as_draft(opportunity, by=CLI)
        db.session.flush()

    assert copy.status == OpportunityStatus.DRAFT
    assert copy.copied_from_id == opportunity.id
    assert (copy.title, copy.summary, copy.codes(TagTaxonomy.AUDIENCE)) == (
        "公園の清掃",
        "池のまわりを清掃します。",
        ["everyone"],
    )
    assert [shift.starts_at for shift in copy.shifts] == [day("2026-12-12"), day("2026-12-25", time(23))]
    assert {shift.starts_at.astimezone(TOKYO).isoweekday() for shift in copy.shifts} == {6, 5}
    assert [shift.starts_at - shift.sign_up_until_at for shift in copy.shifts] == [timedelta(days=2)] * 2
    assert [(role.name, role.capacity, role.taken) for role in copy.shifts[0].roles] == [("調理", 4, 0)]


def test_what_was_called_off_is_not_copied() -> None:
    opportunity = make_shift(status=ShiftStatus.CANCELLED).opportunity
    make_shift(opportunity)
    db.session.refresh(opportunity)

    copy = copy_as_draft(opportunity, by=CLI)

    assert len(copy.shifts) == 1


@pytest.mark.parametrize("first", ["2027-05-01", "2026-10-31", "2026-03-28", "2028-02-26", "2026-12-26"])
def test_a_weekend_stays_a_weekend_and_a_course_keeps_its_rhythm(first: str) -> None:
    begins = day(first)  # Saturdays at the edge of a month: by the count of its own month each day would go its own way
    with time_machine.travel(begins - timedelta(days=60)):
        opportunity = drafted()
        for days in (0, 1, 7, 8, 35):
            add_shift(opportunity, shift_content(starts_at=begins + timedelta(days=days)), by=CLI)

        copy = copy_as_draft(opportunity, by=CLI)
        db.session.flush()

    starts = [shift.starts_at for shift in copy.shifts]
    assert starts[0].astimezone(TOKYO).isoweekday() == 6
    assert [(at - starts[0]).days for at in starts] == [0, 1, 7, 8, 35]


def test_a_department_that_is_no_more_is_left_out_of_the_copy() -> None:
    opportunity = drafted(department_id=make_department().id, city_role="会場の提供")
    opportunity.department.valid_to_on = opportunity.department.valid_from_on

    copy = copy_as_draft(opportunity, by=CLI)

    assert (copy.department_id, copy.city_role) == (None, "会場の提供")
