"""Searching makes no difference of width and case; the index holds pairs of letters."""

from matcher.folding import folded, fts5_query, is_certain, tokens_of, tsquery, words_of


def test_width_and_case_are_folded() -> None:
    assert folded("ＮＰＯ", None, "ﾊﾅ") == "npo\nハナ"


def test_a_search_is_of_its_words() -> None:
    assert words_of("　花　 NPO ") == ["花", "npo"]
    assert words_of(None) == []
    assert len(words_of("一 " * 50)) == 8


def test_the_index_holds_each_pair_once_and_the_last_letter_of_each_run() -> None:
    assert tokens_of("花花花") == "82b182b1 82b1"
    assert set(tokens_of("ab c\nd").split()) == {"00610062", "0062", "0063", "0064"}
    assert tokens_of("") == ""


def test_no_pair_reaches_across_a_space_or_a_line() -> None:
    assert "00610062" not in tokens_of("a b\na\nb")


def test_a_letter_beyond_the_first_plane_is_a_pair_of_its_own() -> None:
    assert tokens_of("𠮷") == "d842dfb7 dfb7"
    assert is_certain("𠮷")


def test_both_databases_are_asked_for_the_same_tokens() -> None:
    assert fts5_query(["防災訓", "花"]) == '"9632707d" AND "707d8a13" AND "82b1"*'
    assert tsquery(["防災訓", "花"]) == "'9632707d' & '707d8a13' & '82b1':*"


def test_of_a_long_word_the_index_knows_only_the_pairs() -> None:
    assert is_certain("防災")
    assert not is_certain("防災訓")
