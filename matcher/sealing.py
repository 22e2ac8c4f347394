"""Sealing: the few values that are kept encrypted at rest. The key lives outside the database.

What is sealed is personal and seldom needed: birth dates of minors, and of people whom an age limit concerns; and the
secret of a link for as long as the letter that carries it waits in the outbox; and a list the office hands in, for as
long as it is looked at.
"""

import zlib
from datetime import date

from cryptography.fernet import Fernet

_sealer: list[Fernet] = []


def adopt(key: bytes) -> None:
    """Use `key` (32 bytes, url-safe base64) from now on; called once when the service starts."""
    _sealer[:] = [Fernet(key)]


def seal(text: str) -> str:
    """The text as one only the holder of the key can read; two seals of one text differ."""
    return _sealer[0].encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed. Raises cryptography.fernet.InvalidToken when the key is another."""
    return _sealer[0].decrypt(sealed.encode()).decode()


def seal_date(on: date) -> str:
    """The date as a text only the holder of the key can read; two seals of one date differ."""
    return seal(on.isoformat())


def open_date(sealed: str) -> date:
    """The date in a sealed text. Raises cryptography.fernet.InvalidToken when the key is another."""
    return date.fromisoformat(unseal(sealed))


def seal_file(content: bytes) -> bytes:
    """A file packed, and only for the holder of the key to read."""
    return _sealer[0].encrypt(zlib.compress(content, 1))


def open_file(sealed: bytes) -> bytes:
    """The file that was sealed. Raises cryptography.fernet.InvalidToken when the key is another."""
    return zlib.decompress(_sealer[0].decrypt(sealed))
