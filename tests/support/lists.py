"""Makes lists of the office for tests: files as people save them, and lists on their way."""

from typing import Any

from flask import Flask

from matcher.clock import now
from matcher.db import db
from matcher.documents import csvfile
from matcher.documents.list_columns import LAYOUTS
from matcher.domain.imports.actions import hand_in_list
from matcher.domain.imports.models import ImportRun, ListKind, RunStatus
from matcher.domain.imports.queries import import_run
from matcher.domain.people.models import Account
from matcher.sealing import seal_file
from matcher.worker.lists import work_on_lists
from tests.support.factories import add, make_staff

GROUP = {
    "name": "見本の会",
    "name_kana": "ミホンノカイ",
    "kind": "市民活動団体",
    "district": "高洲",
    "field_numbers": "3、7",
    "description": "川ぞいの道でごみを拾います。",
    "contact_name": "事務局",
    "contact_phone": "054-000-0000",
    "conditions_met": "確認済み",
}
PROJECT = {
    "name": "水辺の清掃",
    "fiscal_year": "令和8年度",
    "department": "街道課",
    "purpose": "水辺をきれいに保つ",
    "city_role": "用具",
    "partner_role": "企画",
    "party_1": "見本の会",
    "party_kind_1": "市民活動団体",
    "forms": "共催、委託",
    "primary_form": "共催",
}


def list_of(kind: ListKind, *rows: dict[str, str]) -> bytes:
    """The file with these rows, UTF-8 with its mark; each row is an ordinary one but for what is given."""
    columns = LAYOUTS[kind].columns
    ordinary = GROUP if kind == ListKind.ORGANIZATIONS else PROJECT
    cells = [[{**ordinary, **row}.get(column.field, "") for column in columns] for row in rows]
    return csvfile.write([column.heading for column in columns], cells)


def groups(*rows: dict[str, str]) -> bytes:
    """A list of groups."""
    return list_of(ListKind.ORGANIZATIONS, *rows)


def projects(*rows: dict[str, str]) -> bytes:
    """A register of projects."""
    return list_of(ListKind.PROJECTS, *rows)


def hand_in(content: bytes, *, kind: ListKind = ListKind.ORGANIZATIONS, by: Account | None = None) -> int:
    """The number of a list just handed in, committed."""
    with db.unit_of_work():
        return hand_in_list(kind=kind, file_name="名簿.csv", content=content, by=by or make_staff()).id


def looked_at(app: Flask, content: bytes, **more: Any) -> ImportRun:
    """The list after the worker has read it."""
    number = hand_in(content, **more)
    return worked_on(app, number)


def worked_on(app: Flask, number: int) -> ImportRun:
    """The list after the worker did what waited."""
    db.session.commit()
    work_on_lists(app.extensions["config"])
    db.session.rollback()
    return import_run(number)


def make_run(*, by: Account | None = None, **facts: Any) -> ImportRun:
    """A list of groups that was looked at and would bring two, handed in by somebody of the office."""
    given: dict[str, Any] = {
        "kind": ListKind.ORGANIZATIONS,
        "status": RunStatus.READ,
        "file_name": "名簿.csv",
        "file_hash": "0" * 64,
        "content": seal_file(groups({})),
        "entered_by": (by or make_staff()).id,
        "entered_at": now(),
        "changed_at": now(),
        "created": 2,
        "looks": 1,
    }
    if facts.get("status") == RunStatus.FAULTY:
        fault = {"row": 2, "column": "種類", "code": "cell-needed", "parameters": {}}
        given |= {"fault_count": 1, "faults": [fault], "content": None, "created": 0}
    return add(ImportRun(**{**given, **facts}))
