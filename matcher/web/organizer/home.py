"""The home of an organization: where its registration stands, what comes next, what it asks for."""

from flask import Blueprint, render_template

from matcher.domain.opportunities.models import OpportunityStatus
from matcher.domain.opportunities.queries import opportunities_of
from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.queries import organization
from matcher.domain.permissions.queries import may
from matcher.domain.permissions.table import Permission
from matcher.domain.support.queries import public_support_of
from matcher.web.access import requires
from matcher.web.identity import account

bp = Blueprint("home", __name__)
SHOWN = frozenset(OpportunityStatus) - {OpportunityStatus.CLOSED, OpportunityStatus.CANCELLED}


@bp.get("/<slug>/")
@requires(Permission.SEE_ORGANIZATION, load=organization)
def show(one: Organization) -> str:
    """The registration's state, the next act, and what the organization has on its pages now."""
    return render_template(
        "organizer/home.html",
        organization=one,
        opportunities=opportunities_of(one, SHOWN).rows,
        support=public_support_of(one),
        may_edit=may(account(), Permission.EDIT_ORGANIZATION, one),
    )
