"""Reads a workbook by its XML, as a stranger to the library that wrote it, and the rows of a CSV."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from xml.etree import ElementTree

from matcher.clock import TOKYO

ESCAPED = re.compile(r"_x([0-9A-F]{4})_")  # what XML cannot hold (ECMA-376, ST_Xstring)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FIRST_DAY = datetime(1899, 12, 30, tzinfo=TOKYO)
Value = str | int | date | datetime | None


@dataclass(frozen=True)
class Sheet:
    """The one sheet of a workbook: its name, its rows with their values as typed, and how it is laid out."""

    name: str
    rows: list[list[Value]]
    formulas: int
    frozen_rows: int
    parts: list[str]


def read_workbook(content: bytes) -> Sheet:
    """The first sheet. Raises BadZipFile for what is no workbook, ParseError for broken XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        trees = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    sheet, book = trees["xl/worksheets/sheet1.xml"], trees["xl/workbook.xml"]
    looks = [int(one.get("numFmtId", 0)) for one in trees["xl/styles.xml"].find(f"{MAIN}cellXfs") or ()]
    dates = {
        int(one.get("numFmtId", 0)): "hh" in one.get("formatCode", "")
        for one in trees["xl/styles.xml"].iter(f"{MAIN}numFmt")
        if "yy" in one.get("formatCode", "")
    }
    pane = sheet.find(f".//{MAIN}pane")
    name = book.find(f".//{MAIN}sheet")
    return Sheet(
        name=name.get("name", "") if name is not None else "",
        rows=[_row(row, looks, dates) for row in sheet.iter(f"{MAIN}row")],
        formulas=len(list(sheet.iter(f"{MAIN}f"))) + len(list(sheet.iter(f"{MAIN}hyperlink"))),
        frozen_rows=int(pane.get("ySplit", 0)) if pane is not None and pane.get("state") == "frozen" else 0,
        parts=sorted(trees),
    )


def rows_of(content: bytes, encoding: str = "utf-8-sig") -> list[list[str]]:
    """The rows of a CSV file, its header first."""
    return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))


def words_of_workbook(content: bytes) -> str:
    """Every text of every part, for who looks for something that must not be in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(
            text
            for name in archive.namelist()
            for text in ElementTree.fromstring(archive.read(name)).itertext()
            if text.strip()
        )


def _row(row: ElementTree.Element, looks: list[int], dates: dict[int, bool]) -> list[Value]:
    """The values in their columns; a cell that is not there holds nothing."""
    cells = {_column(cell.get("r", "")): _value(cell, looks, dates) for cell in row}
    return [cells.get(column) for column in range(max(cells, default=-1) + 1)]


def _column(place: str) -> int:
    """0 for A1, 26 for AA1."""
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: ElementTree.Element, looks: list[int], dates: dict[int, bool]) -> Value:
    if cell.get("t") == "inlineStr":
        written = "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
        return ESCAPED.sub(lambda found: chr(int(found[1], 16)), written)
    number = cell.findtext(f"{MAIN}v")
    if number is None:
        return None
    look = looks[int(cell.get("s", 0))]
    if look not in dates:
        return int(float(number))
    at = FIRST_DAY + timedelta(seconds=round(float(number) * 86400))
    return at if dates[look] else at.date()
