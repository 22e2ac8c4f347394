"""The office's lists through pages: the form to fill in, the look, the faults, taking in, approving by other eyes."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from matcher import create_app
from matcher.clock import now
from matcher.db import db
from matcher.documents.csvfile import read as read_table
from matcher.domain.imports.actions import FAULTS_KEPT
from matcher.domain.imports.models import ImportRun, RunStatus
from matcher.domain.imports.queries import import_run
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.domain.people.models import Account
from matcher.duty import Duty
from tests.support import databases
from tests.support.databases import Database, on_sqlite
from tests.support.factories import add, make_account, make_department, make_staff
from tests.support.lists import groups, looked_at, make_run, projects, worked_on
from tests.support.visitor import Visitor

MEGABYTE = 1024 * 1024
GROUPS, PROJECTS = "/staff/imports/organizations", "/staff/imports/projects"


def token_of(client: Visitor, path: str = GROUPS) -> str:
    """The token that the page's form carries."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def send(client: Visitor, content: bytes, path: str = GROUPS, *, token: str | None = None) -> TestResponse:
    """The answer to a file sent as a browser sends the page's form."""
    head = 'Content-Disposition: form-data; name="{}"{}\r\n\r\n'
    parts = (
        head.format("csrf_token", "").encode() + (token or token_of(client)).encode(),
        head.format("file", '; filename="名簿.csv"').encode() + content,
    )
    body = b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts) + b"--edge--\r\n"
    return client.post(path, data=body, content_type="multipart/form-data; boundary=edge")


def number_in(answer: TestResponse) -> int:
    assert answer.status_code == 303, answer.text
    return int(answer.headers["Location"].rpartition("/")[2])


def test_a_list_is_sent_looked_at_taken_in_and_approved_by_a_colleague(
    app: Flask, client: Visitor, another_client: Visitor
) -> None:
    client.enter(make_staff())
    another_client.enter(make_staff())

    number = number_in(send(client, groups({"name": "髙﨑①㈱の会"}, {"name": "二の会"})))
    page = f"/staff/imports/{number}"
    waiting = client.get(page)
    worked_on(app, number)
    looked = client.get(page)
    asked = client.submit(page, form="/take")
    worked_on(app, number)
    done, seen_by_colleague = client.get(page), another_client.get(page)
    approved = another_client.submit(page, form="/approve")

    assert waiting.headers["Refresh"] == "3"
    assert "ファイルを調べています" in waiting.text
    assert "Refresh" not in looked.headers
    assert "新しく入る2件" in looked.text
    assert "髙﨑①㈱の会" in looked.text
    assert (asked.status_code, approved.status_code) == (303, 303)
    assert "新しく入った2件" in done.text
    assert "まとめて認めて、公開する" not in done.text
    assert "まとめて認めて、公開する" in seen_by_colleague.text
    statuses = set(db.session.scalars(select(Organization.status)))
    assert statuses == {OrganizationStatus.APPROVED}
    assert "髙﨑①㈱の会" in client.get("/organizations").text


def test_the_file_looked_at_is_known_to_another_server(
    app: Flask, client: Visitor, database: Database, tmp_path: Path
) -> None:
    staff = make_staff()
    client.enter(staff)
    key, number = staff.id, number_in(send(client, groups({})))
    worked_on(app, number)
    db.session.rollback()
    other = create_app(databases.testing_config(database.url, tmp_path))

    with other.app_context():
        visitor = Visitor(other, other.response_class)
        visitor.enter(db.session.get_one(Account, key))
        asked = visitor.submit(f"/staff/imports/{number}", form="/take")
        db.session.rollback()
        db.engine.dispose()

    assert asked.status_code == 303
    assert worked_on(app, number).status == RunStatus.TAKEN


def test_the_page_stops_asking_again_where_it_is_told_to(client: Visitor) -> None:
    run = make_run(status=RunStatus.READING)
    client.enter(make_staff())

    answer = client.get(f"/staff/imports/{run.id}?view=still")

    assert "Refresh" not in answer.headers
    assert "自動の処理が止まっています" in answer.text


@on_sqlite
def test_nothing_is_said_of_a_worker_that_lives(client: Visitor) -> None:
    run = make_run(status=RunStatus.READING)
    add(Duty(name="letters", last_run_at=now()))
    client.enter(make_staff())

    assert "自動の処理が止まっています" not in client.get(f"/staff/imports/{run.id}").text


@on_sqlite
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "ファイルに何も書かれていません"),
        (b"\x89PNG\r\n\x1a\n0000", "画像や圧縮ファイルなど"),
        (b"PK\x03\x04", "Excelブックのまま"),
        ("団体名".encode("utf-16"), "UTF-16"),
        (projects({}), "この列がありません"),
        (b",".join(b"c%d" % place for place in range(10_000)), "50列まで"),
        (b"x" * (9 * MEGABYTE), "9,437,184文字あります"),
        (b"x" * (10 * MEGABYTE + 1), "10MBまで"),
    ],
)
def test_what_is_no_list_is_told_at_once_and_not_kept(client: Visitor, content: bytes, told: str) -> None:
    client.enter(make_staff())

    answer = send(client, content)

    assert answer.status_code == 422
    assert told in answer.text
    assert db.session.scalar(select(func.count()).select_from(ImportRun)) == 0


@on_sqlite
def test_no_file_is_told_at_the_field(client: Visitor) -> None:
    client.enter(make_staff())

    answer = client.submit(GROUPS)

    assert answer.status_code == 422
    assert "ファイルを選んでください" in answer.text


