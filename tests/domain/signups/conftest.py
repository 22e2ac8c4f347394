"""What tests about sign-ups say over and over."""

from collections.abc import Callable
from itertools import count

import pytest
from sqlalchemy.orm import Session

from matcher.domain.opportunities.models import Shift, ShiftRole
from matcher.domain.people.models import Account
from matcher.domain.signups import actions
from matcher.domain.signups.models import SignUp
from tests.support.days import at
from tests.support.factories import make_account, make_member, make_shift

Join = Callable[..., SignUp]
_keys = count(1)


@pytest.fixture
def shift(session: Session) -> Shift:
    """A day to come, from 9:00 for two hours and a half."""
    return make_shift(starts_at=at(9), hours=2.5)


@pytest.fixture
def by(shift: Shift) -> Account:
    """Somebody who acts for the group that runs the shift."""
    return make_member(shift.opportunity.organization)


@pytest.fixture
def join() -> Join:
    """`join(shift, account)`: the account's person signs up for the shift's first role, or `role=`."""

    def ask(shift: Shift, account: Account | None = None, *, role: ShiftRole | None = None, key: str | None = None):
        who = account or make_account()
        return actions.sign_up(
            role=role or shift.roles[0], person=who.person, by=who, request_key=key or f"key-{next(_keys)}"
        )

    return ask
