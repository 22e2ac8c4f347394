"""A group that changes its name is found under the new one: its opportunities' search texts follow in the same act."""

from sqlalchemy import select

from matcher.db import db
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.opportunities.search_text import search_text
from matcher.domain.organizations import actions as organizations
from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.rules import Details
from matcher.domain.people.models import Account


def change_organization(organization: Organization, *, details: Details, by: Account, version: int) -> None:
    """Write what the organization says of itself, and where its name changed what is searched of its opportunities.

    Raises what `organizations.actions.change_details` raises.
    """
    before = (organization.name, organization.name_kana)
    organizations.change_details(organization, details=details, by=by, version=version)
    if before != (organization.name, organization.name_kana):
        _search_texts_follow(organization)


def _search_texts_follow(organization: Organization) -> None:
    mine = select(Opportunity).where(Opportunity.organization_id == organization.id)
    for opportunity in db.session.scalars(mine):
        opportunity.search_text = search_text(opportunity)
