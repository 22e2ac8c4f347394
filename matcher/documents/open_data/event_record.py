"""An event as JSON tells it, in the official names of the country's event model (GIF DS-43C, 2025-03-25).

Required there: id, eventName, description, eventType, eventUrl, webinarStatus, organizer, targetPerson, feeStatus and
contactPointInformation. latitude, longitude and updatedAt are ours.
"""

from datetime import date, datetime
from typing import Literal

from matcher.documents.open_data.record import Record, told

HOUR = r"^[0-2][0-9]:[0-5][0-9]$"


class Contact(Record):
    """Whom to ask: a desk, never a person."""

    name: str = told("連絡先名称", "団体の名前。個人の名前は出しません。")
    telephone: str | None = told("連絡先電話番号", "団体が公開している電話番号。数字だけで、ハイフンはありません。")


class DayRecord(Record):
    """One day, or one period, of an event: a row of the event list with the same number."""

    id: str = told("日程ID", "CSVの「NO」と同じ番号（イベントIDと、その何番目の日程か）。", examples=["12-1"])
    date_of_start: date = told("開始日", "この日程の最初の日。")
    date_of_end: date = told("終了日", "この日程の最後の日。")
    start_time: str | None = told("開始時間", "24時間の時刻。期間で募集するものはnull。", pattern=HOUR)
    end_time: str | None = told("終了時間", "24時間の時刻。夜中に終わるものは24:00。", pattern=HOUR)
    date_time_description: str | None = told("開催日時備考", "日時についての補足。")
    capacity: int | None = told("定員", "この日程の人数。定員がないときはnull。")
    deadline_date_of_application: date | None = told(
        "申込終了日", "申し込みを締め切る日。申し込みがいらないときはnull。"
    )
    application_deadline_time: str | None = told(
        "申込終了時間", "締め切りの時刻。その日いっぱいのときはnull。", pattern=HOUR
    )


class EventRecord(Record):
    """An event or a call for volunteers that is published and has a day to come."""

    id: str = told("イベントID", "このサービスの中の番号。募集のページの番号と同じです。", examples=["12"])
    event_name: str = told("イベント名", "募集の題名。")
    event_name_kana: str | None = told("イベント名（カナ）", "題名の読み。")
    abstract: str = told("概要", "募集をひとことで。")
    description: str = told("説明", "することの説明。")
    sub_event: list[DayRecord] = told(
        "サブイベント", "これからの日程。早い順。終わった日、中止や延期の日は入りません。"
    )
    event_type: Literal["ボランティア募集", "催し"] = told("イベント種類", "手伝う人の募集か、参加する催しか。")
    event_url: str = told("イベントURL", "募集のページ。", json_schema_extra={"format": "uri"})
    status: Literal["開催予定"] = told("状態", "中止、延期、終了したものは出ないので、いつも「開催予定」です。")
    keyword: str = told("キーワード", "分野と活動の種類。「;」で区切ります。")
    tag: str = told("タグ", "参加しやすさのしるし。「;」で区切ります。")
    holding_pattern: Literal["1日", "複数日", "期間"] = told(
        "開催パターン", "日程が1つの日か、いくつもあるか、期間のあいだに来るものか。"
    )
    date_of_start: date = told("開始日", "これからの日程のうち、最初の日。")
    date_of_end: date = told("終了日", "これからの日程のうち、最後の日。")
    start_time: str | None = told("開始時間", "どの日程も同じ時刻のときだけ。ちがうときはサブイベントを見ます。")
    end_time: str | None = told("終了時間", "どの日程も同じ時刻のときだけ。ちがうときはサブイベントを見ます。")
    location: str | None = told("場所名称", "会場の名前。ないときは集合場所。")
    location_address: str | None = told("住所", "会場の住所。")
    location_of_reception: str | None = told("受付場所", "集合場所。")
    latitude: float | None = told("緯度", "会場の緯度（世界測地系、10進法の度）。")
    longitude: float | None = told("経度", "会場の経度（世界測地系、10進法の度）。")
    access_method: str | None = told("アクセス方法", "行き方や段差など。")
    webinar_status: Literal["現地開催のみ", "オンライン", "ハイブリッド"] = told(
        "オンライン開催", "会場かオンラインか。"
    )
    organizer: str = told("主催者", "募集を出した団体の名前。")
    target_person: str = told("対象者", "特に来てほしい人。ほかの人も断りません。")
    target_remark: str | None = told("対象者備考", "年齢の決まり。")
    capacity: int | None = told("定員", "これからの日程の人数の合計。定員のない日程があるときはnull。")
    fee_status: Literal["有料", "無料"] = told("料金区分", "参加にお金がいるか。")
    fee_jpy: int | None = told("料金（円）", "参加費。", alias="fee_JPY")
    fee_description: str | None = told("料金（詳細）", "参加費についての補足。")
    contact_point_information: Contact = told("連絡先", "団体の窓口。")
    application_method: Literal["このサイト", "ほかの方法", "申込不要"] = told("申込方法", "どこで申し込むか。")
    application_url: str | None = told("申込URL", "申し込みのページ。申し込みがいらないときはnull。")
    deadline_date_of_application: date | None = told("申込終了日", "最初の日程の締め切りの日。")
    application_deadline_time: str | None = told("申込終了時間", "最初の日程の締め切りの時刻。")
    start_date_of_publication: date = told("公開日", "公開した日。")
    language_code: Literal["ja"] = told("言語コード", "文章の言語。")
    updated_at: datetime = told("更新日時", "内容が最後に変わった時。")


class EventPage(Record):
    """One page of events."""

    items: list[EventRecord] = told("データ", "このページのイベント。")
    next: str | None = told("次のページ", "次のページのアドレス。最後のページではnull。")
