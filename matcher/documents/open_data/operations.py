"""Everything the API can be asked, as one table: addresses, parameters, what comes back."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.documents.open_data.event_record import EventPage, EventRecord
from matcher.documents.open_data.list_records import KpiPage, OrganizationPage, ProjectPage
from matcher.documents.open_data.parameters import LARGEST_ID, NUMBER_OF_ROW, Parameter
from matcher.documents.open_data.record import Record
from matcher.domain.city.plan import Plan
from matcher.domain.opportunities.codes import codes_to_ask_for
from matcher.domain.opportunities.filters import LONGEST_QUESTION, DayTime, Sort
from matcher.domain.opportunities.models import OpportunityKind

USUAL, MOST = 50, 100  # records on a page
WORDS = r"^[^\x00]*[^\s\x00\x1c-\x1f][^\x00]*$"  # something that is no blank, as every reader of patterns sees blanks
ROW = rf"^{NUMBER_OF_ROW}$"
# Microseconds since 1970 and the number of the row: the last row of the page before, in the order of the list.
PLACE_IN_LIST = rf"^(?:[0-9]{{1,2}}\.)?[0-9]{{1,16}}-{NUMBER_OF_ROW}$"
SORTING = (
    "ことばによく合う順、日にちの近い順、新しく出た順。書かなければ、qがあればよく合う順、なければ日にちの近い順。"
)
AFTER = "続きのはじまり。前のページの next にある値をそのまま使います。"


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One address of the API, asked with GET."""

    code: str
    path: str
    title: str
    meaning: str
    record: type[Record]
    parameters: tuple[Parameter, ...] = ()
    leads_to: str | None = None  # the operation that takes an item's id

    @property
    def has_pages(self) -> bool:
        """Whether there can be a next page."""
        return "next" in self.record.model_fields

    @property
    def is_about_one(self) -> bool:
        """Whether the address names one thing, which may not be there."""
        return any(parameter.is_in_path for parameter in self.parameters)

    def parameter(self, name: str) -> Parameter | None:
        """The query parameter with that name, if it takes one."""
        return next((one for one in self.parameters if one.name == name and not one.is_in_path), None)


def operations(plan: Plan) -> dict[str, Operation]:
    """Every operation by its code; which codes can be asked for is the plan's."""
    return {one.code: one for one in (*_of_events(plan), *_of_lists(plan))}


def _of_events(plan: Plan) -> tuple[Operation, ...]:
    return (
        Operation(
            code="listEvents",
            path="/api/v1/events",
            title="イベント・ボランティア募集の一覧",
            meaning="いま公開していて、これからの日程があるもの。条件は「活動をさがす」のページと同じです。",
            record=EventPage,
            parameters=_event_parameters(plan),
            leads_to="getEvent",
        ),
        Operation(
            code="getEvent",
            path="/api/v1/events/{id}",
            title="イベント・ボランティア募集1件",
            meaning="公開が終わったもの、これからの日程がないものは404です。",
            record=EventRecord,
            parameters=(Parameter(name="id", meaning="イベントID。", most=LARGEST_ID, is_in_path=True),),
        ),
    )


def _of_lists(plan: Plan) -> tuple[Operation, ...]:
    return (
        Operation(
            code="listOrganizations",
            path="/api/v1/organizations",
            title="団体の一覧",
            meaning="市が登録を確認した団体。",
            record=OrganizationPage,
            parameters=_organization_parameters(plan),
        ),
        Operation(
            code="listProjects",
            path="/api/v1/projects",
            title="協働事業の一覧",
            meaning="2人の職員が確認し、公開することに同意があった事業。1つが1年度です。",
            record=ProjectPage,
            parameters=_project_parameters(plan),
        ),
        Operation(
            code="listKpi",
            path="/api/v1/kpi",
            title="まちの目標の、年度ごとの数",
            meaning="指標ごとに、計画の基準の年度から目標の年度まで。",
            record=KpiPage,
        ),
    )


def _choice(name: str, meaning: str, values: Sequence[str], *, is_list: bool = False) -> Parameter:
    return Parameter(name=name, meaning=meaning, values=tuple(values), is_list=is_list)


def _words() -> Parameter:
    return Parameter(
        name="q", meaning="ことば。空白で区切ると、すべてを含むもの。", pattern=WORDS, longest=LONGEST_QUESTION
    )


def _paging(place: str) -> tuple[Parameter, ...]:
    limit = Parameter(name="limit", meaning="1ページの件数。", most=MOST, default=USUAL)
    return limit, Parameter(name="after", meaning=AFTER, pattern=place, longest=40)


def _event_parameters(plan: Plan) -> tuple[Parameter, ...]:
    known = {name: sorted(codes) for name, codes in codes_to_ask_for(plan).items()}
    return (
        _words(),
        _choice("audience", "特に来てほしい人。どれかにあてはまるもの。", known["audience"], is_list=True),
        _choice("pillar", "基本指針。どれかにあてはまるもの。", known["pillar"], is_list=True),
        _choice("field", "分野の番号。どれかにあてはまるもの。", known["field"], is_list=True),
        _choice("activity", "活動の種類。どれかにあてはまるもの。", known["activity"], is_list=True),
        _choice("criterion", "参加しやすさ。すべてにあてはまるもの。", known["criterion"], is_list=True),
        _choice("district", "地区。どれかにあてはまるもの。", known["district"], is_list=True),
        Parameter(name="from", meaning="この日から。", is_day=True),
        Parameter(name="to", meaning="この日まで。fromより前の日なら、なにも見つかりません。", is_day=True),
        _choice("weekday", "曜日。1が月曜、7が日曜。", [str(number) for number in range(1, 8)], is_list=True),
        _choice("time", "始まる時間帯。午前、午後（12時から17時）、夕方から。", [*DayTime], is_list=True),
        _choice("kind", "ボランティア募集か催しか。", [*OpportunityKind]),
        _choice("open", "1なら、いま申し込めるものだけ。", ["0", "1"]),
        _choice("sort", SORTING, [*Sort]),
        *_paging(PLACE_IN_LIST),
    )


def _organization_parameters(plan: Plan) -> tuple[Parameter, ...]:
    return (
        _words(),
        _choice("district", "地区。", [one.code for one in plan.districts]),
        _choice("field", "分野の番号。", [str(one.number) for one in plan.npo_fields]),
        _choice("kind", "団体の種類。", [one.code for one in plan.organization_kinds]),
        *_paging(ROW),
    )


def _project_parameters(plan: Plan) -> tuple[Parameter, ...]:
    return (
        Parameter(name="year", meaning="年度（西暦）。", least=1900, most=2200),
        _choice("pillar", "基本指針。", [one.code for one in plan.pillars]),
        _choice("form", "協働の形。", [one.code for one in plan.forms]),
        *_paging(ROW),
    )
