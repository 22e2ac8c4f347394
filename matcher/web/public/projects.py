"""Verified collaboration projects, for everybody: what is done together with the city."""

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext as _

from matcher.domain.city.plan import current_plan
from matcher.domain.permissions.table import Permission
from matcher.domain.projects import published
from matcher.domain.projects.published import PublicFilters
from matcher.domain.statistics.collaboration import born_of_matches
from matcher.web.access import requires
from matcher.web.public.kpi import asked_year, baseline_year, years_offered

bp = Blueprint("projects", __name__, url_prefix="/projects")


@bp.get("")
@requires(Permission.PUBLIC)
def index() -> str:
    """Published, verified projects of a fiscal year, filtered by pillar, form and department; a page at a time."""
    after = request.args.get("after", "0")
    if not (after.isascii() and after.isdecimal() and len(after) < 10):
        abort(400)
    filters = PublicFilters(
        fiscal_year=asked_year(first=baseline_year()),
        pillar=request.args.get("pillar") or None,
        form=request.args.get("form") or None,
        after=int(after),
    )
    rows, following = published.published_years(filters)
    plan = current_plan()
    return render_template(
        "public/projects.html",
        filters=filters,
        rows=rows,
        following=following,
        years_offered=years_offered(),
        pillars_offered=[("", _("すべて")), *((pillar.code, pillar.name) for pillar in plan.pillars)],
        forms_offered=[("", _("すべて")), *((form.code, form.name) for form in plan.forms if not form.is_support)],
    )


@bp.get("/<int:project_id>")
@requires(Permission.PUBLIC)
def show(project_id: int) -> str:
    """One project with each of its verified, published years, newest first."""
    years = published.published_years_of(project_id)
    if not years:
        abort(404)
    activity = {year.id: published.activity_of(year) for year in years}
    return render_template(
        "public/project.html",
        project=years[0].project,
        years=years,
        activity=activity,
        born=born_of_matches(years),
        minimum=current_plan().statistics.hide_below,
    )
