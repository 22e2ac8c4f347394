"""Organizations, collaboration projects and the city's goals as JSON and CSV tell them."""

from datetime import date

from matcher.documents.open_data.event_record import Contact
from matcher.documents.open_data.record import Record, told

NEXT = ("次のページ", "次のページのアドレス。最後のページではnull。")


class OrganizationRecord(Record):
    """An organization whose registration the city approved."""

    id: str = told("団体ID", "団体のページのアドレスの終わりにある文字。", examples=["group-12"])
    name: str = told("団体名", "団体の名前。")
    name_kana: str | None = told("団体名（カナ）", "名前の読み。")
    organization_type: str = told("団体種別コード", "団体の種類のコード。")
    organization_type_name: str = told("団体種別", "団体の種類（NPO法人、市民活動団体など）。")
    corporate_number: str | None = told("法人番号", "国税庁の法人番号（13桁）。法人でない団体はnull。")
    district: str = told("地区コード", "主に活動する地区のコード。")
    district_name: str = told("地区", "主に活動する地区。")
    field_numbers: list[int] = told("分野番号", "特定非営利活動促進法の別表の番号（1から20）。")
    field_names: list[str] = told("分野", "活動の分野。分野番号と同じ順。")
    description: str | None = told("活動内容", "どんな活動をしているか。")
    url: str | None = told("ホームページ", "団体のホームページ。")
    page_url: str = told("団体ページURL", "このサービスの中の、団体のページ。", json_schema_extra={"format": "uri"})
    contact_point_information: Contact = told("連絡先", "団体の窓口。")


class OrganizationPage(Record):
    """One page of organizations."""

    items: list[OrganizationRecord] = told("データ", "このページの団体。")
    next: str | None = told(*NEXT)


class PartnerRecord(Record):
    """A partner of a project beside the city."""

    name: str = told("相手方", "相手方の名前。")
    kind: str = told("相手方種別コード", "相手方の種類のコード。")
    kind_name: str = told("相手方種別", "相手方の種類。")


class ProjectRecord(Record):
    """A collaboration project in one fiscal year, verified by two people and agreed to be published."""

    id: str = told("協働事業ID", "事業の番号と年度。", examples=["3-2026"])
    project_id: str = told("事業番号", "年度が変わっても同じ番号。")
    name: str = told("事業名", "協働事業の名前。")
    fiscal_year: int = told("年度", "4月から翌年3月までの年度（西暦）。")
    purpose: str = told("共通の目的", "市と相手方が一緒にめざすこと。")
    city_role: str = told("市の役割", "市がすること。")
    partner_role: str = told("相手方の役割", "相手方がすること。")
    department: str = told("担当課", "主に担当する市の課。")
    partners: list[PartnerRecord] = told("相手方", "市と一緒に取り組む団体や企業。")
    primary_form: str | None = told("主な形コード", "主な協働の形のコード。")
    primary_form_name: str | None = told("主な形", "主な協働の形（共催、委託など）。")
    form_names: list[str] = told("協働の形", "あてはまる協働の形すべて。")
    pillar: str | None = told("基本指針コード", "市の計画の基本指針の番号。")
    pillar_name: str | None = told("基本指針", "市の計画の基本指針。")
    measure: str | None = told("行動計画コード", "市の計画の行動計画の番号。")
    date_of_start: date | None = told("開始日", "取り組みの最初の日。")
    date_of_end: date | None = told("終了日", "取り組みの最後の日。")
    page_url: str = told("事業ページURL", "このサービスの中の、事業のページ。", json_schema_extra={"format": "uri"})


class ProjectPage(Record):
    """One page of projects."""

    items: list[ProjectRecord] = told("データ", "このページの協働事業。")
    next: str | None = told(*NEXT)


class KpiRecord(Record):
    """One goal of the city's plan in one fiscal year."""

    indicator: str = told("指標コード", "指標のコード。")
    indicator_name: str = told("指標", "指標の名前。")
    unit: str = told("単位", "数の単位。")
    fiscal_year: int = told("年度", "4月から翌年3月までの年度（西暦）。")
    official: int | None = told("実績", "確定した数。締めた年度と、計画の基準の年度だけにあります。")
    guide: float | None = told("目安", "基準から目標までを直線で結んだ値。各年度の目標ではありません。")
    counted: int | None = told("集計中", "締めていない年度に、いままでに数えた数。実績とは比べられません。")
    expected: int | None = told("見込み", "いまの年度に、終わりまでに数えられそうな数。")
    as_of: date | None = told("基準日", "実績の数を調べた日。")
    source: str | None = told("出典", "実績の数のもと。このサービスで数えたものはnull。")
    definition: str = told("定義", "計画に書かれている、指標の意味。")


class KpiPage(Record):
    """Every year of every goal."""

    items: list[KpiRecord] = told("データ", "指標ごと、年度ごとの数。")


class Problem(Record):
    """Why a request was not answered (RFC 9457)."""

    type: str = told("種類", "いつも about:blank。何が起きたかは status で分かります。")
    title: str = told("題", "何が起きたかを短く。")
    status: int = told("HTTPステータス", "HTTPのステータスコード。", ge=400, le=599)
    detail: str = told("説明", "どうすればよいか。")
    parameter: str | None = told("パラメーター", "使えなかったパラメーターの名前。ほかの理由のときはnull。")
