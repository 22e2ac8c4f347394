"""Lists of the office: read as people save them, every fault in its place, and no file can break the reader."""

import gzip
import io
import time
import tracemalloc
import zipfile
from datetime import date

import pytest
from flask import Flask

from matcher.documents import office_list
from matcher.documents.csvfile import read as read_table
from matcher.documents.list_columns import LAYOUTS, Choices, choices_of
from matcher.domain.city.plan import current_plan
from matcher.domain.imports.models import ListKind
from matcher.domain.projects.contents import Party
from tests.support.databases import on_sqlite
from tests.support.lists import groups, projects

pytestmark = [on_sqlite, pytest.mark.usefixtures("app")]  # for the plan that the application adopts
MEGABYTE = 1024 * 1024
HEADER = ",".join(column.heading for column in LAYOUTS["organizations"].columns).encode() + b"\r\n"
RARE = "髙﨑①㈱の会"


def workbook() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


HOSTILE = {
    "nothing": (b"", "file-empty"),
    "blank lines": (b"\r\n\r\n , ,\r\n", "file-empty"),
    "a header alone": (HEADER, "no-rows"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "file-is-not-text"),
    "a workbook": (workbook(), "file-is-workbook"),
    "gzip": (gzip.compress(HEADER * 9), "file-is-not-text"),
    "UTF-16 with its mark": ("団体名,種類\r\n会,団体".encode("utf-16"), "file-is-utf-16"),
    "UTF-16 without": ("name,kind\r\nabc,def".encode("utf-16-le"), "file-is-utf-16"),
    "NUL": (HEADER + b"a\0b,,,,,,,,,,,\r\n", "control-character"),
    "no text in any encoding": (HEADER + b"\xff\xfd\xff", "encoding-unknown"),
    "half a surrogate": (HEADER + b"\xed\xa0\x80,,,,,,,,,,,\r\n", "encoding-unknown"),
    "one field of 10 MB": (HEADER + b'"' + b"x" * (10 * MEGABYTE - 500), "row-too-long"),
    "one line of 10 MB": (b"x" * (10 * MEGABYTE - 500), "row-too-long"),
    "nothing but commas": (HEADER + b"," * (10 * MEGABYTE - 500), "row-too-long"),
    "quotes and nothing else": (HEADER + b'"' * (10 * MEGABYTE - 501), "row-too-long"),
    "a quote that never ends, and long lines": (HEADER + b'"' + b"a" * 9_999 + b"\r\n" * 900_000, "cell-never-ends"),
    "a quote that never ends": (HEADER + b'"' + b"a\r\n" * 1000, "broken-quotes"),
    "more than 10 MB": (b"x" * (10 * MEGABYTE + 1), "file-too-large"),
    "ten thousand columns": (b",".join(b"c%d" % number for number in range(10_000)) + b"\r\n", "too-many-columns"),
    "a million rows": (HEADER + b"a\n" * 1_000_000, "ragged-row"),
    "line breaks alone": (HEADER + b"\n" * (9 * MEGABYTE), "too-many-rows"),
    "a ragged row": (HEADER + b"a,b,c\r\n", "ragged-row"),
    "the header twice": (HEADER * 2, "header-repeated"),
    "a column twice": (HEADER.strip() + ",団体名\r\n".encode(), "column-twice"),
    "another list's columns": (projects({}), "needed-column-missing"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_little_time_and_room(what: str) -> None:
    content, code = HOSTILE[what]

    began = time.perf_counter()
    listed = office_list.read(content, "organizations", current_plan())
    took = time.perf_counter() - began

    assert listed.rows == ()
    assert code in {fault.code for fault in listed.faults}
    assert took < 5


@pytest.mark.parametrize("what", [each for each in HOSTILE if len(HOSTILE[each][0]) > MEGABYTE])
def test_a_large_hostile_file_takes_less_than_50_megabytes(what: str) -> None:
    content = HOSTILE[what][0]
    tracemalloc.start()

    office_list.read(content, "organizations", current_plan())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 50 * MEGABYTE


@pytest.mark.parametrize(
    "what", ["nothing", "a picture", "a workbook", "ten thousand columns", "another list's columns"]
)
def test_what_the_first_line_shows_is_told_at_a_glance(what: str) -> None:
    content, code = HOSTILE[what]

    fault = office_list.glance(content, "organizations")

    assert fault is not None
    assert fault.code == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_rare_letters_of_names_come_in_as_they_were_written(encoding: str) -> None:
    content = groups({"name": RARE}).decode("utf-8-sig").encode(encoding)

    [listed] = office_list.read(content, "organizations", current_plan()).rows

    assert listed.values["name"] == RARE


def test_mixed_line_ends_and_formulas_are_read_as_text() -> None:
    lines = groups({"name": "=1+1"}, {"name": "'-会"}, {"name": "三"}).split(b"\r\n")
    content = lines[0] + b"\r" + lines[1] + b"\n" + b"\r\n".join(lines[2:])

    listed = office_list.read(content, "organizations", current_plan())

    assert listed.faults == ()
    assert [row.values["name"] for row in listed.rows] == ["=1+1", "'-会", "三"]


def test_a_row_is_read_into_codes_of_the_plan_and_plain_values() -> None:
    [listed] = office_list.read(groups({"corporate_number": ""}), "organizations", current_plan()).rows

    assert listed.row == 2
    assert listed.values == {
        "name": "見本の会",
        "name_kana": "ミホンノカイ",
        "kind": "civic_group",
        "district": "takasu",
        "field_numbers": (3, 7),
        "description": "川ぞいの道でごみを拾います。",
        "contact_name": "事務局",
        "contact_phone": "0540000000",
        "conditions_met": True,
    }


def test_a_row_of_the_register_is_read_with_its_partners() -> None:
    row = {"from_on": "令和8年4月1日", "to_on": "2027/3/31", "measure": "1-①", "publish": "しない"}

    [listed] = office_list.read(projects(row), "projects", current_plan()).rows

    assert listed.values["fiscal_year"] == 2026
    assert listed.values["parties"] == (Party(kind="civic_group", name="見本の会"),)
    assert listed.values["forms"] == ("co_hosting", "commission")
    assert (listed.values["from_on"], listed.values["to_on"]) == (date(2026, 4, 1), date(2027, 3, 31))
    assert (listed.values["measure"], listed.values["publish"]) == ("1-①", False)


@pytest.mark.parametrize(
    ("field", "written", "code"),
    [
        ("name", "", "cell-needed"),
        ("name", "長" * 81, "cell-too-long"),
        ("description", "長" * 2001, "cell-too-long"),
        ("kind", "会社みたいなもの", "choice-unknown"),
        ("district", "東京", "choice-unknown"),
        ("field_numbers", "3、21", "choice-unknown"),
        ("name_kana", "漢字", "kana-unreadable"),
        ("corporate_number", "1234567890123", "corporate-number-unreadable"),
        ("corporate_number", "1.23457E+12", "corporate-number-rounded"),
        ("website", "www.example.jp", "website-unreadable"),
        ("contact_phone", "540000000", "phone-unreadable"),
        ("contact_email", "desk", "email-unreadable"),
        ("conditions_met", "たぶん", "confirmation-unreadable"),
    ],
)
def test_each_wrong_cell_of_a_list_of_groups_is_told_with_its_place(field: str, written: str, code: str) -> None:
    listed = office_list.read(groups({}, {"name": "二", field: written}), "organizations", current_plan())

    [fault] = listed.faults
    assert (fault.code, fault.row, fault.column) == (code, 3, LAYOUTS["organizations"].heading(field))
    assert not fault.parameters.get("value") or "contact" not in field


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"fiscal_year": "来年"}, "fiscal_year", "fiscal-year-unreadable"),
        ({"from_on": "四月"}, "from_on", "unreadable-date"),
        ({"from_on": "2026-05-01", "to_on": "2026-04-01"}, "to_on", "ends-before-start"),
        ({"primary_form": "後援"}, "primary_form", "primary-form-elsewhere"),
        ({"party_kind_1": ""}, "party_kind_1", "party-kind-needed"),
        ({"party_1": ""}, "party_1", "party-name-needed"),
        ({"party_kind_1": "市（担当課）"}, "party_kind_1", "choice-unknown"),
        ({"party_2": "見本の会", "party_kind_2": "市民活動団体"}, "party_2", "party-twice"),
        ({"publish": "たぶん"}, "publish", "yes-or-no-unreadable"),
        ({"measure": "9-9"}, "measure", "choice-unknown"),
    ],
)
def test_each_wrong_cell_of_a_register_is_told_with_its_place(cells: dict[str, str], field: str, code: str) -> None:
    listed = office_list.read(projects(cells), "projects", current_plan())

    [fault] = listed.faults
    assert (fault.code, fault.row, fault.column) == (code, 2, LAYOUTS["projects"].heading(field))


