"""The organizations of the city that the office approved: a directory and a page for each."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from matcher.clock import fiscal_year, fiscal_year_days, now, today, tokyo_instant
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.filters import OpportunityFilters
from matcher.domain.opportunities.finding import open_opportunities
from matcher.domain.opportunities.past_days import past_days
from matcher.domain.organizations.directory import OrganizationFilters, directory, directory_size
from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.queries import public_organization
from matcher.domain.permissions.table import Permission
from matcher.domain.support.queries import public_support_of
from matcher.web.access import requires
from matcher.web.asked import asked_code, asked_number, asked_text
from matcher.web.cards import shown_cards
from matcher.words.codes import name_of
from matcher.words.support import DIRECTIONS

bp = Blueprint("organizations", __name__, url_prefix="/organizations")


@bp.get("")
@requires(Permission.PUBLIC)
def index() -> str:
    """A page of the directory, by kana, narrowed by words, district, field and kind."""
    filters, after = _filters(), asked_number("after")
    page = directory(filters, after=after)
    asked = {name: value for name, value in request.args.items() if name != "after" and value}
    return render_template(
        "public/organizations.html",
        page=page,
        count=directory_size(filters),
        filters=filters,
        chosen=len(asked),
        next=url_for(".index", **asked, after=page.after) if page.after else None,
        first=url_for(".index", **asked) if after else None,
    )


@bp.get("/<slug>")
@requires(Permission.PUBLIC, load=public_organization)
def show(one: Organization) -> str:
    """What the organization does, asks for and did, and its contact desk."""
    qualities = [name_of("organization_kind", one.kind), name_of("district", one.district)]
    present, year = now(), fiscal_year(today())
    return render_template(
        "public/organization.html",
        organization=one,
        cards=shown_cards(open_opportunities(OpportunityFilters(organization_id=one.id)).cards),
        past=past_days(one, since=tokyo_instant(fiscal_year_days(year)[0]), until=present),
        year=year,
        qualities=[*qualities, *(name_of("npo_field", number) for number in one.field_numbers)],
        support=public_support_of(one),
        directions=DIRECTIONS,
    )


def _filters() -> OrganizationFilters:
    plan = current_plan()
    fields: dict[str, Any] = {str(one.number): one.number for one in plan.npo_fields}
    field = asked_code("field", fields)
    return OrganizationFilters(
        q=asked_text("q"),
        district=asked_code("district", [one.code for one in plan.districts]),
        field_no=int(field) if field else None,
        kind=asked_code("kind", [one.code for one in plan.organization_kinds]),
    )
