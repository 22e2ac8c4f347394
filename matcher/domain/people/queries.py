"""Reads of persons and accounts."""

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from matcher.db import db
from matcher.domain.city.plan import current_plan
from matcher.domain.people.contacts import email_key
from matcher.domain.people.models import Account, AccountStatus, Person, PersonFreeTime, PersonTag
from matcher.domain.people.profile import FreeTime, Profile, Tag


def current_terms() -> str:
    """The version of the terms of use and the purposes of personal data that must be accepted now."""
    return current_plan().accepted_version


def account_with_email(email: str) -> Account | None:
    """The account that signs in with the address, however it is written; None where there is none."""
    key = email_key(email)
    if not key.isprintable():  # PostgreSQL would not even compare with a NUL
        return None
    return db.session.scalar(select(Account).where(Account.email == key))


def account_by_id(account_id: int) -> Account:
    """The account. Raises NoResultFound."""
    return db.session.scalars(select(Account).where(Account.id == account_id)).one()


def account_of(person: Person) -> Account | None:
    """The account a person signs in with; None for somebody without one."""
    return db.session.scalar(select(Account).where(Account.person_id == person.id))


def tags_of(person: Person) -> frozenset[Tag]:
    """What the person likes, can do or needs."""
    rows = db.session.execute(select(PersonTag.taxonomy, PersonTag.code).where(PersonTag.person_id == person.id))
    return frozenset(Tag(taxonomy, code) for taxonomy, code in rows)


def free_times_of(person: Person) -> frozenset[FreeTime]:
    """The times of the week at which the person is free."""
    rows = db.session.execute(
        select(PersonFreeTime.weekday, PersonFreeTime.from_time, PersonFreeTime.to_time).where(
            PersonFreeTime.person_id == person.id
        )
    )
    return frozenset(FreeTime(*row) for row in rows)


def profile_of(person: Person) -> Profile:
    """What the person has told of themselves."""
    return Profile(
        name=person.name,
        name_kana=person.name_kana,
        phone=person.phone,
        contact_by=person.contact_by,
        district=person.district,
        gender=person.gender,
        age_band=person.age_band,
        is_student=person.is_student,
        tags=tags_of(person),
        free_times=free_times_of(person),
    )


def people_by_id(ids: Iterable[int]) -> dict[int, Person]:
    """The persons with these ids, by id."""
    return {person.id: person for person in db.session.scalars(select(Person).where(Person.id.in_(list(ids))))}


def people_of_accounts(ids: Iterable[int]) -> dict[int, Person]:
    """The people behind accounts, by the account's id."""
    accounts = db.session.scalars(select(Account).where(Account.id.in_(list(ids))))
    return {account.id: account.person for account in accounts}


def city_accounts(*, after: int | None = None, most: int | None = None) -> Sequence[Account]:
    """The accounts of the support office or of a department, by name; those left are not listed.

    `after`: the id of the last on the page before; what is gone begins at the start again. `most`: None gives all.
    """
    query = (
        select(Account)
        .join(Account.person)
        .where(or_(Account.is_staff, Account.department_id.is_not(None)), Account.status != AccountStatus.CLOSED)
    )
    if after is not None:
        former, owner = aliased(Account), aliased(Person)
        name = select(owner.name).join(former, former.person_id == owner.id).where(former.id == after)
        last = name.correlate(None).scalar_subquery()
        query = query.where(or_(last.is_(None), Person.name > last, (Person.name == last) & (Account.id > after)))
    return db.session.scalars(query.order_by(Person.name, Account.id).limit(most)).all()
