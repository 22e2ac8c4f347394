"""The city's two goals and what came of the postings, with the rows behind every number."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from matcher.clock import fiscal_year, today
from matcher.domain.city.plan import current_plan
from matcher.domain.permissions.table import Permission
from matcher.domain.statistics import collaboration
from matcher.domain.statistics.collaboration import Breakdown, KpiYear
from matcher.domain.statistics.participation import Dimension, Participation, ParticipationYear
from matcher.web.access import requires
from matcher.web.formats import fiscal_year_name
from matcher.words.codes import name_of

bp = Blueprint("kpi", __name__, url_prefix="/kpi")

NAMED_BY = {
    Breakdown.FORM: "form",
    Breakdown.PRIMARY_FORM: "form",
    Breakdown.PARTY: "party_kind",
    Breakdown.PILLAR: "pillar",
    Dimension.PILLAR: "pillar",
    Dimension.AUDIENCE: "audience",
    Dimension.DISTRICT: "district",
}


@dataclass(frozen=True, kw_only=True)
class Point:
    """One fiscal year as the chart draws it; `counting` stands beside the line and never draws a fall."""

    fiscal_year: int
    guide: float | None
    official: int | None
    counting: int | None
    expected: int | None
    url: str
    expected_url: str | None


@bp.get("")
@requires(Permission.PUBLIC)
def show() -> str:
    """Both goals with their way so far; projects and participation of one fiscal year, broken down."""
    year, plan = asked_year(), current_plan()
    counted, taken_part = collaboration.project_count(year), ParticipationYear(year)
    born = collaboration.born_of_matches(counted.counted)
    return render_template(
        "public/kpi.html",
        year=year,
        years_offered=years_offered(),
        today=today(),
        projects=plan.kpi(collaboration.PROJECTS),
        npo=plan.kpi(collaboration.NPO_CORPORATIONS),
        project_points=[_point(entry, "public.kpi.projects", year=entry.fiscal_year) for entry in _project_years()],
        npo_points=[_point(entry, "public.kpi.npo") for entry in collaboration.npo_years()],
        npo_figures=collaboration.npo_figures(),
        counted=counted,
        born=born,
        private=sum(one.partners for one in collaboration.private_collaborations(year)),
        breakdowns=[(by, _project_rows(counted.counted, by, year)) for by in Breakdown],
        overall=taken_part.overall(),
        dimensions=[(by, _participation_rows(taken_part, year, by)) for by in Dimension],
        minimum=plan.statistics.hide_below,
    )


@bp.get("/projects")
@requires(Permission.PUBLIC)
def projects() -> str:
    """The projects behind a number: of a fiscal year, of one code of a breakdown, born of matches, or expected."""
    year, by, code = asked_year(first=baseline_year()), asked(Breakdown), request.args.get("code", "")
    count, is_expected = collaboration.project_count(year), bool(request.args.get("expected"))
    rows = list(count.expected if is_expected else count.counted)
    if by is not None:
        codes = collaboration.codes_of(rows, by)
        rows = [row for row in rows if code in codes.get(row.id, ())]
    if request.args.get("born"):
        born = collaboration.born_of_matches(rows)
        rows = [row for row in rows if row.id in born]
    shown = [row for row in rows if row.publish]
    return render_template(
        "public/kpi_projects.html",
        year=year,
        is_expected=is_expected,
        total=len(rows),
        rows=shown,
        unpublished=len(rows) - len(shown),
        about=_name(by, code) if by else "",
        official={entry.fiscal_year: entry.official for entry in _project_years()}.get(year),
    )


@bp.get("/private-collaborations")
@requires(Permission.PUBLIC)
def private_collaborations() -> str:
    """The opportunities behind 民民連携: what companies and schools took part in without the city."""
    year = asked_year()
    rows = collaboration.private_collaborations(year)
    return render_template("public/kpi_private.html", year=year, rows=rows)


@bp.get("/npo")
@requires(Permission.PUBLIC)
def npo() -> str:
    """Every entered figure of NPO corporations with its day and source."""
    kpi = current_plan().kpi(collaboration.NPO_CORPORATIONS)
    return render_template("public/kpi_npo.html", kpi=kpi, figures=collaboration.npo_figures())


@bp.get("/participation")
@requires(Permission.PUBLIC)
def participants() -> str:
    """The opportunities behind a number of matches, people or hours; never persons, small cells hidden."""
    year, by, code = asked_year(), asked(Dimension), request.args.get("code", "")
    rows = ParticipationYear(year).opportunities(by, code)
    minimum = current_plan().statistics.hide_below
    return render_template(
        "public/kpi_participation.html",
        year=year,
        rows=rows,
        about=_name(by, code) if by else "",
        minimum=minimum,
    )


def baseline_year() -> int:
    """The fiscal year the plan begins to measure from."""
    return current_plan().kpi(collaboration.PROJECTS).baseline.fiscal_year


def known_years() -> list[int]:
    """Fiscal years the service can say something about: after the baseline's up to the present, newest first."""
    return list(range(fiscal_year(today()), baseline_year(), -1))


def years_offered() -> list[tuple[int, str]]:
    """The same with their names, for a field to choose from."""
    return [(year, fiscal_year_name(year)) for year in known_years()]


def asked_year(*, first: int | None = None) -> int:
    """The fiscal year asked for by `?year=`, else the present one; 400 for anything it cannot be."""
    text = request.args.get("year")
    if text is None:
        return fiscal_year(today())
    earliest = baseline_year() if first is None else first
    if not (text.isascii() and text.isdecimal() and earliest <= int(text[:9]) <= fiscal_year(today())):
        abort(400)
    return int(text)


def asked(kind: Any) -> Any:
    """The member of an enumeration asked for by `?by=`, None where nothing is; 400 for an unknown one."""
    text = request.args.get("by")
    if text is None:
        return None
    try:
        return kind(text)
    except ValueError:
        abort(400)


def _project_years() -> list[KpiYear]:
    return collaboration.project_years()


def _point(entry: KpiYear, endpoint: str, **parameters: Any) -> Point:
    return Point(
        fiscal_year=entry.fiscal_year,
        guide=entry.guide,
        official=entry.official,
        counting=entry.counted,
        expected=entry.expected,
        url=url_for(endpoint, **parameters),
        expected_url=url_for(endpoint, **parameters, expected=1) if entry.expected is not None else None,
    )


def _name(by: Breakdown | Dimension, code: str) -> str:
    return name_of(NAMED_BY[by], code) if by in NAMED_BY else code


def _project_rows(years: Any, by: Breakdown, year: int) -> list[tuple[str, int, str]]:
    return [
        (_name(by, code), number, url_for("public.kpi.projects", year=year, by=by.value, code=code))
        for code, number in collaboration.breakdown(years, by)
    ]


def _participation_rows(
    taken_part: ParticipationYear, year: int, by: Dimension
) -> list[tuple[str, Participation, str]]:
    return [
        (_name(by, row.key), row, url_for("public.kpi.participants", year=year, by=by.value, code=row.key))
        for row in taken_part.by(by)
    ]
