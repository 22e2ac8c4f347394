"""The one room where CSV is read and written; nothing else imports `csv`.

Reading never raises on content, whatever the bytes: what is wrong comes back as faults with row and column.
Writing is RFC 4180 with CRLF, in UTF-8 with its mark or in CP932, and every cell that a spreadsheet would run
is neutralized unless the file is asked for as open data for machines. It goes row by row into the file given, so that
a long list never stands in memory.
"""

import csv
import io
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from matcher.documents.cells import Cell, text_of
from matcher.documents.encodings import decode, encode_cp932
from matcher.documents.fault import Fault, file_fault, row_fault
from matcher.documents.formulas import neutralize, restore

Record = tuple[int, list[str]]
BLANK_ROWS_PER_ROW = 10  # a file of nothing but line breaks would keep the reader busy for long
UTF_8_MARK = b"\xef\xbb\xbf"
# Controls other than tab and line breaks, and the private codes that CP932 makes of stray bytes.
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\uf8f0-\uf8f3]")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read: bytes, rows under the header, columns, characters in a cell."""

    size: int = 10 * 1024 * 1024
    rows: int = 5_000
    columns: int = 100
    cell: int = 2_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """A row under the header: its number as Excel counts, and its cells by column name."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: the names of its columns, its good rows, and what is wrong with it."""

    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()


def column_name(cell: str) -> str:
    """A header cell as it is compared: no blanks around it, full and half width alike."""
    return unicodedata.normalize("NFKC", cell).strip()


