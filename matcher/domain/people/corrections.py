"""Mistakes in what is kept of a person, put right by the office at the person's word (個人情報保護法 90条: 訂正)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import update

from matcher.clock import now, today
from matcher.db import db
from matcher.domain.audit.actions import record
from matcher.domain.notifications.actions import notify
from matcher.domain.people.actions import restart_age
from matcher.domain.people.models import Account, Guardianship, Person
from matcher.domain.people.rules import (
    NoContact,
    check_born_on,
    check_not_own,
    check_phone,
    check_reading,
    check_still_a_person,
)


class AgeAnswer(StrEnum):
    """What becomes of what is known of the age."""

    KEEP = "keep"
    ADULT = "adult"  # of age by their own word; a birth date is forgotten
    BORN = "born"
    UNKNOWN = "unknown"  # the word was wrong: taken for a minor until it is told anew


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What is right; `born_on` where the age answer is the birth date."""

    name: str
    name_kana: str | None
    phone: str | None
    age: AgeAnswer = AgeAnswer.KEEP
    born_on: date | None = None


def correct_person(account: Account, correction: Correction, *, by: Account, reason: str) -> bool:
    """Write what is right and tell the person which fields changed; False where nothing did.

    The log keeps the reason and the names of the fields, no value. Raises OwnAccount, NotThatAccountState, NotAPhone,
    NotAReading, NoContact, BirthDateMissing, BirthDateImpossible.
    """
    check_not_own(account, by.actor)
    check_still_a_person(account)
    person = account.person
    before = _facts(person)
    _write(person, correction)
    changed = [name for name, value in _facts(person).items() if value != before[name]]
    if not changed:
        return False
    if "born_on" in changed or "adult_declared_at" in changed:
        _follow_the_age(person)
    record("correct-person", person, by=by.actor, changes=dict.fromkeys(changed), reason=reason)
    version = int(now().timestamp())  # a person has none, and may be corrected twice
    notify("details-corrected", person, person, parameters={"changes": changed}, version=version)
    return True


def _write(person: Person, correction: Correction) -> None:
    phone = check_phone(correction.phone)
    if not (person.email or phone or person.has_guardian):
        raise NoContact
    person.name, person.name_kana, person.phone = correction.name, check_reading(correction.name_kana), phone
    if correction.age == AgeAnswer.BORN:
        restart_age(person, born_on=check_born_on(correction.born_on))
    elif correction.age == AgeAnswer.ADULT and (person.birth_on_sealed or person.adult_declared_at is None):
        restart_age(person, born_on=None)
    elif correction.age == AgeAnswer.UNKNOWN:
        person.birth_on_sealed = person.adult_on = person.adult_declared_at = None


def _facts(person: Person) -> dict[str, object]:
    told = {name: getattr(person, name) for name in ("name", "name_kana", "phone", "adult_declared_at")}
    return {**told, "born_on": person.born_on}


def _follow_the_age(person: Person) -> None:
    """The guardian's standing ends on the day the person is of age, also by the corrected date."""
    lasting = update(Guardianship).where(Guardianship.child_id == person.id, Guardianship.ended_at.is_(None))
    if person.adult_on is not None or not person.is_minor_on(today()):
        db.session.execute(lasting.values(ends_on=person.adult_on or today()))
