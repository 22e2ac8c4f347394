"""Published collaboration projects, year by year, as records."""

from flask import Blueprint, Response

from matcher.documents.open_data.list_records import ProjectPage
from matcher.documents.open_data.lists import project_record
from matcher.domain.city.plan import current_plan
from matcher.domain.permissions.table import Permission
from matcher.domain.projects.public_list import ProjectFilters, public_project_years
from matcher.web.access import requires
from matcher.web.addresses import page_of_project
from matcher.web.opendata.api.answering import answer, next_address
from matcher.web.opendata.api.asking import asked, limit, number, one

bp = Blueprint("projects", __name__, url_prefix="/projects")


@bp.get("")
@requires(Permission.PUBLIC)
def index() -> Response:
    """A page of them by number; of every fiscal year unless one is asked for."""
    given, plan = asked("listProjects"), current_plan()
    filters = ProjectFilters(
        fiscal_year=number(given, "year", 0) or None, pillar=one(given, "pillar"), form=one(given, "form")
    )
    rows, after = public_project_years(filters, after=number(given, "after", 0), limit=limit(given))
    following = next_address(after)

    def page() -> ProjectPage:
        items = [project_record(row, plan=plan, url=page_of_project(row.project_id)) for row in rows]
        return ProjectPage(items=items, next=following)

    return answer((rows, after), page, next_page=following)
