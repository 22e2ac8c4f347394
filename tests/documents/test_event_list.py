"""Event lists of both layouts: what a row says becomes an event, and nothing is guessed."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.clock import TOKYO
from matcher.documents import csvfile, event_list
from matcher.documents.event import Event, Occasion, occasion, sign_up_until_at
from matcher.documents.event_layouts import EVENT_LIST_32, EVENT_LIST_50, LAYOUTS, Layout
from matcher.documents.event_list import EventList


def file_of(layout: Layout, *rows: dict[str, str], encoding: str = "utf-8-sig") -> bytes:
    """A file with these rows, as Excel saves it."""
    cells = [[row.get(column, "") for column in layout.columns] for row in rows]
    return csvfile.write(layout.columns, cells, machine_readable=True).decode("utf-8-sig").encode(encoding)


def listed(**cells: str) -> EventList:
    """What is read from one row of the 50 columns: 花壇の手入れ on 5 December 2026 unless told otherwise."""
    row = {"名称": "花壇の手入れ", "開始日": "2026-12-05", **cells}
    return event_list.read(file_of(EVENT_LIST_50, row))


def when(**cells: str) -> Occasion | None:
    return occasion(listed(**cells).rows[0].event)


def tokyo(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=TOKYO)  # type: ignore[arg-type,misc]


def test_the_layouts_have_32_and_50_columns_and_every_mapped_column_exists() -> None:
    assert [len(layout.columns) for layout in LAYOUTS] == [32, 50]
    for layout in LAYOUTS:
        mapped = {column for columns in layout.column_of.values() for column in columns}
        assert mapped | set(layout.notes) <= set(layout.columns)


def test_no_column_of_a_layout_is_dropped_in_silence() -> None:
    for layout in LAYOUTS:
        mapped = {column for columns in layout.column_of.values() for column in columns}
        assert set(layout.columns) - mapped - set(layout.notes) <= {"郵便番号"}


def test_a_row_of_32_columns_is_read_whole() -> None:
    row = {
        **{
            "イベント名": "朝のごみ拾い",
            "イベント名_カナ": "アサノゴミヒロイ",
            "NO": "7-1",
            "説明": "池を一周します。",
        },
        **{"開始日": "2026/12/5", "終了日": "2026/12/5", "開始時間": "8:00", "終了時間": "9:30"},
        **{"料金(基本)": "100", "料金(詳細)": "保険代", "連絡先名称": "蓮池クリーンクラブ", "定員": "40"},
        **{"場所名称": "公園", "住所": "若王子500", "方書": "管理棟", "緯度": "34.87", "経度": "138.25"},
        **{"参加申込終了日": "2026/12/1", "参加申込終了時間": "17:00", "備考": "小雨決行"},
    }

    read = event_list.read(file_of(EVENT_LIST_32, row))

    assert read.layout == "event-list-32"
    assert (read.faults, read.remarks) == ((), ())
    assert read.rows[0].event == Event(
        title="朝のごみ拾い",
        title_kana="アサノゴミヒロイ",
        number="7-1",
        description="池を一周します。",
        first_on=date(2026, 12, 5),
        last_on=date(2026, 12, 5),
        starts=480,
        ends=570,
        fee_yen=100,
        fee_note="保険代",
        contact_name="蓮池クリーンクラブ",
        capacity=40,
        venue="公園",
        address="若王子500",
        building="管理棟",
        latitude=34.87,
        longitude=138.25,
        sign_up_until_on=date(2026, 12, 1),
        sign_up_until=1020,
        remarks="小雨決行",
    )
    assert read.rows[0].notes == (("備考", "小雨決行"),)


def test_the_address_of_the_50_columns_is_put_together() -> None:
    read = listed(
        住所都道府県="静岡県", 住所市区町村="藤枝市", 住所町名="岡出山", 住所丁目以下="1-11-1", 建物名等="西館"
    )

    assert (read.rows[0].event.address, read.rows[0].event.building) == ("静岡県藤枝市岡出山1-11-1", "西館")


def test_the_place_is_the_venue_else_the_meeting_place() -> None:
    assert listed(場所名称="公民館", 集合場所="玄関前").rows[0].event.place == "公民館"
    assert listed(集合場所="玄関前").rows[0].event.place == "玄関前"
    assert listed().rows[0].event.place == ""


def test_a_day_with_both_hours_is_timed() -> None:
    assert when(開始時刻="10:00", 終了時刻="12:00") == Occasion(
        False, tokyo(2026, 12, 5, 10), tokyo(2026, 12, 5, 12), "", is_complete=True
    )


def test_hours_after_midnight_belong_to_the_next_day() -> None:
    night = when(開始時刻="22:00", 終了時刻="25:30")

    assert night is not None
    assert night.ends_at == tokyo(2026, 12, 6, 1, 30)


@pytest.mark.parametrize(
    ("starts", "ends", "label"), [("10:00", "", "10:00〜"), ("", "12:00", "〜12:00"), ("", "", "")]
)
def test_a_day_without_both_hours_is_an_incomplete_period_of_that_day(starts: str, ends: str, label: str) -> None:
    assert when(開始時刻=starts, 終了時刻=ends) == Occasion(
        True, tokyo(2026, 12, 5), tokyo(2026, 12, 6), label, is_complete=False
    )


def test_several_days_are_a_period_with_their_hours_in_the_label() -> None:
    assert when(終了日="2026-12-31", 開始時刻="10:00", 終了時刻="09:00") == Occasion(
        True, tokyo(2026, 12, 5), tokyo(2027, 1, 1), "10:00〜09:00", is_complete=True
    )


def test_a_day_from_midnight_to_midnight_is_a_period() -> None:
    assert when(開始時刻="0:00", 終了時刻="24:00") == Occasion(
        True, tokyo(2026, 12, 5), tokyo(2026, 12, 6), "00:00〜24:00", is_complete=True
    )


def test_without_a_date_there_is_no_occasion_and_the_hours_are_handed_on() -> None:
    row = listed(開始日="", 開始時刻="10:30", 終了時刻="12:00", 日時備考="毎週水曜日").rows[0]

    assert occasion(row.event) is None
    assert row.notes == (("開始時刻", "10:30"), ("終了時刻", "12:00"), ("日時備考", "毎週水曜日"))


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"終了日": "2026-12-04"}, "終了日"),
        ({"開始時刻": "10:00", "終了時刻": "09:00"}, "終了時刻"),
        ({"開始時刻": "10:00", "終了時刻": "10:00"}, "終了時刻"),
        ({"終了日": "2026-12-05", "開始時刻": "10:00", "終了時刻": "0:00"}, "終了時刻"),
    ],
)
def test_an_end_that_is_not_after_the_start_is_a_fault(cells: dict[str, str], column: str) -> None:
    read = listed(**cells)

    assert read.rows == ()
    assert [(f.code, f.row, f.column) for f in read.faults] == [("ends-before-start", 2, column)]


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        *(("開始日", "12月上旬", "unreadable-date"), ("申込期限日", "先着順", "unreadable-date")),
        *(("開始時刻", "日没", "unreadable-time"), ("申込期限時刻", "閉館", "unreadable-time")),
        *(("名称", "", "title-missing"), ("名称", "花" * 201, "cell-too-long")),
    ],
)
def test_what_cannot_be_taken_is_a_fault_with_row_and_column(column: str, text: str, code: str) -> None:
    read = listed(**{column: text})

    assert read.rows == ()
    assert [(f.code, f.row, f.column) for f in read.faults] == [(code, 2, column)]
    assert not read.is_unusable


def test_every_fault_of_a_row_is_told_at_once() -> None:
    read = listed(開始日="近日", 終了時刻="夕方", 名称="")

    assert {f.column for f in read.faults} == {"開始日", "終了時刻", "名称"}


@pytest.mark.parametrize(("column", "text"), [("定員", "各回20名"), ("定員", "0"), ("料金(基本)", "大人500円")])
def test_a_number_told_in_words_is_kept_as_a_note(column: str, text: str) -> None:
    read = listed(**{column: text})

    assert read.faults == ()
    assert [(r.code, r.column) for r in read.remarks] == [("number-kept-as-text", column)]
    assert (column, text) in read.rows[0].notes
    assert (read.rows[0].event.capacity, read.rows[0].event.fee_yen) == (None, None)


def test_a_fee_of_nothing_is_a_fee() -> None:
    assert listed(**{"料金(基本)": "0"}).rows[0].event.fee_yen == 0


@pytest.mark.parametrize(("latitude", "longitude"), [("", "35.8"), ("35.8", "35.8"), ("34.8", ""), ("北", "東")])
def test_coordinates_are_a_pair_within_japan_or_left_out_with_a_remark(latitude: str, longitude: str) -> None:
    read = listed(緯度=latitude, 経度=longitude)

    assert (read.rows[0].event.latitude, read.rows[0].event.longitude) == (None, None)
    assert [r.code for r in read.remarks] == ["coordinates-left-out"]


def test_a_deadline_is_the_end_of_its_day_or_its_hour() -> None:
    assert sign_up_until_at(listed(申込期限日="2026-12-01").rows[0].event) == tokyo(2026, 12, 2)
    assert sign_up_until_at(listed(申込期限日="2026-12-01", 申込期限時刻="17:00").rows[0].event) == tokyo(
        2026, 12, 1, 17
    )
    assert sign_up_until_at(listed(申込期限時刻="17:00").rows[0].event) is None


@pytest.mark.parametrize(
    ("day", "hour", "remarks"), [("05", "", 0), ("05", "10:00", 0), ("05", "11:00", 1), ("06", "", 1)]
)
def test_a_deadline_after_the_start_is_remarked_and_handed_on(day: str, hour: str, remarks: int) -> None:
    read = listed(開始時刻="10:00", 終了時刻="12:00", 申込期限日=f"2026-12-{day}", 申込期限時刻=hour)

    assert [r.code for r in read.remarks] == ["deadline-after-start"] * remarks
    assert (("申込期限日", f"2026-12-{day}") in read.rows[0].notes) is bool(remarks)


def test_dates_long_past_are_no_fault() -> None:
    assert listed(開始日="2018-04-01").faults == ()


def test_the_identity_is_what_the_row_says_not_how_it_was_saved() -> None:
    as_published = file_of(
        EVENT_LIST_50, {"NO": "0007", "名称": "朝市〜春〜", "開始日": "2026-04-05", "開始時刻": "09:00"}
    )
    after_excel = file_of(
        EVENT_LIST_50,
        {"NO": "7", "名称": "朝市〜春〜", "開始日": "2026/4/5", "開始時刻": "9:00"},
        encoding="cp932",
    )

    keys = [event_list.read(content).rows[0].key for content in (as_published, after_excel)]

    assert keys[0] == keys[1]
    assert len(keys[0]) == 64


def test_another_date_or_place_is_another_identity() -> None:
    keys = {read.rows[0].key for read in (listed(), listed(開始日="2026-12-06"), listed(集合場所="玄関"))}

    assert len(keys) == 3


def test_columns_we_do_not_know_or_miss_are_remarked() -> None:
    content = "名称,開始日,開始時刻,子育て情報\r\n朝市,2026-04-05,09:00,授乳室あり\r\n".encode()

    read = event_list.read(content)

    assert read.faults == ()
    assert [r.column for r in read.remarks if r.code == "column-unknown"] == ["子育て情報"]
    assert len([r for r in read.remarks if r.code == "column-missing"]) == 47


def test_a_table_of_something_else_is_refused_whole() -> None:
    read = event_list.read("氏名,電話\r\n山田,054\r\n".encode())

    assert [f.code for f in read.faults] == ["layout-unknown"]
    assert read.is_unusable


def test_a_file_cut_off_within_a_cell_is_refused_whole() -> None:
    content = file_of(EVENT_LIST_50, {"名称": "朝市", "開始日": "2026-04-05"}) + '"切れた'.encode()

    read = event_list.read(content)

    assert [(f.code, f.row) for f in read.faults] == [("broken-quotes", 3)]
    assert read.is_unusable


@given(st.binary(max_size=500))
def test_no_bytes_make_the_reader_raise(content: bytes) -> None:
    event_list.read(",".join(EVENT_LIST_50.columns).encode() + b"\r\n" + content)
