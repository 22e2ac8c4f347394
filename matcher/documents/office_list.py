"""Lists the office hands in, read: every row as values by field, every fault with row, column and code.

What is stored already is no matter here: whether a row is known, and what it would change, says matcher.domain.imports.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from matcher.documents import csvfile
from matcher.documents.csvfile import Limits, Row, Table
from matcher.documents.fault import Fault, file_fault, row_fault
from matcher.documents.list_cells import (
    CellFault,
    read_choice,
    read_choices,
    read_confirmed,
    read_corporate_number,
    read_day,
    read_email,
    read_fiscal_year,
    read_kana,
    read_line,
    read_phone,
    read_publish,
    read_text,
    read_website,
)
from matcher.documents.list_columns import EXAMPLE, LAYOUTS, PARTIES, Choices, ListColumn, ListLayout, choices_of
from matcher.domain.city.plan import Plan
from matcher.domain.imports.steps import Listed
from matcher.domain.projects.contents import Party

LIMITS = Limits(columns=50)
READERS: Mapping[str, Callable[[str], Any]] = {
    "name_kana": read_kana,
    "corporate_number": read_corporate_number,
    "description": read_text,
    "purpose": read_text,
    "city_role": read_text,
    "partner_role": read_text,
    "website": read_website,
    "contact_phone": read_phone,
    "contact_email": read_email,
    "conditions_met": read_confirmed,
    "fiscal_year": read_fiscal_year,
    "from_on": read_day,
    "to_on": read_day,
    "publish": read_publish,
}
ONE_OF = {"kind": "kind", "district": "district", "measure": "measure", "primary_form": "forms"} | {
    f"party_kind_{number}": "party_kind" for number in range(1, PARTIES + 1)
}
SOME_OF = {"field_numbers": "field_numbers", "forms": "forms"}


@dataclass(frozen=True, slots=True)
class OfficeList:
    """What a file says: its good rows, every fault, and remarks on what is passed over."""

    rows: tuple[Listed, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...] = ()


def glance(content: bytes, kind: str) -> Fault | None:
    """What refuses a file at its first line already, so that it is told at once; None where it can be read on."""
    table = csvfile.read_header(content, LIMITS)
    faults = table.faults or _faults_of_header(table, LAYOUTS[kind])
    return faults[0] if faults else None


def read(content: bytes, kind: str, plan: Plan) -> OfficeList:
    """The rows of a file of one of the known layouts. Never raises on content."""
    layout = LAYOUTS[kind]
    table = csvfile.read(content, LIMITS, neutralized=True)
    faults = list(table.faults)
    if table.header and not any(fault.whole_file for fault in faults):
        faults += _faults_of_header(table, layout)
    if any(fault.whole_file for fault in faults):
        return OfficeList((), tuple(faults))
    reading = _Reading(layout, choices_of(plan))
    for row in table.rows:
        reading.read(row)
    found = [*faults, *reading.faults]
    if not reading.rows and not found:
        found.append(file_fault("no-rows"))
    known = {column.heading for column in layout.columns}
    unread = [Fault("column-unknown", 1, name) for name in table.header if name not in known]
    return OfficeList(
        tuple(reading.rows), tuple(sorted(found, key=lambda fault: fault.row or 0)), (*unread, *reading.remarks)
    )


def _faults_of_header(table: Table, layout: ListLayout) -> tuple[Fault, ...]:
    needed = [column.heading for column in layout.columns if column.is_required]
    return tuple(file_fault("needed-column-missing", 1, name) for name in needed if name not in table.header)


class _Reading:
    """A file being read: the rows so far, and what is wrong with them."""

    def __init__(self, layout: ListLayout, choices: Mapping[str, Choices]) -> None:
        self.layout, self.choices = layout, choices
        self.rows: list[Listed] = []
        self.faults: list[Fault] = []
        self.remarks: list[Fault] = []

    def read(self, row: Row) -> None:
        """Take one row: its values, or its faults."""
        if row.cells.get(self.layout.columns[0].heading, "").strip().startswith(EXAMPLE):
            self.remarks.append(row_fault("example-passed-over", row.number))
            return
        before = len(self.faults)
        values: dict[str, Any] = {}
        for column in self.layout.columns:
            self._cell(column, row, values)
        if len(self.faults) == before:
            self._together(row.number, values)
        if len(self.faults) == before:
            self.rows.append(Listed(row.number, values))

    def _cell(self, column: ListColumn, row: Row, values: dict[str, Any]) -> None:
        text = row.cells.get(column.heading, "").strip()
        if not text:
            if column.is_required:
                self._fault("cell-needed", row.number, column.field)
            return
        if len(text) > column.most:
            self._fault("cell-too-long", row.number, column.field, limit=column.most)
            return
        try:
            values[column.field] = self._value(column.field, text)
        except CellFault as fault:
            self._fault(fault.code, row.number, column.field, **fault.parameters)

    def _value(self, field: str, text: str) -> Any:
        if field in ONE_OF:
            return read_choice(text, self.choices[ONE_OF[field]])
        if field in SOME_OF:
            return read_choices(text, self.choices[SOME_OF[field]])
        return READERS.get(field, read_line)(text)

    def _together(self, number: int, values: dict[str, Any]) -> None:
        """What several cells of a row say together: the span, the primary form, the partners."""
        first, last = values.get("from_on"), values.get("to_on")
        if first and last and last < first:
            self._fault("ends-before-start", number, "to_on", start=str(first), end=str(last))
        forms = values.get("forms", ())
        if "primary_form" in values and forms and values["primary_form"] not in forms:
            self._fault("primary-form-elsewhere", number, "primary_form")
        if len(forms) == 1:
            values.setdefault("primary_form", forms[0])
        parties = self._parties(number, values)
        if parties:
            values["parties"] = parties

    def _parties(self, number: int, values: dict[str, Any]) -> tuple[Party, ...]:
        found: list[Party] = []
        for place in range(1, PARTIES + 1):
            name, kind = values.pop(f"party_{place}", None), values.pop(f"party_kind_{place}", None)
            if name and not kind:
                self._fault("party-kind-needed", number, f"party_kind_{place}")
            elif kind and not name:
                self._fault("party-name-needed", number, f"party_{place}")
            elif name in [party.name for party in found]:
                self._fault("party-twice", number, f"party_{place}")
            elif name:
                found.append(Party(kind=str(kind), name=str(name)))
        return tuple(found)

    def _fault(self, code: str, number: int, field: str, **parameters: str | int) -> None:
        self.faults.append(row_fault(code, number, self.layout.heading(field), **parameters))


def template(kind: str, plan: Plan, *, department: str) -> bytes:
    """The form to fill in: the headings and an example that is never read; `department` is one that exists."""
    layout, choices = LAYOUTS[kind], choices_of(plan)
    free = next((one.name for one in plan.organization_kinds if one.corporate_number == "none"), "")
    shown = {
        "kind": free,
        "district": _first(choices["district"]),
        "field_numbers": _first(choices["field_numbers"], 2),
        "department": department,
        "party_1": f"{EXAMPLE}朝のごみ拾いの会",
        "party_kind_1": _first(choices["party_kind"]),
        "forms": _first(choices["forms"], 2),
        "primary_form": _first(choices["forms"]),
        "measure": next(iter(choices["measure"].names), ""),
    }
    example = [shown.get(column.field, column.example) for column in layout.columns]
    return csvfile.write([column.heading for column in layout.columns], [example])


def _first(choices: Choices, number: int = 1) -> str:
    return "、".join(list(choices.names.values())[:number])
