"""The visitor fills in forms as a browser does."""

import pytest

from tests.support.visitor import posting_form

PAGE = """
<form action="/search"><input name="q" value="花"></form>
<form method="post" action="/things/1">
  <input type="hidden" name="csrf_token" value="secret">
  <input name="title" value="花壇">
  <textarea name="summary">
水やり</textarea>
  <select name="kind"><option value="event">行事</option><option value="volunteer" selected>募集</option></select>
  <select name="place"><option value="">選ぶ</option><option value="a">駅前</option></select>
  <input type="checkbox" name="field" value="1" checked> <input type="checkbox" name="field" value="2">
  <input type="checkbox" name="field" value="3" checked>
  <input type="radio" name="way" value="mail"> <input type="file" name="picture">
  <button name="act" value="save">保存</button>
</form>
"""


def test_a_form_is_sent_with_everything_it_holds_as_delivered() -> None:
    action, fields = posting_form(PAGE)

    assert action == "/things/1"
    assert fields == {
        "csrf_token": "secret",
        "title": "花壇",
        "summary": "水やり",
        "kind": "volunteer",
        "place": "",
        "field": ["1", "3"],
    }


def test_of_two_posting_forms_one_must_be_named() -> None:
    page = PAGE + '<form method="post" action="/things/1/withdraw"></form>'

    with pytest.raises(AssertionError, match="2 posting forms"):
        posting_form(page)

    assert posting_form(page, "/withdraw") == ("/things/1/withdraw", {})
