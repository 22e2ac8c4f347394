"""The national event list as we write it: exactly its columns, and what is written can be read."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from matcher.documents import event_list
from matcher.documents.event import Event

texts = st.text(st.characters(exclude_categories=("C", "Z")) | st.sampled_from(',"=@'), max_size=12)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
minutes = st.integers(0, 1439)
events = st.builds(
    Event,
    title=texts.filter(bool),
    title_kana=texts,
    number=texts,
    first_on=days,
    starts=minutes,
    time_note=texts,
    description=texts,
    fee_yen=st.none() | st.integers(0, 99_999),
    contact_phone=texts,
    venue=texts,
    latitude=st.just(34.8671),
    longitude=st.just(138.2577),
    capacity=st.none() | st.integers(1, 9_999),
    sign_up_until_on=st.none() | days,
    url=texts,
    remarks=texts,
)


@given(st.lists(events, max_size=4))
def test_what_is_written_is_read_as_the_same_events(written: list[Event]) -> None:
    content = event_list.write(written)

    read = event_list.read(content)

    assert [row.event for row in read.rows] == written
    assert read.faults == ()


def test_the_written_list_has_exactly_the_32_columns() -> None:
    header, row, end = event_list.write([Event(title="=朝市", meeting_place="玄関前")]).decode().split("\r\n")

    assert header == (
        "\ufeff都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,イベント名,イベント名_カナ,イベント名_英語,開始日,"
        "終了日,開始時間,終了時間,開始日時特記事項,説明,料金(基本),料金(詳細),連絡先名称,連絡先電話番号,連絡先内線番号,"
        "主催者,場所名称,住所,方書,緯度,経度,アクセス方法,駐車場情報,定員,参加申込終了日,参加申込終了時間,参加申込方法,"
        "URL,備考"
    )
    assert row.split(",")[4] == "=朝市"
    assert row.split(",")[19] == "玄関前"
    assert end == ""
