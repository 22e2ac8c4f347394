"""What must always be true of persons and accounts."""

from cryptography.fernet import InvalidToken
from sqlalchemy import ColumnElement, func, or_, select

from matcher.clock import birthday
from matcher.db import db
from matcher.domain.people.models import Account, AccountStatus, LinkToken, Person
from matcher.domain.people.rules import ADULT_AGE
from matcher.invariants import Finding
from matcher.sealing import open_date

Column = type[Person] | type[Account] | type[LinkToken]


def invariants() -> list[Finding]:
    """I-22, I-24 and I-40, as far as one row tells; birth dates open and tell the coming of age."""
    told = (Person.email, Person.phone, Person.name_kana, Person.birth_on_sealed)
    named = Person.anonymized_at.is_not(None) & or_(*(column.is_not(None) for column in told))
    opened = Account.email.is_not(None) | Account.password_hash.is_not(None) | Account.is_staff
    closed = (Account.status == AccountStatus.CLOSED) & opened
    born = db.session.execute(
        select(Person.birth_on_sealed, Person.adult_on).where(Person.birth_on_sealed.is_not(None))
    )
    sealed = [(str(text), adult_on) for text, adult_on in born]
    wrong = sum(not _is_right(text, adult_on) for text, adult_on in sealed)
    return [
        Finding("persons: who left is named nowhere", _count(Person, Person.id > 0), _count(Person, named)),
        Finding("persons: each sealed birth date opens and tells the coming of age", len(sealed), wrong),
        Finding("accounts: who left can do nothing", _count(Account, Account.id > 0), _count(Account, closed)),
        Finding(
            "links: only the hash of a secret is kept",
            _count(LinkToken, LinkToken.id > 0),
            _count(LinkToken, func.length(LinkToken.token_hash) != 64),
        ),
    ]


def _is_right(sealed: str, adult_on: object) -> bool:
    """A minor's day of coming of age is the birthday; of adults none is kept."""
    try:
        born_on = open_date(sealed)
    except (InvalidToken, ValueError):
        return False
    return adult_on is None or adult_on == birthday(born_on, ADULT_AGE)


def _count(table: Column, condition: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(condition)) or 0