@on_sqlite
@pytest.mark.parametrize(("size", "status"), [(9 * MEGABYTE, 422), (11 * MEGABYTE, 413)])
def test_the_limit_of_ten_megabytes_is_of_this_route_alone(client: Visitor, size: int, status: int) -> None:
    client.enter(make_staff())
    token = token_of(client)

    here = send(client, b"x" * size, token=token)
    elsewhere = send(client, b"x" * size, "/staff/departments", token=token)

    assert (here.status_code, elsewhere.status_code) == (status, 413)


@on_sqlite
def test_whoever_is_not_signed_in_sends_no_more_than_a_megabyte(client: Visitor) -> None:
    answer = send(client, b"x" * 2 * MEGABYTE, token="none")

    assert answer.status_code == 413


def test_all_faults_are_on_the_page_and_in_a_file_with_formulas_made_harmless(app: Flask, client: Visitor) -> None:
    run = looked_at(app, groups({"kind": "=1+1"}, {"name": "二", "district": "東京"}))
    client.enter(make_staff())

    page = client.get(f"/staff/imports/{run.id}")
    table = read_table(client.get(f"/staff/imports/{run.id}/faults.csv").data)

    assert "直すところが2件あります" in page.text
    assert "「東京」は選べません" in page.text
    assert [(row.cells["行"], row.cells["列"]) for row in table.rows] == [("2", "種類"), ("3", "地区")]
    assert "この内容で取り込む" not in page.text


@on_sqlite
def test_a_thousand_faults_are_kept_and_how_many_there_are_is_told(app: Flask, client: Visitor) -> None:
    run = looked_at(app, groups(*({"name": f"会{number}", "kind": "？"} for number in range(FAULTS_KEPT + 200))))
    client.enter(make_staff())

    page = client.get(f"/staff/imports/{run.id}")

    assert (run.fault_count, len(run.faults)) == (FAULTS_KEPT + 200, FAULTS_KEPT)
    assert "直すところが1,200件あります" in page.text
    assert "1,000件までをCSV" in page.text


@on_sqlite
def test_long_lists_are_shown_in_pages(app: Flask, client: Visitor) -> None:
    run = looked_at(app, groups(*({"name": f"会その{number}番"} for number in range(70))))
    client.enter(make_staff())

    first = client.get(f"/staff/imports/{run.id}")
    following = client.get(f"/staff/imports/{run.id}?act=create&after=51")

    assert "会その49番" in first.text
    assert "会その50番" not in first.text
    assert "会その69番" in following.text
    assert "会その49番" not in following.text


@on_sqlite
@pytest.mark.parametrize("query", ["act=no-such", "after=-1", "view=no-such"])
def test_what_nobody_could_have_asked_for_is_a_bad_request(client: Visitor, query: str) -> None:
    run = make_run(status=RunStatus.READING)
    client.enter(make_staff())

    assert client.get(f"/staff/imports/{run.id}?{query}").status_code == 400


def test_a_list_is_thrown_away_with_its_file(client: Visitor) -> None:
    run = make_run()
    client.enter(make_staff())

    answer = client.submit(f"/staff/imports/{run.id}", form="/drop")

    db.session.expire_all()
    assert answer.status_code == 303
    assert (run.status, run.content) == (RunStatus.DROPPED, None)
    assert client.get(f"/staff/imports/{run.id}").status_code == 200


def test_a_list_under_way_says_what_comes_next_and_may_be_given_up(client: Visitor) -> None:
    client.enter(make_staff())
    page = f"/staff/imports/{number_in(send(client, groups({})))}"

    read = client.get(page).text
    dropped = client.submit(page, form="/drop")

    assert "終わると、何が変わるかが、この画面に出ます" in read
    assert "お知らせが届きます" not in read
    assert (dropped.status_code, db.session.scalars(select(ImportRun.status)).one()) == (303, RunStatus.DROPPED)


@on_sqlite
def test_the_lists_tell_numbers_only_of_what_was_found_and_holds(client: Visitor) -> None:
    make_run(status=RunStatus.FAILED, created=4_321)
    client.enter(make_staff())

    page = client.get("/staff/imports").text

    assert "4,321" not in page
    assert page.count("―") == 2


def test_who_handed_a_list_in_does_not_approve_what_it_brought(app: Flask, client: Visitor) -> None:
    staff = make_staff()
    run = make_run(by=staff, status=RunStatus.TAKEN, taken_by=make_staff().id, content=None)
    client.enter(staff)

    answer = client.post(f"/staff/imports/{run.id}/approve", data={"csrf_token": token_of(client)})

    assert answer.status_code == 422
    assert "まとめて認めることができません" in answer.text


def test_taking_in_what_was_taken_in_already_is_a_conflict_in_words(app: Flask, client: Visitor) -> None:
    run = make_run()
    client.enter(make_staff())
    token = token_of(client)

    answers = [client.post(f"/staff/imports/{run.id}/take", data={"csrf_token": token}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 422]
    assert "いまのようすを見てください" in answers[1].text
    assert import_run(run.id).status == RunStatus.TAKING


@on_sqlite
@pytest.mark.parametrize("path", [GROUPS, PROJECTS])
def test_the_form_to_fill_in_and_what_may_stand_in_it_come_from_the_plan(client: Visitor, path: str) -> None:
    make_department(name="街道課")
    client.enter(make_staff())

    page, form = client.get(path), client.get(f"{path}/template.csv")

    assert form.mimetype == "text/csv"
    assert form.data.startswith(b"\xef\xbb\xbf")
    assert all(heading in page.text for heading in read_table(form.data).header)


@on_sqlite
def test_departments_see_nothing_of_the_lists(client: Visitor) -> None:
    client.enter(make_account(department_id=make_department().id))

    assert client.get("/staff/imports").status_code == 404
