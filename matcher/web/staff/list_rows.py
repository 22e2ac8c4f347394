"""Rows of a list as they are shown: what each would do or did, in words, with the page of what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from matcher.documents.list_columns import LAYOUTS
from matcher.domain.city.queries import departments
from matcher.domain.imports.models import ImportRun, ListKind
from matcher.language import gettext as _
from matcher.web.formats import fiscal_year_name
from matcher.words.audit_changes import FIELDS, ToldChange, value_words
from matcher.words.imports import NOTES

SUBJECT = {ListKind.ORGANIZATIONS: "organization", ListKind.PROJECTS: "project_year"}


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One row: its number, the name it goes by and what tells it from
    others of that name, where it can be seen, what changes, what to know."""

    number: int
    name: str
    about: str
    address: str | None
    changes: list[ToldChange]
    notes: list[str]


def told_rows(run: ImportRun, outcomes: Sequence[dict[str, Any]]) -> list[ToldRow]:
    """Some of the run's outcomes in words."""
    names = {one.id: one.name for one in departments()}
    return [
        ToldRow(
            number=one["row"],
            name=one["name"],
            about=_about(run, one, names),
            address=_address(run, one),
            changes=_changes(run, one, names),
            notes=_notes(run, one),
        )
        for one in outcomes
    ]


def _about(run: ImportRun, one: dict[str, Any], names: dict[int, str]) -> str:
    told = [
        fiscal_year_name(value) if field == "fiscal_year" else value_words(SUBJECT[run.kind], field, value, names)
        for field, value in one["about"]
    ]
    return "・".join(told)


def _address(run: ImportRun, one: dict[str, Any]) -> str | None:
    if one["id"] is None or run.kind != ListKind.PROJECTS:
        return None  # a group is found by its address in words, which may change: the list of groups leads there
    return url_for("staff.projects.show", project_year_id=one["id"])


def _changes(run: ImportRun, one: dict[str, Any], names: dict[int, str]) -> list[ToldChange]:
    """The changes of a row; of the contact desk only that it changes."""
    told = []
    for field, before, after in one["changes"]:
        label = _label(run.kind, field)
        if before is None and after is None:
            told.append(ToldChange(label))
        else:
            values = [value_words(SUBJECT[run.kind], field, value, names) for value in (before, after)]
            told.append(ToldChange(label, *values))
    return told


def _notes(run: ImportRun, one: dict[str, Any]) -> list[str]:
    notes = [str(NOTES[code]) for code in one["notes"]]
    if one["missing"]:
        missing = "、".join(_label(run.kind, name) for name in one["missing"])
        notes.append(_("下書きで入ります。足りないもの：%(missing)s", missing=missing))
    return notes


def _label(kind: ListKind, field: str) -> str:
    """The heading of the field's column in the list, else its name in the log."""
    field = {"conditions_accepted": "conditions_met"}.get(field, field)
    headings = {column.field: column.heading for column in LAYOUTS[kind].columns}
    return headings.get(field) or str(FIELDS.get(field, field))
