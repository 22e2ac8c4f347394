"""That whoever asks knows the password: asked again before what cannot be taken back."""

from matcher.db import db
from matcher.domain.people.models import Account
from matcher.domain.people.passwords import is_password
from matcher.domain.people.rules import WrongPassword
from matcher.web.identity import account


def proven(password: str) -> Account:
    """The account that asks, its password just typed again. Raises WrongPassword."""
    own = account()
    assert own is not None, "asked only of somebody signed in"
    password_hash = own.password_hash
    db.session.rollback()  # checking takes a while: nobody shall wait for it
    if not is_password(password_hash, password) or own.password_hash != password_hash:
        raise WrongPassword
    return own
