"""The city's goals, year by year, as records."""

from flask import Blueprint, Response

from matcher.documents.open_data.list_records import KpiPage
from matcher.documents.open_data.lists import kpi_record
from matcher.domain.permissions.table import Permission
from matcher.domain.statistics.yearly_figures import yearly_figures
from matcher.web.access import requires
from matcher.web.opendata.api.answering import answer
from matcher.web.opendata.api.asking import asked

bp = Blueprint("kpi", __name__, url_prefix="/kpi")


@bp.get("")
@requires(Permission.PUBLIC)
def index() -> Response:
    """Every year of every goal."""
    asked("listKpi")
    figures = yearly_figures()
    return answer(figures, lambda: KpiPage(items=[kpi_record(figure) for figure in figures]))
