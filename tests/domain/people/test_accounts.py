"""Registering, confirming the address, accepting the terms, being barred."""

from datetime import date, time, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from matcher.clock import now
from matcher.domain.audit.actions import CLI
from matcher.domain.audit.models import AuditEntry
from matcher.domain.notifications.models import Notification
from matcher.domain.people.accounts import (
    accept_terms,
    add_account,
    change_authority,
    confirm_email,
    register,
    resume_account,
    suspend_account,
)
from matcher.domain.people.models import Account, AccountStatus, ContactWay, Person, Taxonomy
from matcher.domain.people.profile import FreeTime, Profile, Tag
from matcher.domain.people.queries import account_with_email, current_terms, profile_of
from matcher.domain.people.rules import (
    AgeContradicted,
    BirthDateMissing,
    EmailTaken,
    LinkNotUsable,
    NotAnEmail,
    NotThatAccountState,
    OwnAccount,
    TermsNotAccepted,
)
from matcher.sealing import unseal
from tests.support.factories import make_account, make_person, make_staff

FROM, TO = time(9), time(12)
HANAKO = Profile(name="見本 花子", name_kana="みほん はなこ", phone="054-000-0000", contact_by=ContactWay.PHONE)


def registered(email="hanako@example.jp", **facts) -> Account:
    given = {"password_hash": "hash", "profile": HANAKO, "is_adult": True, "accepted_terms": current_terms()}
    register(email=email, **{**given, **facts})
    account = account_with_email(email)
    assert account
    return account


def letters(session, kind) -> list[Notification]:
    return list(session.scalars(select(Notification).where(Notification.kind == kind).order_by(Notification.id)))


def secret_of(letter: Notification) -> str:
    return unseal(letter.parameters["sealed"])


def test_a_new_account_waits_for_the_link_in_its_mail(session):
    account = registered("Hanako@Example.jp")

    assert account.status == AccountStatus.UNCONFIRMED
    assert (account.email, account.person.email) == ("hanako@example.jp", "hanako@example.jp")
    assert (account.person.name_kana, account.person.phone) == ("ミホン ハナコ", "0540000000")
    assert account.terms_version == current_terms()
    assert not account.person.is_minor_on(date(2000, 1, 1))
    assert [letter.recipient_id for letter in letters(session, "confirm-email")] == [account.person_id]


def test_the_link_brings_the_account_into_use_once(session):
    account = registered()
    secret = secret_of(letters(session, "confirm-email")[0])

    confirm_email(secret)

    assert account.status == AccountStatus.ACTIVE
    with pytest.raises(LinkNotUsable):
        confirm_email(secret)


def test_the_link_ends_after_a_day(session):
    registered()
    secret = secret_of(letters(session, "confirm-email")[0])

    with time_machine.travel(now() + timedelta(hours=24, minutes=1)), pytest.raises(LinkNotUsable):
        confirm_email(secret)


def test_registering_a_taken_address_changes_nothing_and_tells_the_owner_by_mail(session):
    owner = make_account(password_hash="the owner's")

    register(email=owner.email, password_hash="x", profile=HANAKO, is_adult=True, accepted_terms=current_terms())

    assert session.scalar(select(func.count()).select_from(Account)) == 1
    assert session.scalar(select(func.count()).select_from(Person)) == 1
    assert (owner.password_hash, owner.person.name) != ("x", "見本 花子")
    assert [letter.recipient_id for letter in letters(session, "address-already-registered")] == [owner.person_id]


def test_an_unfinished_registration_is_replaced_by_a_newer_one(session):
    registered(profile=Profile(name="だれか"), password_hash="of a stranger")
    old, again = letters(session, "confirm-email")[0], None

    account = registered(password_hash="of the owner")

    again = letters(session, "confirm-email")[1]
    assert (account.person.name, account.password_hash) == ("見本 花子", "of the owner")
    with pytest.raises(LinkNotUsable):
        confirm_email(secret_of(old))
    assert confirm_email(secret_of(again)).status == AccountStatus.ACTIVE


