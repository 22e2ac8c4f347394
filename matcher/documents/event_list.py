"""Public event lists: read from the layouts municipalities use, written in the national 32 columns.

Nothing is lost in silence: a row that cannot be taken is a fault; what was not understood but does no harm is a
remark, and its text is handed on. Dates in the past are neither.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from matcher.documents import csvfile
from matcher.documents.csvfile import Row, Table
from matcher.documents.event import Event, clock_time, occasion, sign_up_until_at
from matcher.documents.event_cells import identity, read_date, read_decimal, read_integer, read_time
from matcher.documents.event_layouts import EVENT_LIST_32, LAYOUTS, Layout
from matcher.documents.fault import Fault, file_fault, row_fault

TITLE_LENGTH = 200
# Where a cell can be read but says something unusable, the text is handed on as a note instead.
_AS_NOTE = {"capacity": read_integer, "fee_yen": read_integer}
_OR_FAULT = {
    "first_on": ("unreadable-date", read_date),
    "last_on": ("unreadable-date", read_date),
    "sign_up_until_on": ("unreadable-date", read_date),
    "starts": ("unreadable-time", read_time),
    "ends": ("unreadable-time", read_time),
    "sign_up_until": ("unreadable-time", read_time),
}
_JAPAN = {"latitude": (20.0, 46.0), "longitude": (122.0, 154.0)}


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with its place in the file. `key` is the SHA-256 of the row as it says, not as it was saved;
    `notes` are (column, text) that have no place of their own in an opportunity.
    """

    number: int
    key: str
    event: Event
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EventList:
    """What was read: the layout (None if it was not recognized), the good rows, faults and remarks."""

    layout: str | None
    rows: tuple[EventRow, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...] = ()

    @property
    def is_unusable(self) -> bool:
        """Whether no row may be taken, even when bad rows are left out."""
        return self.layout is None or any(fault.whole_file for fault in self.faults)


def read(content: bytes) -> EventList:
    """The events of a file in one of the known layouts. Never raises on content."""
    table = csvfile.read(content)
    layout = _layout_of(table)
    if layout is None:
        unknown = (file_fault("layout-unknown"),) if table.header else ()
        return EventList(None, (), table.faults or unknown)
    rows, faults, remarks = [], list(table.faults), _remarks_on_columns(table, layout)
    for row in table.rows:
        reading = _Reading(layout, row)
        event_row = reading.event_row()
        faults += reading.faults
        remarks += reading.remarks
        if not reading.faults:
            rows.append(event_row)
    return EventList(layout.code, tuple(rows), tuple(sorted(faults, key=_place)), tuple(remarks))


def _place(fault: Fault) -> int:
    return fault.row or 0


def _layout_of(table: Table) -> Layout | None:
    """The layout whose title, first day and first hour are in the header: in these the layouts differ."""
    for layout in LAYOUTS:
        needed = {*layout.column_of["title"], *layout.column_of["first_on"], *layout.column_of["starts"]}
        if needed <= set(table.header):
            return layout
    return None


def _remarks_on_columns(table: Table, layout: Layout) -> list[Fault]:
    unknown = [Fault("column-unknown", 1, name) for name in table.header if name not in layout.columns]
    missing = [Fault("column-missing", 1, name) for name in layout.columns if name not in table.header]
    return unknown + missing