def read(content: bytes, limits: Limits = DEFAULT_LIMITS, *, neutralized: bool = False) -> Table:
    """The file's table. Blank rows are passed over (but counted), blanks inside cells are kept.

    `neutralized` takes back the apostrophes that `write` put before formulas.
    """
    if len(content) > limits.size:
        return Table(faults=(file_fault("file-too-large", limit_mb=limits.size // 1024 // 1024),))
    text = decode(content)
    if isinstance(text, Fault):
        return Table(faults=(text,))
    records = _records(text, limits)
    header = _header(records, limits)
    if header.faults:
        return header
    rows, faults = _rows(header.header, records, limits, neutralized)
    return Table(header.header, rows, faults)


def read_header(content: bytes, limits: Limits = DEFAULT_LIMITS) -> Table:
    """The names of the file's columns, without its rows; or what refuses the file before any row is read."""
    if len(content) > limits.size:
        return Table(faults=(file_fault("file-too-large", limit_mb=limits.size // 1024 // 1024),))
    text = decode(content)
    return Table(faults=(text,)) if isinstance(text, Fault) else _header(_records(text, limits), limits)


def _header(records: Iterator[Record | Fault], limits: Limits) -> Table:
    first = next(records, file_fault("file-empty"))
    if isinstance(first, Fault):
        return Table(faults=(first,))
    header = tuple(column_name(cell) for cell in _without_empty_end(first[1]))
    wrong = _fault_of_header(header, first[0], limits)
    return Table(header, faults=(wrong,) if wrong else ())


def _records(text: str, limits: Limits) -> Iterator[Record | Fault]:
    """The records that hold something, with their numbers; last, if any, the fault that ended the reading.

    One at a time and never a longer line than a good row can be: a hostile file costs no more than a good one.
    """
    number = found = 0
    lines = _Lines(text, limits)
    reader = csv.reader(lines, strict=True)
    while found <= limits.rows + 1 and number < limits.rows * BLANK_ROWS_PER_ROW:
        number += 1
        lines.lengths.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _LineTooLong:
            yield _too_long(number, lines, limits)
            return
        except csv.Error as error:
            # The field limit of `csv` (131,072) is beyond any cell of ours; all else is about quotes.
            is_long = "field larger" in str(error)
            yield _too_long(number, lines, limits) if is_long else file_fault("broken-quotes", number)
            return
        if any(cell.strip() for cell in cells):
            found += 1
            if found <= limits.rows + 1:
                yield number, cells
    yield file_fault("too-many-rows", limit=limits.rows)


class _LineTooLong(Exception):
    """A line that no row with cells of the length allowed can have."""


class _Lines:
    """The lines of a text one by one, and the lengths of those of the record being read."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.found, self.lengths = _LINE.finditer(text), list[int]()
        self.most = 3 * limits.columns * (limits.cell + 3)  # a good cell may be all quotation marks, each twice

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self.found).group()
        self.lengths.append(len(line.rstrip("\r\n")))
        if self.lengths[-1] > self.most:
            raise _LineTooLong
        return line


def _too_long(number: int, lines: _Lines, limits: Limits) -> Fault:
    """One line that is too long is told with its length; a cell that goes on over lines lacks its closing quote."""
    if len(lines.lengths) > 1:
        return file_fault("cell-never-ends", number)
    return file_fault("row-too-long", number, found=lines.lengths[0], limit=limits.cell, columns=limits.columns)


def _without_empty_end(cells: list[str]) -> list[str]:
    """The cells without the empty ones at the end, which spreadsheets like to add."""
    last = len(cells)
    while last and not cells[last - 1].strip():
        last -= 1
    return cells[:last]


def _fault_of_header(header: tuple[str, ...], row: int, limits: Limits) -> Fault | None:
    if len(header) > limits.columns:
        return file_fault("too-many-columns", row, limit=limits.columns, found=len(header))
    for place, name in enumerate(header, start=1):
        if not name:
            return file_fault("column-without-name", row, place=place)
        if _CONTROL.search(name):
            return file_fault("control-character", row, _CONTROL.sub("", name)[: limits.cell])
        if len(name) > limits.cell:
            return file_fault("cell-too-long", row, name[:20], limit=limits.cell)
        if header.count(name) > 1:
            return file_fault("column-twice", row, name)
    return None


def _rows(
    header: tuple[str, ...], records: Iterator[Record | Fault], limits: Limits, neutralized: bool
) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    rows, faults = [], []
    for record in records:
        if isinstance(record, Fault):
            faults.append(record)
            break
        number, cells = record
        fault = _fault_of_row(header, number, cells, limits)
        if fault:
            faults.append(fault)
        else:
            texts = [restore(cell) for cell in cells] if neutralized else cells
            rows.append(Row(number, dict(zip(header, texts, strict=False))))
    return tuple(rows), tuple(faults)


def _fault_of_row(header: tuple[str, ...], number: int, cells: list[str], limits: Limits) -> Fault | None:
    """The first thing wrong with a record: one sentence a row is enough to mend it."""
    if len(cells) < len(header) or any(cell.strip() for cell in cells[len(header) :]):
        return row_fault("ragged-row", number, expected=len(header), found=len(cells))
    for name, cell in zip(header, cells, strict=False):
        if len(cell) > limits.cell:
            return row_fault("cell-too-long", number, name, limit=limits.cell)
        if _CONTROL.search(cell):
            return row_fault("control-character", number, name)
    if len(header) > 1 and all(column_name(cell) == name for name, cell in zip(header, cells, strict=False)):
        return row_fault("header-repeated", number)
    return None


def write(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, machine_readable: bool = False) -> bytes:
    """What `write_to` writes, as bytes."""
    file = io.BytesIO()
    write_to(file, header, rows, machine_readable=machine_readable)
    return file.getvalue()


def write_to(
    file: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[Cell]], *, machine_readable: bool = False
) -> None:
    """Write the list in UTF-8 with its mark. Texts that look like formulas are neutralized unless the file is asked
    for as `machine_readable`; numbers and days stay as they are. Raises ValueError for a row of another length.
    """
    file.write(UTF_8_MARK)
    _rfc_4180(file, "utf-8", _lines(header, rows, machine_readable))


def write_cp932(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> tuple[bytes, tuple[Fault, ...]]:
    """What `write_cp932_to` writes, as bytes, and its report."""
    file = io.BytesIO()
    report = write_cp932_to(file, header, rows)
    return file.getvalue(), report


def write_cp932_to(file: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> tuple[Fault, ...]:
    """Write the list in CP932 for old Excel; a report of each cell in which 〓 stands for what CP932 lacks."""
    report: list[Fault] = []
    _rfc_4180(file, "cp932", _in_cp932(_lines(header, rows, machine_readable=False), header, report))
    return tuple(report)


def _in_cp932(lines: Iterable[list[str]], header: Sequence[str], report: list[Fault]) -> Iterator[list[str]]:
    for number, line in enumerate(lines, start=1):
        written = [encode_cp932(cell) for cell in line]
        for name, (_, lacking) in zip(header, written, strict=True):
            if lacking:
                report.append(row_fault("characters-not-writable", number, name, characters=lacking))
        yield [text for text, _ in written]


def _lines(header: Sequence[str], rows: Iterable[Sequence[Cell]], machine_readable: bool) -> Iterator[list[str]]:
    for line in itertools.chain([header], rows):
        if len(line) != len(header):
            raise ValueError(f"a row of {len(line)} cells under {len(header)} columns")
        yield [_written(cell, machine_readable) for cell in line]


def _written(cell: Cell, machine_readable: bool) -> str:
    return neutralize(cell) if isinstance(cell, str) and not machine_readable else text_of(cell)


def _rfc_4180(file: IO[bytes], encoding: str, lines: Iterable[list[str]]) -> None:
    page = io.TextIOWrapper(file, encoding=encoding, newline="")
    csv.writer(page, lineterminator="\r\n").writerows(lines)
    page.flush()
    page.detach()  # else the file would be closed with its wrapper
