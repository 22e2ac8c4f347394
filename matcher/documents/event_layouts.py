"""The column maps of public event lists, as data: a further layout is one more table here.

Sources: 推奨データセット「イベント一覧」 (32 columns), and the event list after the base registry model of
2022 (50 columns, as municipalities publish it). Names as printed, in half width.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to write an event list.

    `column_of` says for each field of `Event` which columns hold it (several are joined); `notes` lists the
    columns whose text has no place of its own in an opportunity and is handed on under the column's name.
    """

    code: str
    columns: tuple[str, ...]
    column_of: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...]


EVENT_LIST_32 = Layout(
    code="event-list-32",
    columns=(
        *("都道府県コード又は市区町村コード", "NO", "都道府県名", "市区町村名"),
        *("イベント名", "イベント名_カナ", "イベント名_英語"),
        *("開始日", "終了日", "開始時間", "終了時間", "開始日時特記事項"),
        *("説明", "料金(基本)", "料金(詳細)"),
        *("連絡先名称", "連絡先電話番号", "連絡先内線番号", "主催者"),
        *("場所名称", "住所", "方書", "緯度", "経度", "アクセス方法", "駐車場情報"),
        *("定員", "参加申込終了日", "参加申込終了時間", "参加申込方法", "URL", "備考"),
    ),
    column_of={
        "city_code": ("都道府県コード又は市区町村コード",),
        "number": ("NO",),
        "prefecture": ("都道府県名",),
        "city": ("市区町村名",),
        "title": ("イベント名",),
        "title_kana": ("イベント名_カナ",),
        "title_english": ("イベント名_英語",),
        "first_on": ("開始日",),
        "last_on": ("終了日",),
        "starts": ("開始時間",),
        "ends": ("終了時間",),
        "time_note": ("開始日時特記事項",),
        "description": ("説明",),
        "fee_yen": ("料金(基本)",),
        "fee_note": ("料金(詳細)",),
        "contact_name": ("連絡先名称",),
        "contact_phone": ("連絡先電話番号",),
        "contact_extension": ("連絡先内線番号",),
        "organizer": ("主催者",),
        "venue": ("場所名称",),
        "address": ("住所",),
        "building": ("方書",),
        "latitude": ("緯度",),
        "longitude": ("経度",),
        "access": ("アクセス方法",),
        "parking": ("駐車場情報",),
        "capacity": ("定員",),
        "sign_up_until_on": ("参加申込終了日",),
        "sign_up_until": ("参加申込終了時間",),
        "sign_up_way": ("参加申込方法",),
        "url": ("URL",),
        "remarks": ("備考",),
    },
    notes=(
        *("開始日時特記事項", "イベント名_英語", "主催者", "参加申込方法"),
        *("アクセス方法", "駐車場情報", "連絡先内線番号", "URL", "備考"),
    ),
)

EVENT_LIST_50 = Layout(
    code="event-list-50",
    columns=(
        *("NO", "都道府県コード又は市区町村コード", "名称", "名称(カナ)", "名称(英字)", "名称(通称)"),
        *("サブタイトル", "概要", "説明", "サブイベント", "イベント種類", "URL", "画像URL", "状態"),
        *("対象となる産業", "ステージ", "開始日", "終了日", "開始時刻", "終了時刻", "日時備考"),
        *("場所名称", "集合場所", "郵便番号", "住所都道府県", "住所市区町村", "住所町名", "住所丁目以下"),
        *("建物名等", "緯度", "経度", "主催団体", "共催団体", "その他関係団体", "対象者", "定員"),
        *("料金(基本)", "料金(詳細)", "外国語対応", "申込期限日", "申込期限時刻", "申込方法"),
        *("アクセス方法", "駐車場情報", "駐輪場情報"),
        *("連絡先名称", "連絡先電話番号", "連絡先内線番号", "連絡先メールアドレス", "備考"),
    ),
    column_of={
        "number": ("NO",),
        "city_code": ("都道府県コード又は市区町村コード",),
        "title": ("名称",),
        "title_kana": ("名称(カナ)",),
        "title_english": ("名称(英字)",),
        "summary": ("概要",),
        "description": ("説明",),
        "url": ("URL",),
        "first_on": ("開始日",),
        "last_on": ("終了日",),
        "starts": ("開始時刻",),
        "ends": ("終了時刻",),
        "time_note": ("日時備考",),
        "venue": ("場所名称",),
        "meeting_place": ("集合場所",),
        "address": ("住所都道府県", "住所市区町村", "住所町名", "住所丁目以下"),
        "building": ("建物名等",),
        "latitude": ("緯度",),
        "longitude": ("経度",),
        "organizer": ("主催団体",),
        "capacity": ("定員",),
        "fee_yen": ("料金(基本)",),
        "fee_note": ("料金(詳細)",),
        "sign_up_until_on": ("申込期限日",),
        "sign_up_until": ("申込期限時刻",),
        "sign_up_way": ("申込方法",),
        "access": ("アクセス方法",),
        "parking": ("駐車場情報",),
        "contact_name": ("連絡先名称",),
        "contact_phone": ("連絡先電話番号",),
        "contact_extension": ("連絡先内線番号",),
        "contact_email": ("連絡先メールアドレス",),
        "remarks": ("備考",),
    },
    notes=(
        *("サブタイトル", "名称(通称)", "名称(英字)", "日時備考", "サブイベント", "イベント種類"),
        *("対象者", "対象となる産業", "ステージ", "状態", "主催団体", "共催団体", "その他関係団体"),
        *("外国語対応", "申込方法", "アクセス方法", "駐車場情報", "駐輪場情報", "連絡先内線番号", "URL"),
        *("画像URL", "備考"),
    ),
)

LAYOUTS = (EVENT_LIST_32, EVENT_LIST_50)
