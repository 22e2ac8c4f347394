"""The organizations of the city that the office approved: a directory and a page for each."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, render_template, url_for

from matcher.clock import fiscal_year, fiscal_year_days, now, today, tokyo_instant
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.filters import OpportunityFilters
from matcher.domain.opportunities.finding import open_opportunities
from matcher.domain.opportunities.past_days import past_days
from matcher.domain.organizations.directory import ListedOrganization, OrganizationFilters, directory, directory_size
from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.queries import public_organization
from matcher.domain.permissions.table import Permission
from matcher.domain.support.queries import public_support_of
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.addresses import whole_address
from matcher.web.asked import asked_code, asked_number, asked_text, conditions, same_list
from matcher.web.cards import shown_cards
from matcher.web.list_files import AT_ONCE, ListFile, all_pages
from matcher.words.codes import name_of
from matcher.words.support import DIRECTIONS

bp = Blueprint("organizations", __name__, url_prefix="/organizations")

FILE: ListFile[ListedOrganization] = ListFile(
    _l("団体"),
    (
        (_l("名前"), lambda one: one.name),
        (_l("フリガナ"), lambda one: one.name_kana),
        (_l("種類"), lambda one: name_of("organization_kind", one.kind)),
        (_l("地区"), lambda one: name_of("district", one.district)),
        (_l("分野"), lambda one: "、".join(name_of("npo_field", number) for number in one.field_numbers)),
        (_l("活動"), lambda one: one.description),
        (_l("ページ"), lambda one: whole_address(url_for("public.organizations.show", slug=one.slug))),
    ),
)


@bp.get("")
@requires(Permission.PUBLIC)
def index() -> str:
    """A page of the directory, by kana, narrowed by words, district, field and kind."""
    filters, after = _filters(), asked_number("after")
    page = directory(filters, after=after)
    return render_template(
        "public/organizations.html",
        page=page,
        count=directory_size(filters),
        filters=filters,
        chosen=len(conditions()),
        next=same_list(after=page.after) if page.after else None,
        first=same_list() if after else None,
    )


@FILE.of(bp, "index", "", Permission.PUBLIC)
def listed() -> Iterator[ListedOrganization]:
    """All that fit, in the order of the directory."""
    filters = _filters()

    def page(after: int | None) -> tuple[Sequence[ListedOrganization], int | None]:
        found = directory(filters, after=after, size=AT_ONCE)
        return found.organizations, found.after

    return all_pages(page)


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
