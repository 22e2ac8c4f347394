"""The organizations the city approved, as records."""

from flask import Blueprint, Response

from matcher.documents.open_data.list_records import OrganizationPage
from matcher.documents.open_data.lists import organization_record
from matcher.domain.city.plan import current_plan
from matcher.domain.organizations.directory import OrganizationFilters
from matcher.domain.organizations.public_list import public_organizations
from matcher.domain.permissions.table import Permission
from matcher.web.access import requires
from matcher.web.addresses import page_of_organization
from matcher.web.opendata.api.answering import answer, next_address
from matcher.web.opendata.api.asking import asked, limit, number, one

bp = Blueprint("organizations", __name__, url_prefix="/organizations")


@bp.get("")
@requires(Permission.PUBLIC)
def index() -> Response:
    """A page of them by number, narrowed as the directory is."""
    given, plan = asked("listOrganizations"), current_plan()
    filters = OrganizationFilters(
        q=one(given, "q"),
        district=one(given, "district"),
        field_no=number(given, "field", 0) or None,
        kind=one(given, "kind"),
    )
    rows, after = public_organizations(filters, after=number(given, "after", 0), limit=limit(given))
    following = next_address(after)

    def page() -> OrganizationPage:
        items = [organization_record(row, plan=plan, url=page_of_organization(row.slug)) for row in rows]
        return OrganizationPage(items=items, next=following)

    return answer((rows, after), page, next_page=following)
