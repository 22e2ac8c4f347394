"""Registrations as the office lists them: those of one status, longest waiting first, page by page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from matcher.db import db
from matcher.domain.organizations.models import Organization, OrganizationStatus

ROWS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Registration:
    """One line of the list."""

    id: int
    slug: str
    name: str
    name_kana: str | None
    kind: str
    district: str
    status: OrganizationStatus
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Registrations:
    """One page of the list; `after` None: the last page."""

    rows: list[Registration]
    after: int | None


def registrations(status: OrganizationStatus, *, after: int | None = None, size: int = ROWS_ON_A_PAGE) -> Registrations:
    """Those of one status, those that waited longest first, one statement; `after`: the last id of a page.

    What was `after` may have another status by now, as it has when it was just decided; its place stays.
    """
    one = Organization
    since = func.coalesce(one.submitted_at, one.created_at)
    query = select(one.id, one.slug, one.name, one.name_kana, one.kind, one.district, one.status, one.submitted_at)
    if after is not None:
        last = select(since).where(one.id == after).correlate(None).scalar_subquery()
        query = query.where(or_(last.is_(None), since > last, (since == last) & (one.id > after)))
    found = db.session.execute(query.where(one.status == status).order_by(since, one.id).limit(size + 1)).all()
    rows = [Registration(*row) for row in found[:size]]
    return Registrations(rows, rows[-1].id if len(found) > size else None)


def registration_counts() -> dict[OrganizationStatus, int]:
    """How many registrations stand in each status; every status has its number."""
    rows = db.session.execute(select(Organization.status, func.count()).group_by(Organization.status)).all()
    counted = {status: number for status, number in rows}
    return {status: counted.get(status, 0) for status in OrganizationStatus}
