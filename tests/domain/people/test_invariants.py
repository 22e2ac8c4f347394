"""The doctor's look at persons and accounts finds what is wrong, and nothing else."""

from datetime import date

from matcher.clock import now
from matcher.domain.people.invariants import invariants
from matcher.domain.people.models import AccountStatus
from tests.support.factories import make_account, make_person


def broken() -> list[str]:
    return [finding.promise for finding in invariants() if not finding.holds]


def test_sound_persons_and_accounts_are_found_sound(session):
    minor = make_person(adult_declared_at=None)
    minor.seal_birth_date(date(2012, 5, 14))
    minor.adult_on = date(2030, 5, 14)
    make_account()

    assert broken() == []


def test_what_is_wrong_is_named(session):
    make_person(anonymized_at=now())
    make_account(status=AccountStatus.CLOSED)
    make_person(birth_on_sealed="unreadable")

    assert broken() == [
        "persons: who left is named nowhere",
        "persons: each sealed birth date opens and tells the coming of age",
        "accounts: who left can do nothing",
    ]
