"""What a list's file says and how it is called: nothing in it runs, and what is not in it is told before it is sent."""

import re
from html import unescape
from urllib.parse import unquote

import pytest

from matcher.clock import today
from matcher.domain.opportunities.models import OpportunityStatus
from matcher.web import list_files
from tests.support.databases import on_sqlite
from tests.support.factories import make_member, make_opportunity, make_organization, make_staff
from tests.support.visitor import Visitor
from tests.support.workbooks import read_workbook, rows_of

HOSTILE = ["=1+1", "+81", "-1", "@SUM(A1)", "\t=1", " =HYPERLINK(0)", "|cmd", "＝1", "－1", "　=1"]


@pytest.mark.parametrize("typed", HOSTILE)
@on_sqlite
def test_nothing_somebody_typed_runs_in_any_file(client: Visitor, typed: str) -> None:
    make_organization(name=typed, description=typed)

    as_csv = rows_of(client.get("/organizations/list.csv").data)
    as_cp932 = rows_of(client.get("/organizations/list.csv?characters=cp932").data, "cp932")
    sheet = read_workbook(client.get("/organizations/list.xlsx").data)

    for rows in (as_csv, as_cp932, sheet.rows):
        assert [rows[1][0], rows[1][5]] == [f"'{typed}"] * 2
    assert sheet.formulas == 0


@on_sqlite
def test_what_somebody_typed_makes_no_dangerous_name_of_a_file_or_a_sheet(client: Visitor) -> None:
    group = make_organization(name="=1+1/../../[x]\r\nSet-Cookie: a=b\u202egpj")
    make_opportunity(organization=group, status=OpportunityStatus.DRAFT)
    client.enter(make_member(group))

    answer = client.get(f"/organizer/{group.slug}/opportunities/list.xlsx")

    named = unquote(answer.headers["Content-Disposition"].partition("''")[2])
    assert named == f"募集_=1+1_.._.._x_ Set-Cookie_ a=b gpj_{today()}.xlsx"
    assert read_workbook(answer.data).name == "募集_=1+1_.._.._x_ Set-Cookie_ a"


@on_sqlite
def test_a_file_in_shift_jis_holds_the_names_that_can_be_written(client: Visitor) -> None:
    make_organization(name="髙﨑①㈱", name_kana="タカサキ")

    answer = client.get("/organizations/list.csv?characters=cp932")

    assert answer.content_type == "text/csv; charset=Shift_JIS"
    assert rows_of(answer.data, "cp932")[1][:2] == ["髙﨑①㈱", "タカサキ"]


@on_sqlite
def test_what_shift_jis_cannot_write_is_told_before_the_file_is_sent(client: Visitor) -> None:
    make_organization(name="𠮷野の会", name_kana="ア", description="花🌸を植えます")
    make_organization(name="髙﨑の会", name_kana="イ")

    told = client.get("/organizations/list.csv?characters=cp932&district=takasu")
    anyway, whole = (
        unescape(re.search(f'href="([^"]*)"[^>]*>(?:<svg.*?</svg>)?{words}', told.text)[1])
        for words in ("このまま受け取る", "何も変わらないCSV")
    )
    written = rows_of(client.get(anyway).data, "cp932")

    assert told.status_code == 200
    assert "2行目「名前」：Shift_JISで書けない文字「𠮷」を〓にしました。" in told.text
    assert "2行目「活動」：Shift_JISで書けない文字「🌸」を〓にしました。" in told.text
    assert "3行目" not in told.text
    assert [row[0] for row in written[1:]] == ["〓野の会", "髙﨑の会"]
    assert rows_of(client.get(whole).data)[1][0] == "𠮷野の会"
    assert whole == "/organizations/list.csv?district=takasu"


@on_sqlite
def test_of_many_cells_that_cannot_be_written_the_first_hundred_are_told(client: Visitor) -> None:
    office = make_staff().id
    for _number in range(101):
        make_organization(name="𠮷野の会", decided_by=office)

    page = client.get("/organizations/list.csv?characters=cp932").text

    assert page.count("書けない文字「𠮷」") == 100
    assert "101件" in page
    assert "ほかに1件あります" in page


@on_sqlite
def test_a_list_too_long_for_a_file_is_told_with_the_way_to_all_of_it(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(list_files.MOST_ROWS, list_files.Form.XLSX, 2)
    for name in ("ア", "イ", "ウ"):
        make_organization(name=name, name_kana=name)

    told = client.get("/organizations/list.xlsx")
    cut = client.get("/organizations/list.xlsx?accepted=1")
    whole = client.get("/organizations/list.csv")

    assert told.mimetype == "text/html"
    assert "はじめの2行だけが入ります" in told.text
    assert "CSVなら、50,000行まで入ります" in told.text
    assert [row[0] for row in read_workbook(cut.data).rows] == ["名前", "ア", "イ"]
    assert "（はじめの2行）" in unquote(cut.headers["Content-Disposition"])
    assert len(rows_of(whole.data)) == 4
