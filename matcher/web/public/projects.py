"""Verified collaboration projects, for everybody: what is done together with the city."""

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, abort, render_template, request, url_for

from matcher.domain.city.plan import current_plan
from matcher.domain.permissions.table import Permission
from matcher.domain.projects import published
from matcher.domain.projects.models import ProjectYear
from matcher.domain.projects.published import PublicFilters
from matcher.domain.statistics.collaboration import born_of_matches
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.addresses import whole_address
from matcher.web.formats import fiscal_year_name
from matcher.web.list_files import AT_ONCE, ListFile, all_pages
from matcher.web.public.kpi import asked_year, baseline_year, years_offered
from matcher.words.codes import name_of

bp = Blueprint("projects", __name__, url_prefix="/projects")

FILE: ListFile[ProjectYear] = ListFile(
    _l("市との協働"),
    (
        (_l("事業"), lambda row: row.project.name),
        (_l("年度"), lambda row: fiscal_year_name(row.fiscal_year)),
        (_l("目的"), lambda row: row.purpose),
        (_l("相手方"), lambda row: "、".join(party.name for party in row.parties)),
        (_l("担当課"), lambda row: row.lead_department.name),
        (_l("主な形"), lambda row: name_of("form", row.primary_form)),
        (_l("ページ"), lambda row: whole_address(url_for("public.projects.show", project_id=row.project_id))),
    ),
)


@bp.get("")
@requires(Permission.PUBLIC)
def index() -> str:
    """Published, verified projects of a fiscal year, filtered by pillar, form and department; a page at a time."""
    filters = _filters()
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


@FILE.of(bp, "index", "", Permission.PUBLIC)
def listed() -> Iterator[ProjectYear]:
    """All that fit, as on the pages of the list."""
    filters = replace(_filters(), after=0)
    return all_pages(lambda after: published.published_years(replace(filters, after=after or 0), size=AT_ONCE))


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


def _filters() -> PublicFilters:
    after = request.args.get("after", "0")
    if not (after.isascii() and after.isdecimal() and len(after) < 10):
        abort(400)
    return PublicFilters(
        fiscal_year=asked_year(first=baseline_year()),
        pillar=request.args.get("pillar") or None,
        form=request.args.get("form") or None,
        after=int(after),
    )
