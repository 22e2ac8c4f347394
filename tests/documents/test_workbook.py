"""Excel out, opened again by its XML: what is typed stays typed, and nothing in it runs."""

import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matcher.documents import workbook
from matcher.documents.cells import Cell
from matcher.documents.fault import Fault
from matcher.documents.formulas import restore
from tests.support.workbooks import read_workbook

FORMULAS = ["=1+1", "+81", "-1", "@SUM(A1)", "\t=1", " =1", "|cmd", "%0", "＝1", "＋1", "－1", "＠a", "−1", "　＝1"]


def written(*rows: list[Cell], title: str = "一覧", header: tuple[str, ...] = ("名前",)) -> bytes:
    file = io.BytesIO()
    workbook.write_to(file, title, header, rows)
    return file.getvalue()


def test_days_instants_and_numbers_come_as_such() -> None:
    at = datetime(2026, 12, 12, 0, 30, tzinfo=UTC)
    header = ("名前", "日", "時", "人数", "備考")

    sheet = read_workbook(written(["髙﨑𠮷①㈱", date(2026, 12, 12), at, 1200, None], header=header))

    assert sheet.rows[0] == list(header)
    assert sheet.rows[1][:4] == ["髙﨑𠮷①㈱", date(2026, 12, 12), at, 1200]
    assert sheet.frozen_rows == 1


def test_a_day_before_excels_first_is_written_as_text() -> None:
    assert read_workbook(written([date(1889, 4, 1)])).rows[1] == ["1889-04-01"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_nothing_that_looks_like_a_formula_is_one(cell: str) -> None:
    sheet = read_workbook(written([cell], header=(cell,)))

    assert sheet.formulas == 0
    assert sheet.rows == [[f"'{cell}"], [f"'{cell}"]]


@pytest.mark.parametrize("cell", ["{=1+1}", "https://example.jp/", "mailto:a@example.jp", "12", "1e5", "TRUE"])
def test_a_text_stays_the_text_it_is(cell: str) -> None:
    sheet = read_workbook(written([cell]))

    assert sheet.rows[1] == [cell]
    assert sheet.formulas == 0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=20), min_size=1, max_size=3))
@example(["\r"])
@example(["\x01=1"])
def test_whatever_people_typed_the_workbook_opens_and_says_it(texts: list[str]) -> None:
    sheet = read_workbook(written(*[[text] for text in texts]))

    assert sheet.formulas == 0
    assert [restore(str(row[0] or "")) if row else "" for row in sheet.rows[1:]] == texts


def test_a_text_too_long_for_a_cell_is_cut_and_told() -> None:
    file = io.BytesIO()

    report = workbook.write_to(file, "一覧", ("名前",), [["短い"], ["あ" * 40_000]])

    assert report == (Fault("cell-cut", 3, "名前", {"limit": 32_767}),)
    cut = str(read_workbook(file.getvalue()).rows[2][0])
    assert len(cut) == 32_767
    assert cut.endswith("あ…")


def test_a_row_of_another_length_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="2 cells under 1 columns"):
        written(["1", "2"])


def test_an_empty_list_is_a_workbook_with_its_header() -> None:
    assert read_workbook(written()).rows == [["名前"]]


def test_nothing_stays_on_disk_when_a_row_fails(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def failing():
        yield ["一"]
        raise LookupError

    with pytest.raises(LookupError):
        workbook.write_to(io.BytesIO(), "一覧", ("名前",), failing())

    assert list(tmp_path.iterdir()) == []