def test_all_faults_are_told_in_the_order_of_the_rows() -> None:
    content = groups({"kind": "？", "name_kana": "漢"}, {}, {"district": "？"})

    listed = office_list.read(content, "organizations", current_plan())

    assert [(fault.row, fault.column) for fault in listed.faults] == [(2, "フリガナ"), (2, "種類"), (4, "地区")]


def test_a_column_that_is_not_read_is_told_and_an_example_is_passed_over() -> None:
    lines = groups({"name": "（例）の会"}, {}).decode("utf-8-sig").split("\r\n")
    content = "\r\n".join([lines[0] + ",代表者の住所", *(f"{line},秘密" for line in lines[1:-1])]).encode()

    listed = office_list.read(content, "organizations", current_plan())

    assert [(remark.code, remark.column) for remark in listed.remarks] == [
        ("column-unknown", "代表者の住所"),
        ("example-passed-over", None),
    ]
    assert "秘密" not in str(listed.rows)


@pytest.mark.parametrize("kind", ListKind)
def test_the_form_to_fill_in_can_be_read_once_its_example_is_renamed(kind: ListKind) -> None:
    form = office_list.template(kind, current_plan(), department="街道課")
    assert office_list.read(form, kind, current_plan()).rows == ()

    filled = form.decode("utf-8-sig").replace("（例）", "").encode()
    listed = office_list.read(filled, kind, current_plan())

    assert listed.faults == ()
    assert len(listed.rows) == 1
    assert len(read_table(form).header) == len(LAYOUTS[kind].columns)


def test_a_choice_is_known_by_code_name_and_short_name_but_never_where_two_are_called_so() -> None:
    choices = Choices([("a", "自治会・町内会"), ("b", "協議会（市）"), ("c", "協議会（県）")])

    found = {
        written: choices.find(written) for written in ("a", "自治会", "町内会", "協議会", "協議会（市）", "協議会(県)")
    }

    assert found == {"a": "a", "自治会": "a", "町内会": "a", "協議会": None, "協議会（市）": "b", "協議会(県)": "c"}


def test_every_choice_of_the_plan_is_found_by_its_own_name(app: Flask) -> None:
    for choices in choices_of(current_plan()).values():
        assert {code: choices.find(name) for code, name in choices.names.items()} == {
            code: code for code in choices.names
        }
