"""Searching makes no difference of width and case."""

from matcher.folding import folded, words_of


def test_width_and_case_are_folded() -> None:
    assert folded("ＮＰＯ", None, "ﾊﾅ") == "npo\nハナ"


def test_a_search_is_of_its_words() -> None:
    assert words_of("　花　 NPO ") == ["花", "npo"]
    assert words_of(None) == []
    assert len(words_of("一 " * 50)) == 8
