"""Hashing of passwords with Argon2id. Slow on purpose, so never inside a transaction that writes.

Whoever calls ends the transaction first (`db.session.rollback()`): on SQLite every other writer would wait.
"""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from matcher.domain.people.rules import LONGEST_PASSWORD, check_password

# The first of the settings OWASP calls equally strong: 46 MiB, one pass. A class of 40 signs in within seconds.
_HASHER = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
_NOBODYS = _HASHER.hash("nobody has this password")


def hash_password(password: str, *, about: tuple[str, ...] = ()) -> str:
    """The hash to keep of a new password. Raises the errors of `check_password`."""
    check_password(password, about=about)
    return _HASHER.hash(_form(password))


def is_password(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; takes the same time where there is no hash at all."""
    if len(password) > LONGEST_PASSWORD:
        return False
    try:
        _HASHER.verify(password_hash or _NOBODYS, _form(password))
    except (Argon2Error, InvalidHashError):
        return False
    return password_hash is not None


def _form(password: str) -> str:
    """One form for what different keyboards write as the same letters (NIST SP 800-63B 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