class _Reading:
    """One row being read: its cells by field, and what is wrong with it."""

    def __init__(self, layout: Layout, row: Row) -> None:
        self.layout = layout
        self.row = row
        self.faults: list[Fault] = []
        self.remarks: list[Fault] = []
        self.notes: list[tuple[str, str]] = []

    def event_row(self) -> EventRow:
        values: dict[str, Any] = {field: self._value(field) for field in self.layout.column_of}
        self._coordinates(values)
        self._check_title(values["title"])
        if not self.faults:
            self._check_order(values)
            self._keep_loose_times(values)
        others = [(name, self._cell(name)) for name in self.layout.notes]
        notes = (*self.notes, *((name, text) for name, text in others if text))
        return EventRow(self.row.number, self._key(), Event(**values), notes)

    def _cell(self, column: str) -> str:
        return self.row.cells.get(column, "").strip()

    def _value(self, field: str) -> object:
        columns = self.layout.column_of[field]
        text = "".join(self._cell(column) for column in columns)
        if field in _OR_FAULT:
            code, reader = _OR_FAULT[field]
            return self._or_fault(columns[0], text, code, reader)
        if field in _AS_NOTE:
            return self._or_note(columns[0], text, _AS_NOTE[field], at_least=1 if field == "capacity" else 0)
        return text

    def _or_fault(self, column: str, text: str, code: str, reader: Callable[[str], object]) -> object:
        try:
            return reader(text)
        except ValueError:
            self.faults.append(row_fault(code, self.row.number, column, value=text[:40]))
            return None

    def _or_note(self, column: str, text: str, reader: Callable[[str], int | None], at_least: int) -> int | None:
        try:
            value = reader(text)
        except ValueError:
            value = at_least - 1
        if value is None or value >= at_least:
            return value
        self.notes.append((column, text))
        self.remarks.append(row_fault("number-kept-as-text", self.row.number, column, value=text[:40]))
        return None

    def _coordinates(self, values: dict[str, Any]) -> None:
        """Both within Japan, or none: half a pair, or a latitude in both columns, is no place."""
        texts = {field: values[field] for field in _JAPAN}
        values.update(dict.fromkeys(_JAPAN))
        if not any(texts.values()):
            return
        try:
            degrees = {field: read_decimal(text) for field, text in texts.items()}
        except ValueError:
            degrees = {}
        if all(low <= (degrees.get(field) or 0) <= high for field, (low, high) in _JAPAN.items()):
            values.update(degrees)
            return
        column = self.layout.column_of["latitude"][0]
        self.remarks.append(row_fault("coordinates-left-out", self.row.number, column))

    def _check_title(self, title: str) -> None:
        column = self.layout.column_of["title"][0]
        if not title:
            self.faults.append(row_fault("title-missing", self.row.number, column))
        elif len(title) > TITLE_LENGTH:
            self.faults.append(row_fault("cell-too-long", self.row.number, column, limit=TITLE_LENGTH))

    def _check_order(self, values: dict[str, Any]) -> None:
        first_on, last_on, starts, ends = (values[f] for f in ("first_on", "last_on", "starts", "ends"))
        if first_on and last_on and last_on < first_on:
            self._refuse_order("last_on", str(first_on), str(last_on))
        elif last_on in (None, first_on) and None not in (starts, ends) and ends <= starts:
            self._refuse_order("ends", clock_time(starts), clock_time(ends))

    def _refuse_order(self, field: str, start: str, end: str) -> None:
        column = self.layout.column_of[field][0]
        self.faults.append(row_fault("ends-before-start", self.row.number, column, start=start, end=end))

    def _keep_loose_times(self, values: dict[str, Any]) -> None:
        """Days and hours that make no shift and no deadline are handed on as written."""
        if values["first_on"] is None:
            self._note("last_on", "starts", "ends", "sign_up_until_on", "sign_up_until")
        elif values["sign_up_until_on"] is None:
            self._note("sign_up_until")
        elif _is_too_late(Event(**values)):
            self._note("sign_up_until_on", "sign_up_until")
            column = self.layout.column_of["sign_up_until_on"][0]
            self.remarks.append(row_fault("deadline-after-start", self.row.number, column))

    def _note(self, *fields: str) -> None:
        columns = [self.layout.column_of[field][0] for field in fields]
        self.notes += [(column, self._cell(column)) for column in columns if self._cell(column)]

    def _key(self) -> str:
        said = (identity(self.row.cells.get(column, "")) for column in self.layout.columns)
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def _is_too_late(event: Event) -> bool:
    """Whether the deadline lies after a timed start or a period's end. A day alone means the earlier of both."""
    when, until_at = occasion(event), sign_up_until_at(event)
    if when is None or until_at is None or event.sign_up_until_on is None:
        return False
    latest_at = when.ends_at if when.is_period else when.starts_at
    is_one_of_the_days = event.sign_up_until_on <= (event.last_on or event.first_on or event.sign_up_until_on)
    return until_at > latest_at and not (event.sign_up_until is None and is_one_of_the_days)


def write(events: Iterable[Event]) -> bytes:
    """The national event list: exactly its 32 columns, UTF-8 with its mark, CRLF, for machines (nothing is
    neutralized: a reader must find what the event says).
    """
    rows = [_cells_of(event) for event in events]
    return csvfile.write(EVENT_LIST_32.columns, rows, machine_readable=True)


def _cells_of(event: Event) -> list[str]:
    field_of = {columns[0]: field for field, columns in EVENT_LIST_32.column_of.items()}
    return [_text_of(event, field_of[column]) for column in EVENT_LIST_32.columns]


def _text_of(event: Event, field: str) -> str:
    if field == "venue":
        return event.place
    value = getattr(event, field)
    if value is None:
        return ""
    return clock_time(value) if field in ("starts", "ends", "sign_up_until") else str(value)
