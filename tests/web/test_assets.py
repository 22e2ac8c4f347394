"""Static files: addresses that may be kept, bytes that say what they are."""

import gzip

from flask import Flask

from matcher.web.assets import FOLDER, static_url, stylesheet
from tests.support.databases import on_sqlite
from tests.support.visitor import Visitor

pytestmark = on_sqlite


def test_an_address_with_the_hash_of_its_file_may_be_kept_for_a_year(app: Flask, client: Visitor) -> None:
    with app.test_request_context():
        address = static_url("icons.svg")

    answer = client.get(address)

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.data == (FOLDER / "icons.svg").read_bytes()
    assert answer.mimetype == "image/svg+xml"


def test_an_address_with_an_old_hash_is_answered_but_not_kept(client: Visitor) -> None:
    answer = client.get("/static/icons.svg?v=000000000000")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, no-cache")


def test_the_stylesheet_is_one_file_in_which_paper_wins_last(client: Visitor) -> None:
    answer = client.get("/static/wakiai.css", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == stylesheet()
    assert stylesheet().endswith((FOLDER / "css" / "print.css").read_bytes())


def test_a_file_that_was_not_changed_is_not_sent_again(client: Visitor) -> None:
    tag = client.get("/static/wakiai.css").headers["ETag"]

    assert client.get("/static/wakiai.css", headers={"If-None-Match": tag}).status_code == 304


def test_nothing_outside_the_folder_is_a_static_file(client: Visitor) -> None:
    paths = ("../config.py", "..%2fconfig.py", "css", "", "missing.css", "%00", "a" * 5000)

    assert {client.get(f"/static/{path}").status_code for path in paths} == {404}
