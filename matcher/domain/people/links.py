"""Links that may be used once: by mail or on paper, for what somebody may do without a password.

The secret stands only in the link; here its SHA-256 is kept, so that a copy of the database opens nothing.
"""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update

from matcher.clock import now
from matcher.db import db
from matcher.domain.audit.actions import Subject
from matcher.domain.people.models import LinkPurpose, LinkToken, Person
from matcher.domain.people.rules import LinkNotUsable
from matcher.sealing import seal

REMEMBERED = timedelta(days=30)


def issue_link(
    purpose: LinkPurpose,
    subject: Subject,
    person: Person | None = None,
    *,
    lifetime: timedelta,
    carries: str | None = None,
) -> str:
    """The secret of a new link about `subject`, meant for `person` where one is known, usable for `lifetime`.

    `carries`: what it will be about when it is used (a new address), kept sealed until then. The secret is 43 letters
    of the URL alphabet and is told this once; `open_link` finds the row again.
    """
    secret = secrets.token_urlsafe(32)
    db.session.flush()
    db.session.add(
        LinkToken(
            token_hash=_kept(secret),
            purpose=purpose,
            subject_type=subject.__tablename__,
            subject_id=subject.id,
            person_id=person.id if person else None,
            created_at=now(),
            expires_at=now() + lifetime,
            sealed=seal(carries) if carries is not None else None,
        )
    )
    db.session.flush()
    return secret


def open_link(secret: str, purpose: LinkPurpose) -> LinkToken:
    """The link, still usable now; looking does not use it up. Raises LinkNotUsable."""
    link = db.session.scalar(
        select(LinkToken).where(
            LinkToken.token_hash == _kept(secret),
            LinkToken.purpose == purpose,
            LinkToken.used_at.is_(None),
            LinkToken.expires_at > now(),
        )
    )
    if link is None:
        raise LinkNotUsable
    return link


def take_link(secret: str, purpose: LinkPurpose) -> LinkToken:
    """The link, used up by this call: of two that come at once, one gets it. Raises LinkNotUsable."""
    link = open_link(secret, purpose)
    mine = (
        update(LinkToken).where(LinkToken.id == link.id, LinkToken.used_at.is_(None)).values(used_at=now(), sealed=None)
    )
    if db.session.scalar(mine.returning(LinkToken.id)) is None:
        raise LinkNotUsable
    return link


def end_links(purpose: LinkPurpose, subject: Subject) -> None:
    """Make every link of that purpose about `subject` unusable: a newer one replaces them, or the act is done."""
    db.session.execute(
        update(LinkToken)
        .where(
            LinkToken.purpose == purpose,
            LinkToken.subject_type == subject.__tablename__,
            LinkToken.subject_id == subject.id,
            LinkToken.used_at.is_(None),
        )
        .values(used_at=now(), sealed=None)
    )


def forget_old_links() -> int:
    """Remove links that ran out a month ago, for the worker; how many there were."""
    old = delete(LinkToken).where(LinkToken.expires_at < now() - REMEMBERED).returning(LinkToken.id)
    return len(db.session.scalars(old).all())


def _kept(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
