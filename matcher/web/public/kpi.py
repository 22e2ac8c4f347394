"""The city's two goals and what came of the postings, with the rows behind every number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from matcher.clock import fiscal_year, today
from matcher.domain.city.plan import current_plan
from matcher.domain.permissions.table import Permission
from matcher.domain.projects.models import ProjectYear
from matcher.domain.statistics import collaboration
from matcher.domain.statistics.collaboration import Breakdown, KpiYear, PrivateCollaboration
from matcher.domain.statistics.participation import (
    Dimension,
    OpportunityParticipation,
    Participation,
    ParticipationYear,
)
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.addresses import whole_address
from matcher.web.formats import fiscal_year_name
from matcher.web.list_files import ListFile
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


Figure = tuple[date, int, str]

PROJECTS_FILE: ListFile[ProjectYear] = ListFile(
    _l("数えた協働事業"),
    (
        (_l("事業"), lambda row: row.project.name),
        (_l("年度"), lambda row: fiscal_year_name(row.fiscal_year)),
        (_l("担当課"), lambda row: row.lead_department.name),
        (_l("相手方"), lambda row: "、".join(party.name for party in row.parties)),
        (_l("主な形"), lambda row: name_of("form", row.primary_form)),
        (_l("ページ"), lambda row: whole_address(url_for("public.projects.show", project_id=row.project_id))),
    ),
)
PRIVATE_FILE: ListFile[PrivateCollaboration] = ListFile(
    _l("民民連携"),
    (
        (_l("活動"), lambda row: row.title),
        (_l("団体"), lambda row: row.organization),
        (_l("加わった企業・学校"), lambda row: row.partners),
    ),
)
NPO_FILE: ListFile[Figure] = ListFile(
    _l("NPO法人の数"),
    ((_l("基準日"), lambda row: row[0]), (_l("数"), lambda row: row[1]), (_l("もと"), lambda row: row[2])),
)
PARTICIPATION_FILE: ListFile[OpportunityParticipation] = ListFile(
    _l("参加のもとの活動"),
    (
        (_l("活動"), lambda row: row.title),
        (_l("団体"), lambda row: row.organization),
        (_l("成立"), lambda row: _told(row.figures, row.figures.matches)),
        (_l("人"), lambda row: _told(row.figures, row.figures.people)),
        (_l("時間"), lambda row: _told(row.figures, row.figures.hours)),
    ),
)


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
    year, by, rows, shown = asked_year(first=baseline_year()), asked(Breakdown), *_projects_behind()
    return render_template(
        "public/kpi_projects.html",
        year=year,
        is_expected=bool(request.args.get("expected")),
        total=len(rows),
        rows=shown,
        unpublished=len(rows) - len(shown),
        about=_name(by, request.args.get("code", "")) if by else "",
        official={entry.fiscal_year: entry.official for entry in _project_years()}.get(year),
    )


@PROJECTS_FILE.of(bp, "projects", "/projects", Permission.PUBLIC)
def listed_projects() -> Sequence[ProjectYear]:
    """The same projects, those that may be read of."""
    return _projects_behind()[1]


@bp.get("/private-collaborations")
@requires(Permission.PUBLIC)
def private_collaborations() -> str:
    """The opportunities behind 民民連携: what companies and schools took part in without the city."""
    return render_template("public/kpi_private.html", year=asked_year(), rows=listed_private())


@PRIVATE_FILE.of(bp, "private_collaborations", "/private-collaborations", Permission.PUBLIC)
def listed_private() -> Sequence[PrivateCollaboration]:
    """Those of the fiscal year asked for."""
    return collaboration.private_collaborations(asked_year())


@bp.get("/npo")
@requires(Permission.PUBLIC)
def npo() -> str:
    """Every entered figure of NPO corporations with its day and source."""
    return render_template(
        "public/kpi_npo.html", kpi=current_plan().kpi(collaboration.NPO_CORPORATIONS), figures=listed_npo()
    )


@NPO_FILE.of(bp, "npo", "/npo", Permission.PUBLIC)
def listed_npo() -> Sequence[Figure]:
    """The baseline, then what was entered: day, number, source."""
    kpi = current_plan().kpi(collaboration.NPO_CORPORATIONS)
    entered = [(figure.as_of_on, figure.value, figure.source) for figure in collaboration.npo_figures()]
    return [(kpi.baseline.on, kpi.baseline.value, kpi.source), *entered]


@bp.get("/participation")
@requires(Permission.PUBLIC)
def participants() -> str:
    """The opportunities behind a number of matches, people or hours; never persons, small cells hidden."""
    by = asked(Dimension)
    return render_template(
        "public/kpi_participation.html",
        year=asked_year(),
        rows=listed_participation(),
        about=_name(by, request.args.get("code", "")) if by else "",
        minimum=current_plan().statistics.hide_below,
    )


@PARTICIPATION_FILE.of(bp, "participants", "/participation", Permission.PUBLIC)
def listed_participation() -> Sequence[OpportunityParticipation]:
    """Those of the fiscal year and code asked for; what must not be shown is not in them."""
    return ParticipationYear(asked_year()).opportunities(asked(Dimension), request.args.get("code", ""))


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


def _projects_behind() -> tuple[list[ProjectYear], Sequence[ProjectYear]]:
    """The projects behind the number asked for, and those of them that may be read of, with their partners."""
    by = asked(Breakdown)
    count = collaboration.project_count(asked_year(first=baseline_year()))
    rows = list(count.expected if request.args.get("expected") else count.counted)
    if by is not None:
        codes = collaboration.codes_of(rows, by)
        rows = [row for row in rows if request.args.get("code", "") in codes.get(row.id, ())]
    if request.args.get("born"):
        born = collaboration.born_of_matches(rows)
        rows = [row for row in rows if row.id in born]
    return rows, collaboration.with_parties([row for row in rows if row.publish])


def _told(figures: Participation, number: int) -> int | str:
    return _("秘匿") if figures.is_hidden else number


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
