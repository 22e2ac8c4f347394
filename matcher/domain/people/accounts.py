"""Writing accounts: registering, confirming the address, accepting the terms, being barred by staff.

Passwords come in hashed (see `passwords`): hashing is slow and has no place inside a transaction.
"""

from datetime import date, timedelta

from matcher.clock import now, today
from matcher.db import db, refused_as
from matcher.domain.audit.actions import Actor, Replaced, record
from matcher.domain.notifications.actions import notify
from matcher.domain.people.actions import add_person, change_profile, restart_age
from matcher.domain.people.links import end_links, issue_link, open_link, take_link
from matcher.domain.people.models import Account, AccountStatus, LinkPurpose, Person
from matcher.domain.people.profile import Profile
from matcher.domain.people.queries import account_by_id, account_with_email, current_terms
from matcher.domain.people.rules import (
    EmailTaken,
    check_age_answer,
    check_email,
    check_not_own,
    check_status,
    check_terms,
)

CONFIRMATION_LASTS = timedelta(hours=24)


def add_account(
    *,
    person: Person,
    email: str,
    by: Actor | None = None,
    password_hash: str | None = None,
    status: AccountStatus = AccountStatus.ACTIVE,
    terms_version: str | None = None,
    is_staff: bool = False,
    department_id: int | None = None,
) -> Account:
    """A new account for a person who has none; `by` None means the person. Raises NotAnEmail, EmailTaken."""
    account = Account(
        person_id=person.id,
        email=check_email(email),
        password_hash=password_hash,
        status=status,
        is_staff=is_staff,
        department_id=department_id,
        terms_version=terms_version,
        terms_accepted_at=now() if terms_version else None,
        created_at=now(),
    )
    with refused_as({"uq_account_email": EmailTaken}):
        db.session.add(account)
    changes = {"email": None, "status": status, "is_staff": is_staff, "department_id": department_id}
    record("add-account", account, by=by or account.actor, changes=changes)
    return account


def register(
    *,
    email: str,
    password_hash: str,
    profile: Profile,
    is_adult: bool,
    born_on: date | None = None,
    accepted_terms: str | None,
    onward: str = "",
) -> None:
    """Begin an account and send the link that confirms the address; whoever has one already is told by mail.

    `onward` is the page of this service the person was on the way to; the link leads there in the end.
    Nothing that comes back tells which of the two happened: nobody learns here who has an account.
    Raises NotAnEmail, NotAPhone, NotAReading, BirthDateMissing, BirthDateImpossible, AgeContradicted,
    TermsNotAccepted.
    """
    check_terms(accepted_terms, current=current_terms())
    address = check_email(email)
    minor_born_on = None if check_age_answer(is_adult=is_adult, born_on=born_on) else born_on
    try:
        with db.session.begin_nested():
            person = add_person(profile=profile, email=address, is_adult=minor_born_on is None, born_on=minor_born_on)
            account = add_account(
                person=person,
                email=address,
                password_hash=password_hash,
                status=AccountStatus.UNCONFIRMED,
                terms_version=accepted_terms,
            )
    except EmailTaken:
        account = _known(address)
        if account.status != AccountStatus.UNCONFIRMED:
            _tell_owner(account)
            return
        _begin_again(account, profile, minor_born_on, password_hash, accepted_terms)
    send_confirmation(account, onward=onward)


def send_confirmation(account: Account, *, onward: str = "") -> None:
    """Send the link that confirms the address; earlier ones end. It is usable for 24 hours."""
    end_links(LinkPurpose.CONFIRM_EMAIL, account)
    secret = issue_link(LinkPurpose.CONFIRM_EMAIL, account, account.person, lifetime=CONFIRMATION_LASTS)
    notify(
        "confirm-email",
        account.person,
        open_link(secret, LinkPurpose.CONFIRM_EMAIL),
        secret=secret,
        parameters={"onward": onward},
    )


def confirm_email(secret: str) -> Account:
    """The account whose address is now known to be its owner's. Raises LinkNotUsable."""
    account = account_by_id(take_link(secret, LinkPurpose.CONFIRM_EMAIL).subject_id)
    if account.status == AccountStatus.UNCONFIRMED:
        account.status = AccountStatus.ACTIVE
        record("confirm-email", account, by=account.actor, changes={"status": account.status})
    return account


def accept_terms(account: Account, *, accepted_terms: str | None) -> None:
    """Note that the terms and the purposes are accepted as they hold now. Raises TermsNotAccepted."""
    check_terms(accepted_terms, current=current_terms())
    account.terms_version = accepted_terms
    account.terms_accepted_at = now()
    record("accept-terms", account, by=account.actor, changes={"terms_version": accepted_terms})


def suspend_account(account: Account, *, by: Actor, reason: str) -> None:
    """Bar an account: it loses all authority with its next request. Raises OwnAccount, NotThatAccountState."""
    check_not_own(account, by)
    _move(account, "suspend-account", AccountStatus.ACTIVE, AccountStatus.SUSPENDED, by, reason)
    account.session_version += 1


def resume_account(account: Account, *, by: Actor, reason: str) -> None:
    """Let a barred account in again. Raises OwnAccount, NotThatAccountState."""
    check_not_own(account, by)
    _move(account, "resume-account", AccountStatus.SUSPENDED, AccountStatus.ACTIVE, by, reason)


def end_sessions(account: Account) -> None:
    """Sign the account out everywhere: on the library's computer too."""
    account.session_version += 1
    record("end-sessions", account, by=account.actor)


def change_authority(account: Account, *, is_staff: bool, department_id: int | None, by: Actor) -> None:
    """Make somebody staff of the support office, of a department, or neither. Raises OwnAccount."""
    check_not_own(account, by)
    wanted = {"is_staff": is_staff, "department_id": department_id}
    changes = {
        field: Replaced(getattr(account, field), value)
        for field, value in wanted.items()
        if getattr(account, field) != value
    }
    account.is_staff = is_staff
    account.department_id = department_id
    record("change-authority", account, by=by, changes=changes)


def _move(account: Account, act: str, before: AccountStatus, after: AccountStatus, by: Actor, reason: str) -> None:
    check_status(account, before)
    account.status = after
    record(act, account, by=by, changes={"status": Replaced(before, after)}, reason=reason)


def _known(address: str) -> Account:
    account = account_with_email(address)
    if account is None:  # gone between the refusal and this look: as if it had just been taken
        raise EmailTaken
    return account


def _tell_owner(account: Account) -> None:
    """Say by mail that somebody registered again: once a day and account, by the notice's key."""
    if account.status == AccountStatus.ACTIVE:
        notify("address-already-registered", account.person, account, version=today().toordinal(), by_mail=True)


def _begin_again(
    account: Account, profile: Profile, born_on: date | None, password_hash: str, accepted_terms: str | None
) -> None:
    """An address nobody confirmed belongs to nobody: the newest registration replaces the unfinished one."""
    change_profile(account.person, profile=profile, by=account.actor)
    restart_age(account.person, born_on=born_on)
    account.password_hash = password_hash
    account.terms_version = accepted_terms
    account.terms_accepted_at = now()
    record("register-again", account, by=account.actor)
