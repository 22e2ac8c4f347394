"""Dates, hours and numbers as people and Excel write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.documents.event_cells import identity, read_date, read_decimal, read_integer, read_time


@pytest.mark.parametrize(
    "cell",
    ["2026-12-01", "2026/12/1", "2026.12.1", "2026年12月1日", "令和8年12月1日", "R8.12.1", " ２０２６－１２－０１ "],
)
def test_a_day_is_read_however_it_is_written(cell: str) -> None:
    assert read_date(cell) == date(2026, 12, 1)


def test_the_first_year_of_reiwa_is_2019() -> None:
    assert read_date("令和元年5月1日") == date(2019, 5, 1)


@pytest.mark.parametrize(
    "cell",
    ["12/1", "26-12-01", "2026-13-01", "2026-02-29", "2026-12/1", "0001-01-01", "平成31年1月1日", "未定", "R0.1.1x"],
)
def test_what_is_no_certain_day_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_date(cell)


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        *(("9:30", 570), ("09:30", 570), ("09:30:00", 570), ("９：３０", 570), ("9時30分", 570), ("午前9時30分", 570)),
        *(("午後1時", 780), ("13時", 780), ("0:00", 0), ("24:00", 1440), ("25:30", 1530)),
    ],
)
def test_an_hour_is_read_however_it_is_written(cell: str, minutes: int) -> None:
    assert read_time(cell) == minutes


@pytest.mark.parametrize("cell", ["9", "9:60", "30:01", "午前12時", "午後13時", "9時ごろ", "09:30:15", "9:3"])
def test_what_is_no_certain_hour_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_time(cell)


def test_whole_numbers_may_have_commas_in_their_place() -> None:
    assert [read_integer(cell) for cell in ("20", "1,000", "１，０００", "")] == [20, 1000, 1000, None]
    for cell in ("20名", "1,00", "-1", "1.5", "1_000", "1234567890"):
        with pytest.raises(ValueError, match="whole"):
            read_integer(cell)


@pytest.mark.parametrize("cell", ["nan", "inf", "1e5", "1_0", "35.1.2", "北緯35度"])
def test_degrees_are_plain_decimals(cell: str) -> None:
    with pytest.raises(ValueError, match="number"):
        read_decimal(cell)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *(("2022-01-05", "2022/1/5"), ("09:30", "9:30"), ("0000000007", "7"), ("35.830", "35.83"), ("1000", "1,000 ")),
        *(("あ〜い", "あ～い"), ("１０−２", "10－2"), ("二行の\n名前", "二行の\r\n名前"), ("ＡＢＣ", "ABC")),
    ],
)
def test_a_cell_that_excel_or_cp932_changed_says_the_same(first: str, second: str) -> None:
    assert identity(first) == identity(second)


def test_cells_that_say_different_things_are_told_apart() -> None:
    said = ["", "9:30", "570", "2022-01-05", "2022-01-06", "あ", "い", "35.83", "35.84"]

    assert len({identity(cell) for cell in said}) == len(said)


@given(st.text(max_size=30) | st.from_regex(r"[0-9年月日時分:/.,\-令和R午前後元]{1,14}", fullmatch=True))
def test_no_cell_fails_in_another_way_than_value_error(cell: str) -> None:
    for reader in (read_date, read_time, read_integer, read_decimal):
        try:
            reader(cell)
        except ValueError:
            continue

    assert isinstance(identity(cell), str)
