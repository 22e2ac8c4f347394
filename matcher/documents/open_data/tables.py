"""The open data files: one table each with the names of their columns and what stands in them.

The file and the catalogue page are both made of these tables, so that what is written about a column is the column.
What a column means is told once, at the record's part it shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from matcher.documents import csvfile
from matcher.documents.event_layouts import EVENT_LIST_32
from matcher.documents.open_data.event_columns import MEANINGS
from matcher.documents.open_data.list_records import KpiRecord, OrganizationRecord, ProjectRecord
from matcher.documents.open_data.record import Record, meaning_of


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it means, and the record's part it shows (`of.part` for a part of a part)."""

    name: str
    meaning: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A file of open data: the end of its name, its title, what one row is, its columns."""

    code: str
    title: str
    about: str
    row: str
    columns: tuple[Column, ...]


def _columns(kind: type[Record], parts: Sequence[tuple[str, str]]) -> tuple[Column, ...]:
    return tuple(Column(name, meaning_of(kind, part.partition(".")[0]), part) for name, part in parts)


EVENTS = OpenTable(
    code="event",
    title="イベント・ボランティア募集",
    about="いま公開していて、これから開かれる催しと、ボランティアの募集です。国の推奨データセット「イベント一覧」の32列です。",
    row="日程1つ",
    columns=tuple(Column(name, MEANINGS[name]) for name in EVENT_LIST_32.columns),
)
ORGANIZATIONS = OpenTable(
    code="organization",
    title="市民活動団体など",
    about="市が登録を確認した、市民活動団体、NPO法人、自治会・町内会、企業、学校などです。",
    row="1団体",
    columns=_columns(
        OrganizationRecord,
        (
            ("団体ID", "id"),
            ("団体名", "name"),
            ("団体名_カナ", "name_kana"),
            ("団体種別コード", "organization_type"),
            ("団体種別", "organization_type_name"),
            ("法人番号", "corporate_number"),
            ("地区コード", "district"),
            ("地区", "district_name"),
            ("分野番号", "field_numbers"),
            ("分野", "field_names"),
            ("活動内容", "description"),
            ("連絡先電話番号", "contact_point_information.telephone"),
            ("ホームページ", "url"),
            ("団体ページURL", "page_url"),
        ),
    ),
)
PROJECTS = OpenTable(
    code="project",
    title="協働事業",
    about="市と団体などが対等なパートナーとして取り組み、2人の職員が確認した事業のうち、公開することに同意があったものです。",
    row="1事業の1年度",
    columns=_columns(
        ProjectRecord,
        (
            ("協働事業ID", "id"),
            ("事業番号", "project_id"),
            ("年度", "fiscal_year"),
            ("事業名", "name"),
            ("共通の目的", "purpose"),
            ("市の役割", "city_role"),
            ("相手方の役割", "partner_role"),
            ("担当課", "department"),
            ("相手方", "partners.name"),
            ("相手方種別", "partners.kind_name"),
            ("主な形", "primary_form_name"),
            ("協働の形", "form_names"),
            ("基本指針コード", "pillar"),
            ("基本指針", "pillar_name"),
            ("行動計画コード", "measure"),
            ("開始日", "date_of_start"),
            ("終了日", "date_of_end"),
            ("事業ページURL", "page_url"),
        ),
    ),
)
KPI = OpenTable(
    code="kpi",
    title="まちの目標（年度ごとの数）",
    about="市の計画が目標にしている数の、年度ごとの実績と目安です。締めていない年度の数は、実績とは別の列にあります。",
    row="1つの指標の1年度",
    columns=_columns(
        KpiRecord,
        (
            ("指標コード", "indicator"),
            ("指標", "indicator_name"),
            ("単位", "unit"),
            ("年度", "fiscal_year"),
            ("実績", "official"),
            ("目安", "guide"),
            ("集計中", "counted"),
            ("見込み", "expected"),
            ("基準日", "as_of"),
            ("出典", "source"),
            ("定義", "definition"),
        ),
    ),
)
TABLES = (EVENTS, ORGANIZATIONS, PROJECTS, KPI)


def write(table: OpenTable, records: Iterable[Record]) -> bytes:
    """The file: UTF-8 with its mark, CRLF. Several values in a cell stand with ; between them.

    These are our own layouts and people open them in Excel, so what looks like a formula is neutralized; JSON tells
    every text as it is. The national event list is written by `event_list.write`.
    """
    rows = ([_cell(record, column.part) for column in table.columns] for record in records)
    return csvfile.write([column.name for column in table.columns], rows)


def _cell(record: Record, path: str) -> str | int | None:
    part, _, of_part = path.partition(".")
    return _written(getattr(record, part), of_part)


def _written(value: Any, of_part: str) -> str | int | None:
    if isinstance(value, list):
        return ";".join(str(_written(one, of_part)) for one in value)
    if of_part:
        return _written(getattr(value, of_part), "")
    if value is None or isinstance(value, int):
        return value
    return format(value, "g") if isinstance(value, float) else str(value)
