"""Events and calls for volunteers: the question of the search page, answered as records."""

from flask import Blueprint, Response
from sqlalchemy.exc import NoResultFound

from matcher.clock import now
from matcher.documents.open_data.event_record import EventPage, EventRecord
from matcher.documents.open_data.events import event_record
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.codes import codes_to_ask_for
from matcher.domain.opportunities.filters import BadFilter, OpportunityFilters, read_filters
from matcher.domain.opportunities.public_events import EventKeys, event_keys, keys_of_event, public_events
from matcher.domain.permissions.table import Permission
from matcher.web.access import requires
from matcher.web.addresses import page_of_event
from matcher.web.opendata.api.answering import answer, next_address
from matcher.web.opendata.api.asking import asked, limit
from matcher.web.problems import BadParameter

bp = Blueprint("events", __name__, url_prefix="/events")
NOTHING = EventKeys((), ())
FIRST_DAY, LAST_DAY = "2000-01-01", "2200-12-31"  # no shift lies outside: a day beyond asks for the same as these


@bp.get("")
@requires(Permission.PUBLIC)
def index() -> Response:
    """A page of what can be joined, in the order of the list page and narrowed by the same question."""
    given = asked("listEvents")
    keys = NOTHING if _asks_for_no_day(given) else event_keys(_filters(given), limit=limit(given), now=now())
    following = next_address(keys.after)
    return answer(keys, lambda: EventPage(items=_records(keys), next=following), next_page=following)


@bp.get("/<int:opportunity_id>")
@requires(Permission.PUBLIC)
def show(opportunity_id: int) -> Response:
    """One of them with its days to come; 404 where it is over, taken back or called off."""
    asked("getEvent")
    keys = keys_of_event(opportunity_id, now=now())
    return answer(keys, lambda: _only(keys))


def _asks_for_no_day(given: dict[str, list[str]]) -> bool:
    """Whether the last day comes before the first: two good days, and nothing lies between them."""
    return "from" in given and "to" in given and given["from"] > given["to"]


def _filters(given: dict[str, list[str]]) -> OpportunityFilters:
    within_reach = {name: [min(max(given[name][0], FIRST_DAY), LAST_DAY)] for name in ("from", "to") if name in given}
    try:
        return read_filters({**given, **within_reach}, codes_to_ask_for(current_plan()))
    except BadFilter as refusal:
        raise BadParameter(str(refusal.parameters["field"])) from refusal


def _records(keys: EventKeys) -> list[EventRecord]:
    plan = current_plan()
    return [event_record(one, plan=plan, url=page_of_event(one.id)) for one in public_events(keys.ids, now=now())]


def _only(keys: EventKeys) -> EventRecord:
    found = _records(keys)
    if not found:
        raise NoResultFound
    return found[0]
