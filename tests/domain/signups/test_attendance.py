"""What happened: who came, for how long, who came without having signed up."""

from datetime import time, timedelta

import pytest
import time_machine

from matcher.clock import today, tokyo_date, tokyo_instant
from matcher.domain.opportunities.models import Timing
from matcher.domain.people.models import Person
from matcher.domain.signups import actions
from matcher.domain.signups.models import Attendance, AttendanceStatus
from matcher.domain.signups.queries.attendance import matches
from matcher.domain.signups.queries.mine import my_years
from matcher.domain.signups.rules import attendance as rules
from tests.support.days import at
from tests.support.factories import (
    make_account,
    make_opportunity,
    make_organization,
    make_person,
    make_shift,
)
from tests.support.reading import audit_acts

PRESENT, ABSENT = AttendanceStatus.PRESENT, AttendanceStatus.ABSENT


def seen(participant, shift, by, status=PRESENT, **more):
    on = more.pop("on", tokyo_date(shift.starts_at))
    return actions.record_attendance(participant=participant, happened_on=on, status=status, by=by, **more)


def test_the_minutes_are_those_of_the_shift_unless_told_otherwise(shift, by, join):
    first, second, third = (join(shift).participants[0] for _ in range(3))

    with time_machine.travel(at(12)):
        minutes = [
            seen(first, shift, by).minutes,
            seen(second, shift, by, minutes=45).minutes,
            seen(third, shift, by, ABSENT).minutes,
        ]

    assert minutes == [150, 45, 0]


def test_a_record_can_be_corrected_and_the_audit_keeps_both(session, shift, by, join):
    sign_up = join(shift)

    with time_machine.travel(at(12)):
        seen(sign_up.participants[0], shift, by)
        corrected = seen(sign_up.participants[0], shift, by, ABSENT)

    assert (corrected.status, corrected.minutes) == (ABSENT, 0)
    assert session.query(Attendance).count() == 1
    assert audit_acts(sign_up) == ["sign-up", "record-attendance", "correct-attendance"]


def test_the_same_record_again_changes_nothing(session, shift, by, join):
    sign_up = join(shift)

    with time_machine.travel(at(12)):
        seen(sign_up.participants[0], shift, by)
        session.flush()
        version = seen(sign_up.participants[0], shift, by).version

    assert version == 1


def test_nothing_is_recorded_ahead(shift, by, join):
    participant = join(shift).participants[0]

    with time_machine.travel(at(23, 9)), pytest.raises(rules.NotYetHappened):
        seen(participant, shift, by)


def test_from_the_first_minute_of_the_day_on_it_can_be_recorded(shift, by, join):
    participant = join(shift).participants[0]

    with time_machine.travel(at(0)):
        assert seen(participant, shift, by).status == PRESENT


def refused():
    """What cannot be recorded, and why."""
    return [
        ({"on": today() + timedelta(days=11)}, rules.NotOnADayOfTheShift),
        ({"minutes": 1441}, rules.MinutesOutOfRange),
        ({"minutes": -1}, rules.MinutesOutOfRange),
    ]


@pytest.mark.parametrize(("facts", "reason"), refused())
def test_what_cannot_be_is_not_recorded(shift, by, join, facts, reason):
    participant = join(shift).participants[0]

    with time_machine.travel(at(12, 12)), pytest.raises(reason):
        seen(participant, shift, by, **facts)


def test_who_waits_has_no_attendance(session, by, join):
    full = make_shift(starts_at=at(9), capacity=1)
    join(full)
    waiting = join(full)

    with time_machine.travel(at(12)), pytest.raises(rules.NotExpected):
        seen(waiting.participants[0], full, by)


def test_a_shift_called_off_has_no_attendance(shift, by, join):
    participant = join(shift).participants[0]
    actions.cancel_shift(shift=shift, by=by, reason="大雨のため")

    with time_machine.travel(at(12)), pytest.raises(rules.ShiftDidNotHappen):
        seen(participant, shift, by)


def test_a_period_wants_the_minutes_said(session, by, join):
    period = make_shift(starts_at=at(0), hours=72, timing=Timing.PERIOD)
    participant = join(period).participants[0]

    with time_machine.travel(at(12, 12)):
        with pytest.raises(rules.MinutesNeeded):
            seen(participant, period, by)
        days = [seen(participant, period, by, on=today() - timedelta(days=ago), minutes=60) for ago in (0, 1)]

    assert [day.minutes for day in days] == [60, 60]


def test_a_shift_past_midnight_counts_each_days_minutes(session, by, join):
    night = make_shift(starts_at=at(22), hours=5)
    participant = join(night).participants[0]

    with time_machine.travel(at(12, 11)):
        minutes = [
            seen(participant, night, by, on=tokyo_date(night.starts_at) + timedelta(days=day)).minutes for day in (0, 1)
        ]

    assert minutes == [120, 180]


