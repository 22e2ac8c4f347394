"""The questions about sign-ups the permission table asks."""

from typing import Any

from matcher.domain.opportunities.models import Opportunity, Shift, ShiftRole
from matcher.domain.opportunities.queries import wrote_opportunity
from matcher.domain.organizations.queries import runs_organization
from matcher.domain.people.models import Account
from matcher.domain.signups.models import SignUp


def runs_shift(account: Account | None, thing: Any) -> bool:
    """Whether the account acts for the group whose opportunity, shift, role or sign-up this is."""
    return runs_organization(account, _opportunity(thing))


def entered_shift(account: Account | None, thing: Any) -> bool:
    """Whether the account itself entered the opportunity this belongs to, as staff do for a group that brings paper."""
    opportunity = _opportunity(thing)
    return opportunity is not None and wrote_opportunity(account, opportunity)


def is_own_sign_up(account: Account | None, thing: Any) -> bool:
    """Whether the sign-up is of the account's own person."""
    return account is not None and isinstance(thing, SignUp) and thing.asked_by_id == account.person_id


def holds_seats(account: Account | None, thing: Any) -> bool:
    """Whether the account acts for the company that holds the seats of this sign-up."""
    return isinstance(thing, SignUp) and thing.organization is not None and runs_organization(account, thing)


def _opportunity(thing: Any) -> Opportunity | None:
    if isinstance(thing, SignUp):
        return thing.shift.opportunity
    if isinstance(thing, ShiftRole):
        return thing.shift.opportunity
    return thing.opportunity if isinstance(thing, Shift) else thing
