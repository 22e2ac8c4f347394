"""Writing persons: what somebody tells of themselves, and when they are of age."""

from datetime import date

from sqlalchemy import delete

from matcher.clock import birthday, now, today
from matcher.db import db
from matcher.domain.audit.actions import Actor, record
from matcher.domain.people.models import ContactWay, Person, PersonFreeTime, PersonTag
from matcher.domain.people.profile import FreeTime, Profile, Tag
from matcher.domain.people.queries import free_times_of, tags_of
from matcher.domain.people.rules import (
    ADULT_AGE,
    BirthDateKnown,
    NoContact,
    PhoneWanted,
    check_born_on,
    check_phone,
    check_reading,
)


def add_person(
    *,
    profile: Profile,
    email: str | None = None,
    is_adult: bool = False,
    born_on: date | None = None,
    has_guardian: bool = False,
    entered_by: int | None = None,
) -> Person:
    """A new person; adult by their own word, or with a birth date, or else taken for a minor.

    Raises NotAPhone, NotAReading, BirthDateImpossible, and NoContact where nobody could be told anything.
    """
    if not (email or profile.phone or has_guardian):
        raise NoContact
    person = Person(email=email, has_guardian=has_guardian, entered_by=entered_by, created_at=now())
    _write(person, profile)
    if is_adult:
        person.adult_declared_at = now()
    elif born_on:
        _keep_birth_date(person, check_born_on(born_on))
    db.session.add(person)
    db.session.flush()
    _replace_tags(person, profile.tags)
    _replace_free_times(person, profile.free_times)
    return person


def change_profile(person: Person, *, profile: Profile, by: Actor) -> None:
    """Keep what the person tells now. Raises NotAPhone, NotAReading, NoContact, PhoneWanted."""
    if not (person.email or profile.phone or person.has_guardian):
        raise NoContact
    if profile.contact_by == ContactWay.PHONE and not profile.phone:
        raise PhoneWanted
    before = _written(person)
    _write(person, profile)
    tags_changed = _replace_tags(person, profile.tags)
    times_changed = _replace_free_times(person, profile.free_times)
    after = _written(person)
    changed = {name: None for name in after if after[name] != before[name]}
    changed |= {
        name: None for name, is_changed in (("tags", tags_changed), ("free_times", times_changed)) if is_changed
    }
    if changed:
        record("change-profile", person, by=by, changes=changed)


def add_birth_date(person: Person, *, born_on: date | None, by: Actor) -> None:
    """Keep the birth date, sealed: only where an age limit cannot be judged without it.

    A date that shows a minor overrules an earlier word that the person is of age. Raises BirthDateMissing,
    BirthDateImpossible, BirthDateKnown.
    """
    if person.birth_on_sealed is not None:
        raise BirthDateKnown
    _keep_birth_date(person, check_born_on(born_on))
    record("add-birth-date", person, by=by, changes={"born_on": None})


def declare_adult(person: Person, *, by: Actor) -> None:
    """Note that the person says to be 18 or over; changes nothing where a birth date is known."""
    if person.birth_on_sealed is None and person.adult_declared_at is None:
        person.adult_declared_at = now()
        record("declare-adult", person, by=by)


def restart_age(person: Person, *, born_on: date | None) -> None:
    """Forget what an unfinished registration told of the age: a minor with this birth date, or of age (None)."""
    person.birth_on_sealed = person.adult_on = None
    person.adult_declared_at = None if born_on else now()
    if born_on:
        _keep_birth_date(person, born_on)


def _keep_birth_date(person: Person, born_on: date) -> None:
    person.seal_birth_date(born_on)
    adult_on = birthday(born_on, ADULT_AGE)
    is_minor = today() < adult_on
    person.adult_on = adult_on if is_minor else None
    if is_minor:
        person.adult_declared_at = None


def _write(person: Person, profile: Profile) -> None:
    person.name = profile.name
    person.name_kana = check_reading(profile.name_kana)
    person.phone = check_phone(profile.phone)
    person.contact_by = ContactWay(profile.contact_by)
    person.district = profile.district
    person.gender = profile.gender
    person.is_student = profile.is_student
    if profile.age_band != person.age_band:
        person.age_band = profile.age_band
        person.age_band_year = today().year if profile.age_band else None


def _written(person: Person) -> dict[str, object]:
    names = ("name", "name_kana", "phone", "contact_by", "district", "gender", "age_band", "is_student")
    return {name: getattr(person, name) for name in names}


def _replace_tags(person: Person, tags: frozenset[Tag]) -> bool:
    if tags == tags_of(person):
        return False
    db.session.execute(delete(PersonTag).where(PersonTag.person_id == person.id))
    db.session.add_all(PersonTag(person_id=person.id, taxonomy=tag.taxonomy, code=tag.code) for tag in sorted(tags))
    db.session.flush()
    return True


def _replace_free_times(person: Person, free_times: frozenset[FreeTime]) -> bool:
    if free_times == free_times_of(person):
        return False
    db.session.execute(delete(PersonFreeTime).where(PersonFreeTime.person_id == person.id))
    db.session.add_all(
        PersonFreeTime(person_id=person.id, weekday=span.weekday, from_time=span.from_time, to_time=span.to_time)
        for span in sorted(free_times)
    )
    db.session.flush()
    return True
