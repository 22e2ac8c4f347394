"""Words that were searched for are marked in what was written, and what was written stays what it is."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from matcher.folding import folded, words_of
from matcher.web.marking import excerpt, marked

LETTERS = st.text(st.sampled_from("花かがｶﾞ゙Aａ<>&\"'/mark 　\n"), max_size=20)


def test_a_word_is_marked_as_it_was_written() -> None:
    assert marked("ＮＰＯと清掃", ["npo", "清掃"]) == "<mark>ＮＰＯ</mark>と<mark>清掃</mark>"


def test_what_is_hostile_stays_text() -> None:
    text = "<script>alert('花')</script>"

    assert marked(text, ["script", "<"]) == (
        "<mark>&lt;script</mark>&gt;alert(&#39;花&#39;)<mark>&lt;</mark>/<mark>script</mark>&gt;"
    )
    assert marked(text) == escape(text)


@given(text=LETTERS, question=LETTERS)
def test_without_its_marks_a_text_is_the_text_escaped(text: str, question: str) -> None:
    shown = str(marked(text, words_of(question)))

    assert shown.replace("<mark>", "").replace("</mark>", "") == str(escape(text))
    assert shown.count("<mark>") == shown.count("</mark>")


@given(text=LETTERS, question=LETTERS)
def test_whatever_is_marked_folds_to_a_word_of_the_question(text: str, question: str) -> None:
    words = words_of(question)

    pieces = marked(text, words).split("<mark>")[1:]

    assert all(any(word in folded(piece.split("</mark>")[0].unescape()) for word in words) for piece in pieces)


def test_an_excerpt_is_around_the_first_word_of_the_text_that_has_most() -> None:
    long = "あ" * 100 + "清掃" + "い" * 100

    assert excerpt(("防災の日", "池の\n清掃"), ["清掃"]) == "池の <mark>清掃</mark>"
    assert excerpt(("池の清掃", "防災と清掃"), ["清掃", "防災"]) == "<mark>防災</mark>と<mark>清掃</mark>"
    assert excerpt((long,), ["清掃"]) == "…" + "あ" * 20 + "<mark>清掃</mark>" + "い" * 58 + "…"
    assert excerpt(("短い", None), ["清掃"]) == "短い"
