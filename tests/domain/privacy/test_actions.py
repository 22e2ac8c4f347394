"""Leaving: what names a person goes, what is counted stays, and the next in line moves up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta

import pytest
import time_machine
from sqlalchemy import func, select, text

from matcher.clock import now, today, tokyo_date, tokyo_instant
from matcher.db import Base, db
from matcher.domain.notifications.actions import notify
from matcher.domain.notifications.invariants import invariants as outbox_invariants
from matcher.domain.notifications.models import NoticeState, Notification
from matcher.domain.organizations.membership_rules import LastOwner
from matcher.domain.people.actions import change_profile
from matcher.domain.people.models import AccountStatus, PersonFreeTime, PersonTag, Taxonomy
from matcher.domain.people.password_changes import request_password_reset
from matcher.domain.people.profile import FreeTime, Profile, Tag
from matcher.domain.privacy.actions import end_unfinished_registrations, erase_account
from matcher.domain.privacy.queries import everything_about
from matcher.domain.signups import actions as signups
from matcher.domain.signups.models import Attendance, AttendanceStatus, SignUpState
from tests.support.databases import on_postgresql
from tests.support.factories import make_account, make_member, make_organization, make_person, make_shift
from tests.support.servers import until

CANARY, KANA, MAIL, PHONE = "かなりあ", "カナリア", "canary@example.jp", "09012345678"
TOLD = Profile(
    name=CANARY,
    name_kana=KANA,
    phone=PHONE,
    district="takasu",
    age_band="from_65",
    gender="female",
    tags=frozenset({Tag(Taxonomy.FIELD, "6")}),
    free_times=frozenset({FreeTime(6, time(9), time(12))}),
)


@pytest.fixture
def hanako(session):
    account = make_account(person=make_person(email=MAIL), password_hash="hash")
    change_profile(account.person, profile=TOLD, by=account.actor)
    return account


def join(shift, account, message=None):
    return signups.sign_up(
        role=shift.roles[0], person=account.person, by=account, request_key=f"{shift.id}", message=message
    )


def places_where(session, words: str) -> list[str]:
    """Every column of every table in which the words stand."""
    columns = [(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns]
    count = "SELECT count(*) FROM {} WHERE CAST({} AS TEXT) LIKE :words"
    return [
        f"{table}.{column}"
        for table, column in columns
        if session.scalar(text(count.format(f'"{table}"', f'"{column}"')), {"words": f"%{words}%"})
    ]


def test_the_account_is_closed_and_nothing_names_the_person_any_more(session, hanako):
    join(make_shift(), hanako, message=f"{CANARY}です")
    request_password_reset(MAIL)
    assert places_where(session, CANARY)

    erase_account(hanako)

    assert (hanako.status, hanako.email, hanako.password_hash) == (AccountStatus.CLOSED, None, None)
    assert hanako.person.anonymized_at is not None
    for words in (CANARY, KANA, MAIL, PHONE):
        assert places_where(session, words) == []
    assert session.scalar(select(func.count()).select_from(PersonTag)) == 0
    assert session.scalar(select(func.count()).select_from(PersonFreeTime)) == 0


def test_what_was_to_come_is_withdrawn_and_the_next_in_line_moves_up(session, hanako):
    shift = make_shift(capacity=1)
    held, waiting = join(shift, hanako), join(shift, make_account())
    assert (held.state, waiting.state) == (SignUpState.CONFIRMED, SignUpState.WAITING)

    erase_account(hanako)

    assert held.state == SignUpState.WITHDRAWN
    assert waiting.state == SignUpState.CONFIRMED


def test_hours_stay_counted_with_district_age_band_and_gender(session, hanako):
    organizer = make_member(make_organization())
    shift = make_shift()
    participant = join(shift, hanako).participants[0]
    with time_machine.travel(shift.ends_at + timedelta(hours=1)):
        signups.record_attendance(
            participant=participant,
            happened_on=tokyo_date(shift.starts_at),
            status=AttendanceStatus.PRESENT,
            by=organizer,
        )

        erase_account(hanako)

    person = hanako.person
    assert session.scalar(select(Attendance.minutes)) == 120
    assert (person.district, person.age_band, person.gender) == ("takasu", "from_65", "female")


def test_no_notice_goes_out_any_more(session, hanako):
    notify("password-changed", hanako.person, hanako)
    notify("reset-password", hanako.person, hanako, secret="a-secret")

    erase_account(hanako)

    states = session.scalars(select(Notification.state).where(Notification.recipient_id == hanako.person_id))
    assert set(states) <= {NoticeState.CANCELLED}
    assert [finding.promise for finding in outbox_invariants() if not finding.holds] == []


def test_the_only_owner_of_a_group_hands_it_over_first(session):
    owner = make_member(make_organization())

    with pytest.raises(LastOwner):
        erase_account(owner)


def test_the_birth_date_of_a_minor_goes_too(session):
    minor = make_person(adult_declared_at=None)
    minor.seal_birth_date(date(2012, 5, 14))
    minor.adult_on = date(2030, 5, 14)
    account = make_account(person=minor)

    erase_account(account)

    assert (minor.birth_on_sealed, minor.adult_on) == (None, None)
    assert minor.is_minor_on(today())


def test_the_address_is_free_again(session, hanako):
    erase_account(hanako)

    assert make_account(person=make_person(email=MAIL)).email == MAIL


def test_a_registration_nobody_finished_is_forgotten_after_a_week(session, hanako):
    unfinished = make_account(person=make_person(email="late@example.jp"), status=AccountStatus.UNCONFIRMED)
    assert end_unfinished_registrations() == 0

    with time_machine.travel(now() + timedelta(days=7, minutes=1)):
        assert end_unfinished_registrations() == 1

    assert (unfinished.status, hanako.status) == (AccountStatus.CLOSED, AccountStatus.ACTIVE)


@on_postgresql
def test_a_registration_that_is_finished_while_it_is_about_to_be_forgotten_stays(app, database):
    late = make_account(status=AccountStatus.UNCONFIRMED, created_at=now() - timedelta(days=8))
    db.session.commit()
    late.status = AccountStatus.ACTIVE
    db.session.flush()

    with ThreadPoolExecutor(1) as pool:
        forgetting = pool.submit(forget_in_a_transaction, app)
        until(database.somebody_waits, "the worker to wait for the account")
        db.session.commit()

    assert forgetting.result() == 0
    assert late.status == AccountStatus.ACTIVE


def forget_in_a_transaction(app):
    with app.app_context(), db.unit_of_work():
        return end_unfinished_registrations()


def test_everything_about_a_person_is_told_and_nothing_about_another(session, hanako):
    shift = make_shift(starts_at=tokyo_instant(today() + timedelta(days=3), time(9)))
    join(shift, hanako, message="はじめてです")
    join(shift, make_account())

    told = everything_about(hanako)

    assert told["person"]["name"] == CANARY
    assert told["person"]["tags"] == [{"taxonomy": "field", "code": "6"}]
    assert told["person"]["free_times"] == [{"weekday": 6, "from_time": "09:00:00", "to_time": "12:00:00"}]
    assert [(each["state"], each["message"]) for each in told["sign_ups"]] == [("confirmed", "はじめてです")]
    assert "change-profile" in {each["act"] for each in told["acts"]}
    assert told["account"]["created_at"] <= now().isoformat()
