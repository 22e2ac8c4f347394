"""Excel out: one sheet with a list, numbers and days as such, texts as texts and never as a formula or a link.

Rows go to disk one by one, so that a long list never stands in memory, and nothing stays on disk if one fails.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from tempfile import TemporaryDirectory
from typing import IO, Any

import xlsxwriter

from matcher.clock import TOKYO, now
from matcher.documents.cells import Cell, text_of
from matcher.documents.fault import Fault, row_fault
from matcher.documents.file_names import sheet_name
from matcher.documents.formulas import neutralize

LONGEST_CELL = 32_767  # UTF-16 units, says Excel
FIRST_YEAR = 1900  # Excel's days begin there; an older one is written as text
NARROWEST, WIDEST = 8, 60  # half-width letters
WIDTHS_OF = 1_000  # rows that are looked at for the width of a column
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_to(file: IO[bytes], title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> tuple[Fault, ...]:
    """Write the list as a workbook; a report of each text that was too long for a cell and was cut.

    The sheet is named for the title, the header stays in sight and filters, and on paper it is on every page. Raises
    ValueError for a row of another length.
    """
    with TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(file, {**_OPTIONS, "tmpdir": folder})
        book.set_properties({"title": title, "created": now().astimezone(TOKYO).replace(tzinfo=None)})
        page = _Page(book, title, header)
        try:
            for row in rows:
                page.add(row)
        finally:
            page.finish()
            book.close()
    return tuple(page.report)


class _Page:
    """The one sheet, its looks, and how wide its columns must be."""

    def __init__(self, book: Any, title: str, header: Sequence[str]) -> None:
        self.sheet, self.header, self.rows = book.add_worksheet(sheet_name(title)), header, 0
        self.report: list[Fault] = []
        self.text = book.add_format({"valign": "top", "text_wrap": True})
        self.number = book.add_format({"valign": "top", "num_format": "#,##0"})
        self.day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.instant = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm"})
        self.widths = [_width(text) for text in header]
        bold = book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1})
        for column, text in enumerate(header):
            self._write_text(0, column, text, bold)

    def add(self, row: Sequence[Cell]) -> None:
        """The next row."""
        if len(row) != len(self.header):
            raise ValueError(f"a row of {len(row)} cells under {len(self.header)} columns")
        self.rows += 1
        for column, cell in enumerate(row):
            self._write(column, cell)
        if self.rows <= WIDTHS_OF:
            self.widths = [max(width, _width(text_of(cell))) for width, cell in zip(self.widths, row, strict=True)]

    def finish(self) -> None:
        """What can be said only when all rows are there."""
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, min(max(width + 2, NARROWEST), WIDEST))
        self.sheet.freeze_panes(1, 0)
        self.sheet.autofilter(0, 0, self.rows, len(self.header) - 1)
        self.sheet.repeat_rows(0)
        self.sheet.set_paper(9)  # A4
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)

    def _write(self, column: int, cell: Cell) -> None:
        if isinstance(cell, str):
            self._write_text(self.rows, column, cell, self.text)
        elif isinstance(cell, int):
            self.sheet.write_number(self.rows, column, cell, self.number)
        elif isinstance(cell, date):
            self._write_day(column, cell)

    def _write_day(self, column: int, day: date) -> None:
        local = day.astimezone(TOKYO).replace(tzinfo=None) if isinstance(day, datetime) else day
        if local.year < FIRST_YEAR:
            self._write_text(self.rows, column, text_of(day), self.text)
        else:
            self.sheet.write_datetime(self.rows, column, local, self.instant if local is not day else self.day)

    def _write_text(self, row: int, column: int, text: str, look: Any) -> None:
        safe = neutralize(text)
        units = safe.encode("utf-16-le")
        if len(units) > LONGEST_CELL * 2:
            self.report.append(row_fault("cell-cut", row + 1, self.header[column], limit=LONGEST_CELL))
            safe = units[: (LONGEST_CELL - 1) * 2].decode("utf-16-le", errors="ignore") + "…"
        self.sheet.write_string(row, column, safe, look)


def _width(text: str) -> int:
    """How wide the text's widest line is, in half-width letters."""
    lines = text[: WIDEST * 20].split("\n")
    return max(sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in line) for line in lines)
