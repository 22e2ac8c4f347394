"""Changing the address an account signs in with: a link to the new one proves it, the old one is told."""

from datetime import timedelta

from matcher.clock import today
from matcher.db import refused_as
from matcher.domain.audit.actions import record
from matcher.domain.notifications.actions import notify
from matcher.domain.people.links import end_links, issue_link, open_link, take_link
from matcher.domain.people.models import Account, AccountStatus, LinkPurpose
from matcher.domain.people.queries import account_by_id, account_with_email
from matcher.domain.people.rules import LinkNotUsable, check_email, check_other_email
from matcher.sealing import unseal

LINK_LASTS = timedelta(hours=24)
BARRED = frozenset({AccountStatus.SUSPENDED, AccountStatus.CLOSED})


def ask_for_new_email(account: Account, *, email: str) -> None:
    """Send a link to the new address; whoever has an account with it is told instead, and nobody else learns which.

    Earlier links end; the new one is usable for 24 hours. Raises NotAnEmail, EmailIsTheSame.
    """
    address = check_email(email)
    check_other_email(address, account.email)
    end_links(LinkPurpose.CHANGE_EMAIL, account)
    record("ask-new-email", account, by=account.actor, changes={"email": None})
    holder = account_with_email(address)
    if holder is None:
        secret = issue_link(LinkPurpose.CHANGE_EMAIL, account, account.person, lifetime=LINK_LASTS, carries=address)
        link = open_link(secret, LinkPurpose.CHANGE_EMAIL)
        notify("confirm-new-email", account.person, link, secret=secret, to=address)
    elif holder.status not in BARRED:
        notify("address-wanted", holder.person, holder, version=today().toordinal(), by_mail=True)


def change_email(secret: str) -> Account:
    """The account with its new address: every session and every older link ends, and the old address is told.

    Raises LinkNotUsable, also where somebody else has taken the address meanwhile.
    """
    link = open_link(secret, LinkPurpose.CHANGE_EMAIL)
    address = unseal(link.sealed or "")
    account = account_by_id(take_link(secret, LinkPurpose.CHANGE_EMAIL).subject_id)
    if not account.is_in_use:
        raise LinkNotUsable
    old = account.email
    with refused_as({"uq_account_email": LinkNotUsable}):
        account.email = account.person.email = address
        account.session_version += 1
    for purpose in (LinkPurpose.CHANGE_EMAIL, LinkPurpose.RESET_PASSWORD, LinkPurpose.CONFIRM_EMAIL):
        end_links(purpose, account)
    record("change-email", account, by=account.actor, changes={"email": None})
    notify("email-changed", account.person, account, version=account.session_version, by_mail=True, to=old)
    return account
