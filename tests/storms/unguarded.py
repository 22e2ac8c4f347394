"""The service with its guards taken off: the control of the storm, which must overbook, or the storm sees nothing.

It counts, then inserts, as one would without thinking; on SQLite each statement is a transaction of its own. Nothing
of this is in the product.
"""

import importlib
import time
from typing import Any

from flask import Flask
from sqlalchemy import func, select

import matcher
from matcher.clock import now
from matcher.db import db
from matcher.domain.opportunities.models import ShiftRole
from matcher.domain.people.models import Person
from matcher.domain.signups import actions
from matcher.domain.signups.actions.joining import seat_of
from matcher.domain.signups.models import SignUp, SignUpState

WINDOW = 0.2  # seconds between looking and writing: long, so that the control is never in step by chance


def check_then_insert(*, role: ShiftRole, person: Person, request_key: str, **_unused: Any) -> SignUp:
    """A place if one is left when it looks, whatever happens until it writes."""
    state = SignUpState.CONFIRMED if _held(role.id) < (role.capacity or 0) else SignUpState.WAITING
    time.sleep(WINDOW)
    asked = SignUp(
        shift_role_id=role.id, shift_id=role.shift_id, asked_by_id=person.id, seats=1, state=state,
        turn=person.id if state == SignUpState.WAITING else None, request_key=f"{person.id}:{request_key}",
        created_at=now(), changed_at=now(), version=1,
    )  # fmt: skip
    db.session.add(asked)
    db.session.flush()
    db.session.add(seat_of(asked, role.shift, person))
    db.session.flush()
    return asked


def _held(role_id: int) -> int:
    held = select(func.count()).where(SignUp.shift_role_id == role_id, SignUp.state == SignUpState.CONFIRMED)
    return db.session.scalar(held) or 0


def create_app() -> Flask:
    """The service, without the guards of sign_up."""
    importlib.import_module("matcher.db")._begin_sqlite = lambda connection: None
    actions.sign_up = check_then_insert
    return matcher.create_app()
