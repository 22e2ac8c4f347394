"""What the rows say after an act, in the words of a test."""

from sqlalchemy import select

from matcher.db import Base, db
from matcher.domain.audit.models import AuditEntry
from matcher.domain.notifications.models import Notification
from matcher.domain.people.models import Person


def notices(person: Person) -> list[str]:
    """The kinds of notices a person got, in order."""
    return list(
        db.session.scalars(
            select(Notification.kind).where(Notification.recipient_id == person.id).order_by(Notification.id)
        )
    )


def audit_acts(subject: Base) -> list[str]:
    """The acts recorded about a row, in order."""
    return list(
        db.session.scalars(
            select(AuditEntry.act)
            .where(AuditEntry.subject_type == subject.__tablename__, AuditEntry.subject_id == subject.id)
            .order_by(AuditEntry.id)
        )
    )
