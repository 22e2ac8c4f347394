"""Forgetting a person who leaves: what names them goes, what is counted stays."""

from datetime import timedelta

from sqlalchemy import delete, or_, select, update

from matcher.clock import now
from matcher.db import db
from matcher.domain.audit.actions import WORKER, Actor, record
from matcher.domain.notifications.delivery import cancel_waiting
from matcher.domain.notifications.models import NoticeState, Notification
from matcher.domain.organizations.membership import leave
from matcher.domain.organizations.models import Invitation
from matcher.domain.organizations.queries import memberships_of
from matcher.domain.people.models import (
    Account,
    AccountStatus,
    Guardianship,
    LinkToken,
    Person,
    PersonFreeTime,
    PersonTag,
)
from matcher.domain.signups.actions.leaving import withdraw_all
from matcher.domain.signups.models import SignUp

NAMELESS = "―"
LEFT = "left"
UNFINISHED_LASTS = timedelta(days=7)


def erase_account(account: Account, *, by: Actor | None = None) -> None:
    """Close the account and make its person nameless; what the person has coming is withdrawn, the next move up.

    Attendance stays, and with it district, age band and gender, which only ever appear as numbers of five and more:
    no figure changes because somebody leaves. `by` None means the person.

    Raises LastOwner where an organization would have no owner any more.
    """
    person = account.person
    for membership in memberships_of(account):
        leave(membership)
    withdraw_all(person=person, by=account)
    record("erase-account", account, by=by or account.actor, changes={"status": AccountStatus.CLOSED})
    _forget_links(account)
    _forget_notices(person)
    _forget_words(person)
    _make_nameless(person)
    _close(account)
    db.session.flush()


def end_unfinished_registrations() -> int:
    """Forget those who registered and never pressed the link in a week, for the worker; how many, at most 100.

    The rows are held: whoever presses it at this moment was first, and stays, or finds no account any more.
    """
    began = now() - UNFINISHED_LASTS
    waiting = select(Account).where(Account.status == AccountStatus.UNCONFIRMED, Account.created_at < began)
    held = waiting.order_by(Account.id).limit(100).with_for_update(of=Account, key_share=True)
    accounts = db.session.scalars(held.execution_options(populate_existing=True)).all()
    for account in accounts:
        erase_account(account, by=WORKER)
    return len(accounts)


def _close(account: Account) -> None:
    account.status = AccountStatus.CLOSED
    account.email = account.password_hash = None
    account.is_staff = False
    account.department_id = None
    account.session_version += 1


def _make_nameless(person: Person) -> None:
    person.name = NAMELESS
    person.name_kana = person.email = person.phone = None
    person.birth_on_sealed = person.adult_on = None
    person.anonymized_at = now()


def _forget_words(person: Person) -> None:
    """What the person likes, needs and wrote to groups; the standing of guardian or child ends."""
    db.session.execute(delete(PersonTag).where(PersonTag.person_id == person.id))
    db.session.execute(delete(PersonFreeTime).where(PersonFreeTime.person_id == person.id))
    db.session.execute(update(SignUp).where(SignUp.asked_by_id == person.id).values(message=None))
    its_people = or_(Guardianship.child_id == person.id, Guardianship.guardian_id == person.id)
    lasting = update(Guardianship).where(its_people, Guardianship.ended_at.is_(None))
    db.session.execute(lasting.values(ended_at=now()))


def _forget_links(account: Account) -> None:
    of_account = (LinkToken.subject_type == Account.__tablename__) & (LinkToken.subject_id == account.id)
    db.session.execute(delete(LinkToken).where(or_(of_account, LinkToken.person_id == account.person_id)))
    open_ones = (Invitation.email == account.email, Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))
    db.session.execute(update(Invitation).where(*open_ones).values(revoked_at=now()))
    db.session.execute(update(Invitation).where(Invitation.email == account.email).values(email=NAMELESS))


def _forget_notices(person: Person) -> None:
    """What waits goes out no more, what went out leaves the inbox; a letter under way keeps its row."""
    cancel_waiting(person.id, LEFT)
    done = Notification.state.in_((NoticeState.SENT, NoticeState.DEAD))
    db.session.execute(delete(Notification).where(Notification.recipient_id == person.id, done))
