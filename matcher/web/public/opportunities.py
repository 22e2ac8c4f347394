"""Finding opportunities, one of them whole, and its days for a calendar."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.exceptions import BadRequest

from matcher.clock import now
from matcher.documents import calendar as calendar_file
from matcher.documents import jsonld
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.codes import codes_to_ask_for
from matcher.domain.opportunities.filters import BadFilter, Cursor, OpportunityFilters, Sort, read_filters
from matcher.domain.opportunities.finding import OpportunityCard, OpportunityPage, open_opportunities, relaxations
from matcher.domain.opportunities.models import Opportunity, Shift, Timing
from matcher.domain.opportunities.queries import published_opportunity
from matcher.domain.permissions.table import Permission
from matcher.domain.signups.queries.mine import own_days
from matcher.folding import words_of
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.addresses import page_of_event, page_of_organization, whole_address
from matcher.web.asked import asked_text
from matcher.web.cards import ShownCard, shown_cards
from matcher.web.formats import tokyo_day
from matcher.web.identity import account
from matcher.web.list_files import AT_ONCE, ListFile, all_pages
from matcher.web.opportunity_page import shown_parts
from matcher.web.public import search_conditions
from matcher.words import sentence

bp = Blueprint("opportunities", __name__, url_prefix="/opportunities")

Found = tuple[OpportunityCard, ShownCard]
FILE: ListFile[Found] = ListFile(
    _l("活動"),
    (
        (_l("活動"), lambda found: found[0].title),
        (_l("団体"), lambda found: found[0].organization_name),
        (_l("はじめの日"), lambda found: tokyo_day(found[0].starts_at)),
        (_l("日時"), lambda found: found[1].when),
        (_l("ほかの日"), lambda found: found[1].more_days),
        (_l("場所"), lambda found: found[1].venue),
        (_l("すること"), lambda found: "、".join(found[1].fields)),
        (_l("特に来てほしい人"), lambda found: "、".join(found[1].audiences)),
        (_l("あいている席"), lambda found: found[1].places_words),
        (_l("内容"), lambda found: found[0].summary),
        (_l("ページ"), lambda found: whole_address(found[1].url)),
    ),
)


@bp.get("")
@requires(Permission.PUBLIC)
def index() -> Any:
    """What can be joined, narrowed by the arguments of the address; 400 in words where one of them is no good."""
    try:
        filters = _asked()
    except BadFilter as refusal:
        return _list_page(OpportunityFilters(), refusal=sentence(refusal)), 400
    return _list_page(filters)


@FILE.of(bp, "index", "", Permission.PUBLIC)
def listed() -> Iterator[Found]:
    """All that is found, as the pages of the list show it. Raises BadRequest where an argument is no good."""
    try:
        filters = _asked()
    except BadFilter as refusal:
        raise BadRequest from refusal

    def page(after: Cursor | None) -> tuple[Sequence[Found], Cursor | None]:
        found = open_opportunities(replace(filters, after=after), limit=AT_ONCE)
        return list(zip(found.cards, shown_cards(found.cards), strict=True)), found.after

    return all_pages(page)


@bp.get("/<int:opportunity_id>")
@requires(Permission.PUBLIC, load=published_opportunity)
def show(opportunity: Opportunity) -> str:
    """All that is public of one opportunity, and the way to join it; also when it is over or called off.

    Whoever comes from a search (`q`) sees the words marked.
    """
    q = asked_text("q") or ""
    asking = account()
    own = own_days(asking.person_id, opportunity.id) if asking else {}
    address, group = page_of_event(opportunity.id), page_of_organization(opportunity.organization.slug)
    data = jsonld.events(opportunity, at=now(), url=address, organizer_url=group)
    parts = shown_parts(opportunity, own, words_of(q))
    search = search_conditions.address(OpportunityFilters(q=q))
    return render_template(
        "public/opportunity.html", opportunity=opportunity, address=address, search=search, data=data, **parts
    )


@bp.get("/<int:opportunity_id>.ics")
@requires(Permission.PUBLIC, load=published_opportunity)
def calendar(opportunity: Opportunity) -> Response:
    """Its days as a calendar file; days called off are in it as such, so that calendars take them out."""
    entries = [_entry(opportunity, shift) for shift in opportunity.shifts]
    host = current_app.extensions["config"].host
    response = Response(calendar_file.write(entries, host=host, name=opportunity.title), mimetype="text/calendar")
    response.headers["Content-Disposition"] = f"attachment; filename=opportunity-{opportunity.id}.ics"
    return response


def _asked() -> OpportunityFilters:
    return read_filters(request.args.to_dict(flat=False), codes_to_ask_for(current_plan()))


def _list_page(filters: OpportunityFilters, refusal: str | None = None) -> str:
    page = OpportunityPage([], 0, None) if refusal else open_opportunities(filters)
    is_nothing = not page.cards and not refusal and not filters.is_empty
    return render_template(
        "public/opportunities.html",
        refusal=refusal,
        typed=request.args,
        filters=filters,
        page=page,
        cards=shown_cards(page.cards, filters.q),
        options=search_conditions.options(current_plan()),
        chosen=search_conditions.chosen(filters),
        sort_ways=search_conditions.orders(filters),
        is_too_many_to_rank=filters.order == Sort.RELEVANCE and page.is_count_capped,
        ways_out=search_conditions.ways_out(filters, relaxations(filters)) if is_nothing else [],
        next=search_conditions.address(replace(filters, after=page.after)) if page.after else None,
        first=search_conditions.address(replace(filters, after=None)) if filters.after else None,
    )


def _entry(opportunity: Opportunity, shift: Shift) -> calendar_file.CalendarEntry:
    return calendar_file.CalendarEntry(
        shift_id=shift.id,
        title=opportunity.title,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        is_period=shift.timing == Timing.PERIOD,
        is_cancelled=shift.status != "scheduled" or opportunity.status == "cancelled",
        version=opportunity.version + shift.version,  # either may move; calendars want a number that only grows
        changed_at=opportunity.changed_at or opportunity.published_at or opportunity.created_at,
        place=" ".join(filter(None, (opportunity.venue, opportunity.address, opportunity.meeting_place))),
        note=opportunity.things_to_bring or "",
        url=page_of_event(opportunity.id),
    )
