"""The files of open data: events in the 32 national columns, organizations, projects and the city's goals."""

from flask import Blueprint, Response, abort

from matcher.domain.city.plan import current_plan
from matcher.domain.permissions.table import Permission
from matcher.web.access import requires
from matcher.web.opendata.copies import exact_copy
from matcher.web.opendata.freshness import fresh
from matcher.web.opendata.sources import SOURCES

bp = Blueprint("files", __name__, url_prefix="/opendata")
SECONDS_KEPT = 10 * 60


@bp.get("/<city_code>_event.csv")
@requires(Permission.PUBLIC)
def event(city_code: str) -> Response:
    """One row per shift, UTF-8 with its mark. 404 for the code of another city.

    There is no Last-Modified: rows fall out when their day has passed, without anybody having changed anything.
    """
    return _file(city_code, "event")


@bp.get("/<city_code>_organization.csv")
@requires(Permission.PUBLIC)
def organization(city_code: str) -> Response:
    """One row per approved organization."""
    return _file(city_code, "organization")


@bp.get("/<city_code>_project.csv")
@requires(Permission.PUBLIC)
def project(city_code: str) -> Response:
    """One row per published project and fiscal year."""
    return _file(city_code, "project")


@bp.get("/<city_code>_kpi.csv")
@requires(Permission.PUBLIC)
def kpi(city_code: str) -> Response:
    """One row per goal and fiscal year."""
    return _file(city_code, "kpi")


def _file(city_code: str, code: str) -> Response:
    if city_code != current_plan().city.code:
        abort(404)
    source = SOURCES[code]
    version = source.version()
    response = fresh(
        version, lambda: Response(exact_copy(source, version).content, mimetype="text/csv"), seconds=SECONDS_KEPT
    )
    response.headers["Content-Disposition"] = f"attachment; filename={city_code}_{code}.csv"
    return response
