"""What of a registration another has already: told beside a form's other faults.

The database decides when it is written; asked before, so that nobody mends a form twice.
"""

from sqlalchemy import ColumnElement, select

from matcher.db import db
from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.queries import has_registered
from matcher.domain.organizations.rules import CorporateNumberTaken, Details, RegisteredAlready, SlugTaken
from matcher.domain.people.models import Account
from matcher.errors import DomainError


def taken_of_new(details: Details, *, slug: str | None, by: Account) -> list[DomainError]:
    """The refusals a new registration would meet as things stand: its name, its address, its 法人番号."""
    refusals: list[DomainError] = []
    if details.name and not by.is_staff and has_registered(by, details.name):
        refusals.append(RegisteredAlready())
    if slug and _is_there(Organization.slug == slug):
        refusals.append(SlugTaken())
    if details.corporate_number and _is_there(Organization.corporate_number == details.corporate_number):
        refusals.append(CorporateNumberTaken())
    return refusals


def taken_of_known(organization: Organization, details: Details) -> list[DomainError]:
    """The refusals that changed details would meet: another organization has the 法人番号."""
    number = Organization.corporate_number == details.corporate_number
    if details.corporate_number and _is_there(number & (Organization.id != organization.id)):
        return [CorporateNumberTaken()]
    return []


def _is_there(condition: ColumnElement[bool]) -> bool:
    return db.session.scalar(select(select(Organization.id).where(condition).exists())) is True
