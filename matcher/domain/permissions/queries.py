"""Asking the table. Pages, templates, worker and commands all ask here."""

from typing import Any

from matcher.domain.people.models import Account
from matcher.domain.people.queries import current_terms
from matcher.domain.permissions.table import TABLE, Permission


def may(account: Account | None, permission: Permission, thing: Any = None) -> bool:
    """Whether the account (None: nobody signed in) has the permission on the thing, read from the database now."""
    return any(all(fact(account, thing) for fact in grant) for grant in TABLE[permission])


def must_accept_terms(account: Account, permission: Permission) -> bool:
    """Whether the account has to accept the terms in force before it may do that."""
    is_free = permission in (Permission.PUBLIC, Permission.LEAVE_OR_ACCEPT)
    return not is_free and account.terms_version != current_terms()


def is_public(permission: Permission) -> bool:
    """Whether a permission can be had without signing in."""
    return permission == Permission.PUBLIC
