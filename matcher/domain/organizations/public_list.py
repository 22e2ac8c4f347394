"""What open data may show of an organization: an allow-list of columns of the approved ones, in a fixed order.

No person's name is here: the contact is the group itself with the telephone of its desk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from matcher.db import db
from matcher.domain.organizations.directory import OrganizationFilters, chosen
from matcher.domain.organizations.models import Organization, OrganizationStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicOrganization:
    """An approved organization as its public page shows it."""

    id: int
    slug: str
    kind: str
    name: str
    name_kana: str | None
    corporate_number: str | None
    district: str
    description: str | None
    website: str | None
    contact_phone: str | None
    field_numbers: tuple[int, ...]


def public_organizations(
    filters: OrganizationFilters, *, after: int = 0, limit: int | None = None
) -> tuple[Sequence[PublicOrganization], int | None]:
    """The organizations behind the one with the id `after`, and the `after` of the next page (None: the last).

    By id, not by kana as on the page: a name that changes while somebody reads page by page moves nothing.
    """
    query = chosen(filters).add_columns(Organization.corporate_number, Organization.website, Organization.contact_phone)
    query = query.where(Organization.id > after).order_by(Organization.id)
    rows = db.session.execute(query.limit(limit + 1) if limit else query).all()
    shown = [_public(dict(row._mapping)) for row in (rows[:limit] if limit else rows)]
    return shown, shown[-1].id if limit and len(rows) > limit else None


def newest_confirmation() -> datetime | None:
    """When an approved organization last confirmed what it says of itself, or was approved."""
    confirmed = func.max(func.coalesce(Organization.confirmed_current_at, Organization.decided_at))
    return db.session.scalar(select(confirmed).where(Organization.status == OrganizationStatus.APPROVED))


def _public(facts: dict[str, object]) -> PublicOrganization:
    numbers = str(facts.pop("numbers") or "")
    fields = tuple(sorted(int(number) for number in numbers.split(",") if number))
    return PublicOrganization(**facts, field_numbers=fields)  # type: ignore[arg-type]  # the columns above, by name