def test_a_match_is_one_person_and_one_opportunity_however_often(session, by, join):
    opportunity, account = make_opportunity(), make_account()
    shifts = [make_shift(opportunity, starts_at=at(9, day)) for day in (5, 6)]
    mine = [join(shift, account) for shift in shifts]
    absent = join(shifts[0])

    with time_machine.travel(at(12, 7)):
        for sign_up, shift in zip(mine, shifts, strict=True):
            seen(sign_up.participants[0], shift, by)
        seen(absent.participants[0], shifts[0], by, ABSENT)

    found = matches(opportunity.id)
    assert [(match.person_id, match.minutes) for match in found] == [(account.person_id, 240)]


def walk_in(shift, by, **facts):
    return actions.add_walk_in(role=shift.roles[0], happened_on=tokyo_date(shift.starts_at), by=by, **facts)


def test_a_walk_in_takes_no_place_and_has_come(session, by, join):
    full = make_shift(starts_at=at(9), capacity=1)
    join(full)

    with time_machine.travel(at(10)):
        came = walk_in(full, by, name="例山 ゆき", phone="0540000001", is_adult=True)

    assert (came.walk_in, came.takes_place, came.person.name) == (True, False, "例山 ゆき")
    assert full.roles[0].taken == 1
    assert len(matches(full.opportunity_id)) == 1


def test_a_walk_in_without_a_name_counts_a_head_for_the_group(shift, by):
    with time_machine.travel(at(10)):
        came = walk_in(shift, by)

    assert came.person_id is None
    assert came.sign_up.organization_id == shift.opportunity.organization_id
    assert matches(shift.opportunity_id) == []


def test_somebody_known_by_name_and_number_is_that_person(session, shift, by):
    known = make_person(name="見本　花子", phone="0540000009")

    with time_machine.travel(at(10)):
        came = walk_in(shift, by, name="見本 花子", phone="0540000009", is_adult=True)

    assert came.person_id == known.id


def test_the_number_alone_makes_nobody_somebody_else(session, shift, by):
    family = make_person(name="見本 花子", phone="0540000009")

    with time_machine.travel(at(10)):
        came = walk_in(shift, by, name="見本 太郎", phone="0540000009", is_adult=True)

    assert came.person_id != family.id


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"name": "例山 ゆき", "is_adult": True}, rules.WalkInContactNeeded),
        ({"name": "例山 ゆき", "phone": "0540000001"}, rules.WalkInIsMinor),
    ],
)
def test_a_named_walk_in_is_reachable_and_of_age(session, shift, by, facts, reason):
    people = session.query(Person).count()

    with time_machine.travel(at(10)), pytest.raises(reason):
        walk_in(shift, by, **facts)

    assert session.query(Person).count() == people


def test_who_is_on_the_list_is_marked_there(session, shift, by, join):
    person = make_person(name="見本 花子", phone="0540000009")
    join(shift, make_account(person=person))

    with time_machine.travel(at(10)), pytest.raises(rules.WalkInAlreadyListed):
        walk_in(shift, by, name="見本 花子", phone="0540000009", is_adult=True)


def test_being_at_two_places_at_once_is_no_ones_fault_at_the_door(session, shift, by, join):
    person = make_person(name="見本 花子", phone="0540000009")
    join(make_shift(starts_at=at(9)), make_account(person=person))

    with time_machine.travel(at(10)):
        assert walk_in(shift, by, name="見本 花子", phone="0540000009", is_adult=True).person_id == person.id


def test_of_a_companys_seats_so_many_came(session, by):
    company = make_organization(kind="company")
    team = make_shift(starts_at=at(9), capacity=10, allows_teams=True)
    held = actions.hold_seats(organization=company, role=team.roles[0], seats=5, by=by, request_key="once")

    with time_machine.travel(at(12)):
        actions.record_head_count(sign_up=held, happened_on=tokyo_date(team.starts_at), present=3, by=by)
        with pytest.raises(rules.HeadCountTooHigh):
            actions.record_head_count(sign_up=held, happened_on=tokyo_date(team.starts_at), present=6, by=by)

    session.flush()
    assert [row.status for row in session.query(Attendance).order_by(Attendance.participant_id)] == [PRESENT] * 3 + [
        ABSENT
    ] * 2


def test_hours_are_summed_by_fiscal_year(session, join):
    account = make_account()
    with time_machine.travel(tokyo_instant(today().replace(year=2027, month=3, day=1))):
        shifts = [
            make_shift(starts_at=tokyo_instant(today().replace(month=3, day=31), time(21)), hours=2),
            make_shift(starts_at=tokyo_instant(today().replace(month=4, day=1), time(9)), hours=3),
        ]
        mine = [join(shift, account) for shift in shifts]
    with time_machine.travel(tokyo_instant(today().replace(year=2027, month=4, day=2))):
        for sign_up, shift in zip(mine, shifts, strict=True):
            seen(sign_up.participants[0], shift, account)
    session.flush()

    assert [(year.fiscal_year, year.minutes) for year in my_years(account.person_id)] == [(2027, 180), (2026, 120)]
