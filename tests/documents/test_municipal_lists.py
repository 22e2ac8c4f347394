"""The 64 real lists of tests/data/events: every row becomes an event or a fault, in either encoding."""

import re
from collections import Counter
from pathlib import Path

import pytest

from matcher.documents import csvfile, event_list
from matcher.documents.event import occasion
from matcher.documents.event_list import EventList, EventRow

FILES = sorted((Path(__file__).parents[1] / "data" / "events").glob("*.csv"))


@pytest.fixture(scope="module")
def lists() -> dict[str, EventList]:
    return {path.name: event_list.read(path.read_bytes()) for path in FILES}


@pytest.fixture(scope="module")
def rows(lists: dict[str, EventList]) -> list[EventRow]:
    return [row for read in lists.values() for row in read.rows]


def test_64_files_hold_1482_events_of_which_one_ends_before_it_starts(lists: dict[str, EventList]) -> None:
    faults = [(name, f.code, f.row, f.column) for name, read in lists.items() for f in read.faults]

    assert len(FILES) == 64
    assert {read.layout for read in lists.values()} == {"event-list-50"}
    assert sum(len(read.rows) for read in lists.values()) == 1_481
    assert faults == [("o1-112194_g1-000304.csv", "ends-before-start", 4, "終了日")]


def test_the_good_rows_say_what_the_files_say(rows: list[EventRow]) -> None:
    events = [row.event for row in rows]

    assert sum(event.first_on is None for event in events) == 25
    assert sum(event.starts is None for event in events) == 200
    assert sum(event.ends is None for event in events) == 268
    assert sum(event.capacity is None for event in events) == 560  # 554 without, six with 0
    assert sum(event.venue != "" for event in events) == 0
    assert sum(event.place != "" for event in events) == 1_399  # the refused row has one
    assert {event.first_on.year for event in events if event.first_on} <= set(range(2018, 2023))


def test_each_row_is_timed_or_a_period_or_has_no_date(rows: list[EventRow]) -> None:
    kinds = Counter(
        "no date" if when is None else ("period" if when.is_complete else "incomplete") if when.is_period else "timed"
        for when in (occasion(row.event) for row in rows)
    )

    assert kinds == {"timed": 1_158, "period": 133, "incomplete": 165, "no date": 25}


def test_remarks_name_what_was_not_understood(lists: dict[str, EventList]) -> None:
    remarks = Counter((remark.code, remark.column) for read in lists.values() for remark in read.remarks)

    assert remarks == {
        ("coordinates-left-out", "緯度"): 96,
        ("deadline-after-start", "申込期限日"): 9,
        ("number-kept-as-text", "定員"): 6,
    }


def test_every_row_has_an_identity_of_its_own(rows: list[EventRow]) -> None:
    assert len({row.key for row in rows}) == 1_481


def as_excel_saves(content: bytes) -> bytes:
    """The file opened and saved by Excel: CP932, dates and hours in its own form, no leading zeros."""
    table = csvfile.read(content)
    cells = [[_as_excel_shows(cell) for cell in row.cells.values()] for row in table.rows]
    return csvfile.write(table.header, cells, machine_readable=True).decode("utf-8-sig").encode("cp932", "replace")


def _as_excel_shows(cell: str) -> str:
    if date := re.fullmatch(r"(\d{4})-0?(\d+)-0?(\d+)", cell):
        return "/".join(date.groups())
    if time := re.fullmatch(r"0?(\d+):(\d\d)", cell):
        return f"{time[1]}:{time[2]}"
    return str(int(cell)) if re.fullmatch(r"0\d+", cell) else cell


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[3:9])
def test_a_file_saved_by_excel_gives_the_same_records(path: Path) -> None:
    published = event_list.read(path.read_bytes())

    saved = event_list.read(as_excel_saves(path.read_bytes()))

    assert [row.key for row in saved.rows] == [row.key for row in published.rows]
    assert [row.event.title for row in saved.rows] == [row.event.title for row in published.rows]
    assert [occasion(row.event) for row in saved.rows] == [occasion(row.event) for row in published.rows]
    assert [(f.code, f.row, f.column) for f in saved.faults] == [(f.code, f.row, f.column) for f in published.faults]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[3:9])
def test_the_same_text_in_cp932_gives_the_same_records(path: Path) -> None:
    content = path.read_bytes()

    assert event_list.read(content.decode("utf-8-sig").encode("cp932")) == event_list.read(content)


def test_what_cp932_lacks_is_all_that_differs() -> None:
    lines = "名称,開始日,開始時刻,説明\r\n𠮷野山を歩く,2026-04-05,09:00,初めての方も🌸\r\n"

    saved = event_list.read(lines.encode("cp932", "replace")).rows[0].event

    assert (saved.title, saved.description) == ("?野山を歩く", "初めての方も?")
