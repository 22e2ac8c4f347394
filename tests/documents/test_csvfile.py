"""CSV in and out: nothing in a file can make the reader raise, and what is written comes back as it was."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.documents import csvfile
from matcher.documents.csvfile import Limits, Row
from matcher.documents.fault import Fault

HEADER = ("イベント名", "定員")


def lines(*rows: str) -> bytes:
    return "\r\n".join(rows).encode()


Place = tuple[str, int | None, str | None]


def codes(content: bytes, limits: Limits = csvfile.DEFAULT_LIMITS) -> list[Place]:
    return [(fault.code, fault.row, fault.column) for fault in csvfile.read(content, limits).faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_file_reads_the_same_in_each_encoding_that_excel_saves(encoding: str) -> None:
    content = "イベント名,定員\r\n髙﨑①㈱の会,20\r\n".encode(encoding)

    table = csvfile.read(content)

    assert table.header == HEADER
    assert table.rows == (Row(2, {"イベント名": "髙﨑①㈱の会", "定員": "20"}),)
    assert table.faults == ()


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_any_line_end_ends_a_row(line_end: str) -> None:
    content = line_end.join(["イベント名,定員", "ごみ拾い,20", "花壇,5"]).encode()

    rows = csvfile.read(content).rows

    assert [row.cells["イベント名"] for row in rows] == ["ごみ拾い", "花壇"]


def test_rows_are_numbered_as_excel_shows_them() -> None:
    content = lines("イベント名,定員", '"二行の\r\n名前",1', "", ",", "花壇,5")

    rows = csvfile.read(content).rows

    assert [(row.number, row.cells["イベント名"]) for row in rows] == [(2, "二行の\r\n名前"), (5, "花壇")]


def test_empty_cells_that_a_spreadsheet_adds_at_the_end_are_no_fault() -> None:
    table = csvfile.read(lines("イベント名,定員,,", "花壇,5,,", "畑,3, ,,,"))

    assert table.header == HEADER
    assert [row.cells for row in table.rows] == [
        {"イベント名": "花壇", "定員": "5"},
        {"イベント名": "畑", "定員": "3"},
    ]
    assert table.faults == ()


def test_a_header_in_full_width_is_the_same_column() -> None:
    assert csvfile.read("料金（基本） ,ＮＯ\r\n1,2".encode()).header == ("料金(基本)", "NO")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"\r\n\r\n,,\r\n", "file-empty"),
        (b"\xef\xbb\xbf", "file-empty"),
        ("イベント名,定員".encode("utf-16"), "file-is-utf-16"),
        ("name,places".encode("utf-16-le"), "file-is-utf-16"),
        (b"PK\x03\x04\x14\x00\x06\x00", "file-is-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file-is-workbook"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file-is-not-text"),
        (b"\x1f\x8b\x08\x00", "file-is-not-text"),
        (b"%PDF-1.7", "file-is-not-text"),
        (b"a,b\r\n\x81\xff,1", "encoding-unknown"),
    ],
)
def test_what_is_not_csv_is_named(content: bytes, code: str) -> None:
    table = csvfile.read(content)

    assert [fault.code for fault in table.faults] == [code]
    assert table.faults[0].whole_file
    assert table.rows == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (lines("a,b", "1", "2,3"), ("ragged-row", 2, None)),
        (lines("a,b", "1,2,3"), ("ragged-row", 2, None)),
        (lines("a,b", "1,2", "x\0y,3"), ("control-character", 3, "a")),
        (lines("a,b", "1,\x1b[0m"), ("control-character", 2, "b")),
        (lines("a,b", "1,2", "a,b", "3,4"), ("header-repeated", 3, None)),
    ],
)
def test_a_fault_of_one_row_leaves_the_others(content: bytes, expected: tuple[str, int, str | None]) -> None:
    table = csvfile.read(content)

    assert [(fault.code, fault.row, fault.column) for fault in table.faults] == [expected]
    assert not table.faults[0].whole_file
    assert expected[1] not in [row.number for row in table.rows]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (lines("a,a", "1,2"), ("column-twice", 1, "a")),
        (lines("a,Ａ,ａ", "1,2,3"), ("column-twice", 1, "a")),
        (lines("a,,b", "1,2,3"), ("column-without-name", 1, None)),
        (lines("a\0,b", "1,2"), ("control-character", 1, "a")),
        (lines("a,b", '"1,2', "3,4"), ("broken-quotes", 2, None)),
        (lines("a,b", '"1"x,2'), ("broken-quotes", 2, None)),
        (lines("a,b", '"' + "x" * 200_000 + '",2'), ("row-too-long", 2, None)),
        (lines("a,b", '"', *["x" * 99] * 2_000), ("cell-never-ends", 2, None)),
        (lines("a,b", '"' * 50_001), ("broken-quotes", 2, None)),
    ],
)
def test_a_fault_that_makes_the_rest_doubtful_refuses_the_file(
    content: bytes, expected: tuple[str, int, str | None]
) -> None:
    table = csvfile.read(content)

    assert [(fault.code, fault.row, fault.column) for fault in table.faults] == [expected]
    assert table.faults[0].whole_file


@pytest.mark.parametrize("length", [200_000, 900_000])
def test_a_line_that_is_too_long_is_told_with_its_length(length: int) -> None:
    table = csvfile.read(lines("a,b", "1,2", "x" * length, "3,4"))

    assert table.faults[0].parameters == {"found": length, "limit": 2_000, "columns": 100}


def test_limits_of_bytes_rows_columns_and_cells_are_kept() -> None:
    assert codes(b"a,b\r\n" + b"1,2\r\n" * 9, Limits(size=20)) == [("file-too-large", None, None)]
    assert codes(b"a\r\n" + b"1\r\n" * 4, Limits(rows=3)) == [("too-many-rows", None, None)]
    assert codes(b"a\r\n" + b"1\r\n" * 3, Limits(rows=3)) == []
    assert codes(b"a,b,c,d\r\n", Limits(columns=3)) == [("too-many-columns", 1, None)]
    assert codes(b"a,b\r\n1,12345\r\n", Limits(cell=4)) == [("cell-too-long", 2, "b")]


def test_a_million_rows_and_ten_thousand_columns_end_in_one_sentence_each() -> None:
    assert codes(b"a\r\n" + b"1\r\n" * 1_000_000) == [("too-many-rows", None, None)]
    assert codes(b"\n" * 10_000_000) == [("too-many-rows", None, None)]
    assert codes(b"a," * 10_000 + b"\r\n") == [("too-many-columns", 1, None)]
    assert codes(b"a,b\r\n1" + b",2" * 10_000) == [("ragged-row", 2, None)]


@given(st.binary(max_size=2_000))
def test_no_bytes_make_the_reader_raise(content: bytes) -> None:
    table = csvfile.read(content)

    assert table.rows or table.faults or table.header


nasty = st.text(alphabet='",\r\n\t=a漢〓\0\ufeff ', max_size=200)


@given(nasty, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_no_text_of_quotes_and_commas_makes_the_reader_raise(text: str, encoding: str) -> None:
    table = csvfile.read(text.encode(encoding), Limits(size=300, rows=3, columns=4, cell=5))

    assert all(len(row.cells) == len(table.header) for row in table.rows)


printable = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\uf8f0\uf8f1\uf8f2\uf8f3")
cells = st.text(printable | st.sampled_from("\t\r\n,\"'=+-@＝＋－＠|% "), max_size=30)
tables = st.lists(st.tuples(cells, cells).filter(lambda row: any(cell.strip() for cell in row)), max_size=6)


@given(tables)
def test_what_is_written_for_people_comes_back_as_it_was(rows: list[tuple[str, str]]) -> None:
    content = csvfile.write(("左", "右"), rows)

    read = csvfile.read(content, neutralized=True)

    assert [tuple(row.cells.values()) for row in read.rows] == rows
    assert read.faults == ()


@given(tables)
def test_what_is_written_for_machines_comes_back_as_it_was(rows: list[tuple[str, str]]) -> None:
    content = csvfile.write(("左", "右"), rows, machine_readable=True)

    assert [tuple(row.cells.values()) for row in csvfile.read(content).rows] == rows


@given(tables)
def test_no_written_cell_begins_like_a_formula(rows: list[tuple[str, str]]) -> None:
    content = csvfile.write(("=左", "右"), rows)

    table = csvfile.read(content)

    beginnings = [cell.lstrip()[:1] for row in table.rows for cell in row.cells.values()]
    assert not set(beginnings) & set("=+-@＝＋－＠−|%")
    assert table.header[0] == "'=左"


@pytest.mark.parametrize(
    "cell",
    [
        *("=1+1", "+81", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n1", " =1", "|cmd", "%0"),
        *("＝1", "＋1", "－1", "＠a", "−1", "　＝1"),
    ],
)
def test_each_beginning_of_a_formula_gets_an_apostrophe(cell: str) -> None:
    content = csvfile.write(("a", "b"), [(cell, "x")])

    assert csvfile.read(content).rows[0].cells["a"] == f"'{cell}"


def test_numbers_days_and_instants_are_written_so_that_excel_reads_them() -> None:
    at = datetime(2026, 12, 12, 0, 30, tzinfo=UTC)

    assert csvfile.write(("日", "時"), [(date(2026, 12, 12), at)]) == (
        "\ufeff日,時\r\n2026-12-12,2026-12-12 09:30\r\n".encode()
    )


def test_numbers_are_written_as_numbers() -> None:
    assert csvfile.write(("a", "b"), [(-5, None)]) == b"\xef\xbb\xbfa,b\r\n-5,\r\n"


def test_quotes_commas_and_line_breaks_are_written_as_rfc_4180_says() -> None:
    content = csvfile.write(("a", "b"), [('say "はい", 二人', "一\r\n二")], machine_readable=True)

    assert content == '\ufeffa,b\r\n"say ""はい"", 二人","一\r\n二"\r\n'.encode()


def test_a_row_of_another_length_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="3 cells under 2 columns"):
        csvfile.write(("a", "b"), [("1", "2", "3")])


def test_what_cp932_lacks_becomes_a_geta_and_is_reported() -> None:
    content, report = csvfile.write_cp932(("名前", "備考"), [("髙橋", "①"), ("𠮷野🌸𠮷", "=ヷ")])

    assert content.decode("cp932") == "名前,備考\r\n髙橋,①\r\n〓野〓〓,'=〓\r\n"
    assert report == (
        Fault("characters-not-writable", 3, "名前", {"characters": "𠮷🌸"}),
        Fault("characters-not-writable", 3, "備考", {"characters": "ヷ"}),
    )


@given(tables)
def test_cp932_never_raises_and_reports_each_lost_cell(rows: list[tuple[str, str]]) -> None:
    content, report = csvfile.write_cp932(("左", "右"), rows)

    geta = csvfile.read(content).rows
    assert len(geta) == len(rows)
    for fault in report:
        assert fault.row is not None
        assert "〓" in str(geta[fault.row - 2].cells[fault.column or ""])
