"""Sealing: the few values that are kept encrypted at rest. The key lives outside the database.

What is sealed is personal and seldom needed: birth dates of minors, and of people whom an age limit concerns.
"""

from datetime import date

from cryptography.fernet import Fernet

_sealer: list[Fernet] = []


def adopt(key: bytes) -> None:
    """Use `key` (32 bytes, url-safe base64) from now on; called once when the service starts."""
    _sealer[:] = [Fernet(key)]


def seal_date(on: date) -> str:
    """The date as a text only the holder of the key can read; two seals of one date differ."""
    return _sealer[0].encrypt(on.isoformat().encode()).decode()


def open_date(sealed: str) -> date:
    """The date in a sealed text. Raises cryptography.fernet.InvalidToken when the key is another."""
    return date.fromisoformat(_sealer[0].decrypt(sealed.encode()).decode())
