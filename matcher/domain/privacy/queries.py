"""All that is kept of one person, for the person (個人情報保護法 76条: 開示)."""

from collections.abc import Iterable
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import Row, select

from matcher.db import db
from matcher.domain.audit.models import ActorKind, AuditEntry
from matcher.domain.notifications.models import Notification
from matcher.domain.opportunities.models import Opportunity, Shift
from matcher.domain.organizations.models import Membership, Organization
from matcher.domain.people.models import Account, Person, PersonalView
from matcher.domain.people.queries import profile_of
from matcher.domain.signups.models import Attendance, Participant, SignUp

Record = dict[str, Any]


def everything_about(account: Account) -> Record:
    """Plain values by name, ready for JSON: the person, the account, and each list of records, oldest first."""
    person = account.person
    return {
        "person": _person(person),
        "account": _facts(account, "email", "status", "terms_version", "terms_accepted_at", "created_at"),
        "organizations": _memberships(account),
        "sign_ups": _sign_ups(person),
        "attendance": _attendance(person),
        "notices": _notices(person),
        "seen_by_others": _views(person),
        "acts": _acts(account),
    }


def _person(person: Person) -> Record:
    profile = profile_of(person)
    own = _facts(person, "name", "name_kana", "email", "phone", "contact_by", "language", "district", "gender")
    rest = _facts(person, "is_student", "age_band", "age_band_year", "adult_declared_at", "born_on", "created_at")
    return {
        **own,
        **rest,
        "tags": [_plain(tag._asdict()) for tag in sorted(profile.tags)],
        "free_times": [_plain(span._asdict()) for span in sorted(profile.free_times)],
    }


def _memberships(account: Account) -> list[Record]:
    query = select(Organization.name, Membership.role, Membership.started_at, Membership.ended_at)
    joined = query.join(Membership, Membership.organization_id == Organization.id)
    return _records(db.session.execute(joined.where(Membership.account_id == account.id).order_by(Membership.id)))


def _sign_ups(person: Person) -> list[Record]:
    query = (
        select(Opportunity.title, Shift.starts_at, Shift.ends_at, SignUp.state, SignUp.message, SignUp.created_at)
        .join(Shift, Shift.id == SignUp.shift_id)
        .join(Opportunity, Opportunity.id == Shift.opportunity_id)
        .where(SignUp.asked_by_id == person.id)
    )
    return _records(db.session.execute(query.order_by(SignUp.id)))


def _attendance(person: Person) -> list[Record]:
    query = (
        select(Opportunity.title, Attendance.happened_on, Attendance.status, Attendance.minutes)
        .join(Participant, Participant.id == Attendance.participant_id)
        .join(Shift, Shift.id == Participant.shift_id)
        .join(Opportunity, Opportunity.id == Shift.opportunity_id)
        .where(Participant.person_id == person.id)
    )
    return _records(db.session.execute(query.order_by(Attendance.happened_on, Participant.id)))


def _notices(person: Person) -> list[Record]:
    query = select(Notification.kind, Notification.created_at, Notification.channel, Notification.state)
    return _records(db.session.execute(query.where(Notification.recipient_id == person.id).order_by(Notification.id)))


def _views(person: Person) -> list[Record]:
    query = select(PersonalView.at, PersonalView.place, PersonalView.purpose)
    return _records(db.session.execute(query.where(PersonalView.person_id == person.id).order_by(PersonalView.id)))


def _acts(account: Account) -> list[Record]:
    query = select(AuditEntry.at, AuditEntry.act, AuditEntry.subject_type)
    own = (AuditEntry.actor_kind == ActorKind.ACCOUNT, AuditEntry.actor_id == account.id)
    return _records(db.session.execute(query.where(*own).order_by(AuditEntry.id)))


def _records(rows: Iterable[Row[Any]]) -> list[Record]:
    return [_plain(row._asdict()) for row in rows]


def _facts(thing: object, *names: str) -> Record:
    return _plain({name: getattr(thing, name) for name in names})


def _plain(values: Record) -> Record:
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime | time) else value