@time_machine.travel("2026-06-01 12:00 +09:00")
def test_a_minor_tells_the_birth_date_which_is_sealed(session):
    account = registered(is_adult=False, born_on=date(2010, 5, 14))

    person = account.person
    assert person.birth_on_sealed
    assert "2010" not in person.birth_on_sealed
    assert (person.born_on, person.adult_on) == (date(2010, 5, 14), date(2028, 5, 14))
    assert person.is_minor_on(date(2028, 5, 13))
    assert not person.is_minor_on(date(2028, 5, 14))


@time_machine.travel("2026-06-01 12:00 +09:00")
def test_an_adult_who_told_a_birth_date_besides_leaves_none_behind(session):
    person = registered(is_adult=True, born_on=date(2008, 6, 1)).person

    assert person.birth_on_sealed is None
    assert not person.is_minor_on(date(2026, 6, 1))


@time_machine.travel("2026-06-01 12:00 +09:00")
@pytest.mark.parametrize(("is_adult", "born_on"), [(True, date(2008, 6, 2)), (False, date(2008, 6, 1))])
def test_a_word_and_a_birth_date_that_contradict_each_other_are_asked_again(session, is_adult, born_on):
    with pytest.raises(AgeContradicted):
        registered(is_adult=is_adult, born_on=born_on)


def test_a_minor_without_a_birth_date_is_refused(session):
    with pytest.raises(BirthDateMissing):
        registered(is_adult=False)


def test_terms_of_another_version_are_not_accepted(session):
    with pytest.raises(TermsNotAccepted):
        registered(accepted_terms="0")
    with pytest.raises(TermsNotAccepted):
        accept_terms(make_account(), accepted_terms=None)


def test_an_invited_account_accepts_the_terms_later(session):
    account = make_account(terms_version=None, terms_accepted_at=None)

    accept_terms(account, accepted_terms=current_terms())

    assert account.terms_version == current_terms()
    assert account.terms_accepted_at is not None


def test_what_was_told_is_kept_as_told(session):
    told = Profile(
        name="髙﨑 𠮷乃",
        district="takasu",
        gender="no_answer",
        age_band="70s",
        tags=frozenset({Tag(Taxonomy.FIELD, "6"), Tag(Taxonomy.SKILL, "photo")}),
        free_times=frozenset({FreeTime(6, FROM, TO)}),
    )

    account = registered(profile=told)

    assert profile_of(account.person) == told


def test_two_accounts_never_share_an_address(session):
    first = add_account(person=make_person(), email="a@example.jp", by=CLI)

    with pytest.raises(EmailTaken):
        add_account(person=make_person(), email="A@example.jp", by=CLI)

    assert first.status == AccountStatus.ACTIVE


def test_an_account_without_an_address_cannot_be(session):
    with pytest.raises(NotAnEmail):
        add_account(person=make_person(), email="nowhere", by=CLI)


def test_staff_bar_an_account_and_let_it_in_again(session):
    account, staff = make_account(), make_staff()

    suspend_account(account, by=staff.actor, reason="なりすまし")

    assert (account.status, account.session_version) == (AccountStatus.SUSPENDED, 2)
    with pytest.raises(NotThatAccountState):
        suspend_account(account, by=staff.actor, reason="もう一度")
    resume_account(account, by=staff.actor, reason="確かめた")
    assert account.status == AccountStatus.ACTIVE


def test_nobody_changes_the_authority_of_their_own_account(session):
    staff = make_staff()

    with pytest.raises(OwnAccount):
        change_authority(staff, is_staff=False, department_id=None, by=staff.actor)
    with pytest.raises(OwnAccount):
        suspend_account(staff, by=staff.actor, reason="")


def test_the_record_names_no_personal_value(session):
    registered()

    for entry in session.scalars(select(AuditEntry)):
        assert not any(told in str(entry.changes) for told in ("hanako", "花子", "0540000000"))
