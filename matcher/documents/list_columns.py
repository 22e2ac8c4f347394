"""The columns of the lists the office hands in: headings, which of them a row must fill, and what may stand there.

Choices are those of the city's plan, written by name or code. Another city's plan needs no change here.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from matcher.documents.event_cells import plain
from matcher.domain.city.plan import Plan

PARTIES = 5
SEPARATORS = "、,;/\n"
EXAMPLE = "（例）"  # a row whose name begins so shows how to fill in the form, and is never read


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: the field it fills, its heading, how much fits, what it shows in the example row."""

    field: str
    heading: str
    is_required: bool = False
    most: int = 2000
    example: str = ""


@dataclass(frozen=True, slots=True)
class ListLayout:
    """The columns of one kind of list."""

    code: str
    columns: tuple[ListColumn, ...]

    def heading(self, field: str) -> str:
        """The heading of the column that fills a field."""
        return next(column.heading for column in self.columns if column.field == field)


ORGANIZATIONS = ListLayout(
    "organizations",
    (
        ListColumn("name", "団体名", True, 80, f"{EXAMPLE}朝のごみ拾いの会"),
        ListColumn("name_kana", "フリガナ", most=120, example="アサノゴミヒロイノカイ"),
        ListColumn("kind", "種類", True),
        ListColumn("corporate_number", "法人番号"),
        ListColumn("district", "地区", True),
        ListColumn("field_numbers", "分野"),
        ListColumn("description", "活動内容", example="月に一度、川ぞいの道を歩きながらごみを拾っています。"),
        ListColumn("website", "ホームページ", most=300, example="https://example.jp/"),
        ListColumn("contact_name", "窓口の名前", most=60, example="事務局"),
        ListColumn("contact_phone", "窓口の電話", example="054-000-0000"),
        ListColumn("contact_email", "窓口のメール", example="desk@example.jp"),
        ListColumn("conditions_met", "登録の条件", example="確認済み"),
    ),
)

PROJECTS = ListLayout(
    "projects",
    (
        ListColumn("name", "事業名", True, 120, f"{EXAMPLE}水辺の清掃"),
        ListColumn("fiscal_year", "年度", True, example="令和8年度"),
        ListColumn("department", "主な担当課", True, 100),
        ListColumn("purpose", "共通の目的", most=1000, example="川ぞいの道を、だれもが歩きやすくする"),
        ListColumn("city_role", "市の役割", most=1000, example="用具の貸し出しと、ごみの回収"),
        ListColumn("partner_role", "相手方の役割", most=1000, example="参加の呼びかけと、当日の進行"),
        *(
            column
            for number in range(1, PARTIES + 1)
            for column in (
                ListColumn(f"party_{number}", f"相手方{number}", most=100),
                ListColumn(f"party_kind_{number}", f"相手方{number}の区分"),
            )
        ),
        ListColumn("forms", "協働の形"),
        ListColumn("primary_form", "主な形"),
        ListColumn("measure", "行動計画"),
        ListColumn("from_on", "はじまり", example="2026-04-01"),
        ListColumn("to_on", "おわり", example="2027-03-31"),
        ListColumn("publish", "公表", example="する"),
    ),
)
LAYOUTS = {layout.code: layout for layout in (ORGANIZATIONS, PROJECTS)}


class Choices:
    """Codes with the names people write for them: the whole name, what stands before its bracket, or one of the names
    it joins by ・ as long as no other choice is called so.
    """

    def __init__(self, named: Iterable[tuple[str | int, str]], *, also: Iterable[tuple[str, str | int]] = ()) -> None:
        self.names = dict(named)
        short = [(key, code) for code, name in self.names.items() for key in _short(name)]
        met = Counter(key for key, _ in short)
        self.codes = {key: code for key, code in short if met[key] == 1}
        self.codes |= {key_of(written): code for written, code in also}
        self.codes |= {key_of(name): code for code, name in self.names.items()}
        self.codes |= {key_of(str(code)): code for code in self.names}

    def find(self, written: str) -> str | int | None:
        """The code for what is written; None where nothing is called so."""
        return self.codes.get(key_of(written))

    def find_all(self, written: str) -> list[str | int] | str:
        """The codes for what is written one after the other; or the first part that is called nothing."""
        whole = self.find(written)
        if whole is not None:
            return [whole]
        parts = [part.strip() for part in _apart(written) if part.strip()]
        found = [(part, self.find(part)) for part in parts]
        unknown = [part for part, code in found if code is None]
        return unknown[0] if unknown else list(dict.fromkeys(code for _, code in found if code is not None))


def _short(name: str) -> set[str]:
    before_bracket = name.partition("（")[0]
    return {key_of(before_bracket), *(key_of(part) for part in before_bracket.split("・"))}


def _apart(written: str) -> list[str]:
    for separator in SEPARATORS:
        written = written.replace(separator, "\x1f")
    return written.replace("；", "\x1f").replace("，", "\x1f").replace("／", "\x1f").split("\x1f")


def key_of(written: str) -> str:
    """What is written, as it is compared: width, case and blanks make no difference."""
    return plain(written).replace(" ", "").casefold()


def choices_of(plan: Plan) -> dict[str, Choices]:
    """What may stand in a column of choices, by the column's field."""
    measures = {measure.code: measure.name for measure in plan.measures}
    return {
        "kind": Choices((one.code, one.name) for one in plan.organization_kinds),
        "district": Choices((one.code, one.name) for one in plan.districts),
        "field_numbers": Choices(
            ((one.number, one.name) for one in plan.npo_fields),
            also=((one.full_name, one.number) for one in plan.npo_fields),
        ),
        "party_kind": Choices((one.code, one.name) for one in plan.party_kinds if one.code != "city"),
        "forms": Choices((one.code, one.name) for one in plan.forms),
        "measure": Choices(measures.items(), also=((f"{code}{name}", code) for code, name in measures.items())),
    }
