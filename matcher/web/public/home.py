"""The front page."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import Blueprint, render_template, url_for

from matcher.clock import today
from matcher.domain.city.goals import Kpi
from matcher.domain.city.plan import Plan, current_plan
from matcher.domain.opportunities.filters import OpportunityFilters
from matcher.domain.opportunities.finding import open_opportunities
from matcher.domain.permissions.table import Permission
from matcher.domain.statistics import collaboration
from matcher.domain.statistics.collaboration import KpiYear
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.cards import shown_cards
from matcher.web.public.search_conditions import address, options

bp = Blueprint("home", __name__)
ROWS_OF_THE_WEEK = 5
QUICK_CRITERIA = 3
DOORS_OF_GROUPS = (
    ("building", _l("企業・学校"), "/support", _l("団体のほしいもの・手を見て、出せるものを出す。")),
    (
        "board",
        _l("団体・自治会"),
        "/organizer/new",
        _l("登録して募集を出す。人を待ち、当日を回す道具がそろっています。"),
    ),
)


class Goal(NamedTuple):
    """One of the plan's figures, and the last official one of its years."""

    kpi: Kpi
    latest: KpiYear | None
    href: str


@bp.get("/")
@requires(Permission.PUBLIC)
def show() -> str:
    """What is on in the city, and the doors to everything."""
    plan = current_plan()
    week = OpportunityFilters(from_on=today(), to_on=today() + timedelta(days=6))
    page = open_opportunities(week, limit=ROWS_OF_THE_WEEK)
    is_this_week = bool(page.cards)
    if not is_this_week:
        week = OpportunityFilters()
        page = open_opportunities(week, limit=ROWS_OF_THE_WEEK)
    return render_template(
        "public/home.html",
        document=plan.document,
        today=today(),
        options=options(plan),
        quick=_quick(plan, today()),
        page=page,
        cards=shown_cards(page.cards),
        is_this_week=is_this_week,
        week=address(week),
        doors=_doors(plan),
        goals=_goals(plan),
    )


def _quick(plan: Plan, on: date) -> list[tuple[str, str]]:
    """Much used searches: the weekend to come, what can still be joined, the plan's first criteria."""
    saturday = on + timedelta(days=(5 - on.weekday()) % 7) if on.weekday() != 6 else on
    sunday = on + timedelta(days=6 - on.weekday())
    searches = [
        (_("今度の土日"), OpportunityFilters(from_on=saturday, to_on=sunday)),
        (_("いま申し込める"), OpportunityFilters(open=True)),
    ]
    searches += [
        (criterion.name, OpportunityFilters(criterion=(criterion.code,)))
        for criterion in plan.criteria[:QUICK_CRITERIA]
    ]
    return [(words, address(filters)) for words, filters in searches]


def _doors(plan: Plan) -> list[tuple[str, Any, str, Any]]:
    """An entrance for each audience of the plan, with what it may count on, and those of groups and companies."""
    doors = [
        (
            plan.criterion(audience.criteria[0]).icon or "person",
            audience.name,
            address(OpportunityFilters(audience=(audience.code,))),
            "・".join(plan.criterion(code).name for code in audience.criteria[:3]),
        )
        for audience in plan.audiences
        if audience.criteria
    ]
    everyone = (
        "people", _l("どなたでも"), url_for("public.opportunities.index"), _l("いま見られる活動を、日にちの近い順に。")
    )  # fmt: skip
    return [*doors, everyone, *DOORS_OF_GROUPS]


def _goals(plan: Plan) -> list[Goal]:
    return [
        Goal(plan.kpi(collaboration.PROJECTS), collaboration.latest_official_count(), url_for("public.kpi.show")),
        Goal(plan.kpi(collaboration.NPO_CORPORATIONS), _latest(collaboration.npo_years()), url_for("public.kpi.npo")),
    ]


def _latest(years: list[KpiYear]) -> KpiYear | None:
    return next((year for year in reversed(years) if year.official is not None), None)
