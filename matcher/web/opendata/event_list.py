"""The city's event list in the 32 national columns, made of what is published and still to come."""

from flask import Blueprint, Response, abort, current_app, request

from matcher.clock import now
from matcher.documents import event_list
from matcher.documents.event import Event
from matcher.documents.public_events import event_of
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.public_shifts import PublicShift, public_shifts
from matcher.domain.permissions.table import Permission
from matcher.web.access import requires

bp = Blueprint("event_list", __name__)
MINUTES_KEPT = 10


@bp.get("/<city_code>_event.csv")
@requires(Permission.PUBLIC)
def download(city_code: str) -> Response:
    """One row per shift, UTF-8 with its mark. 404 for the code of another city.

    The ETag tells whether anything differs. There is no Last-Modified: rows fall out when their day has passed,
    without anybody having changed anything.
    """
    if city_code != current_plan().city.code:
        abort(404)
    content = event_list.write(_event(shift) for shift in public_shifts(now()))
    response = Response(content, mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={city_code}_event.csv"
    response.cache_control.public = True
    response.cache_control.max_age = MINUTES_KEPT * 60
    response.add_etag()
    return response.make_conditional(request)


def _event(shift: PublicShift) -> Event:
    city = current_plan().city
    address = f"{current_app.extensions['config'].base_url.rstrip('/')}/opportunities/{shift.opportunity_id}"
    return event_of(shift, city_code=city.code, prefecture=city.prefecture, city=city.name, url=address)
