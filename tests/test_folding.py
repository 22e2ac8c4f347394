"""Searching makes no difference of width, case and kind of kana; the index holds pairs of letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.folding import _pieces, folded, fts5_query, is_certain, spans_of, tokens_of, tsquery, words_of

# letters that grow together, come apart, stand for several, or are two in UTF-16
LETTERS = st.text(st.sampled_from("かカｶがガ゙゛ﾞ゚はﾊ花㈱ßＡaiİǺ̈Ⅳヴㅎㅏᄒ\u1161\u11abｼﾞ𠮷 \n<&"), max_size=12)


def test_width_case_and_kind_of_kana_are_folded() -> None:
    assert folded("ＮＰＯ", None, "ﾊﾅ", "こドモ") == "npo\nはな\nこども"


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


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        ("公園の清掃と清掃後のお茶", "清掃", ["清掃", "清掃"]),
        ("公園の清掃", "清掃 公園の", ["公園の清掃"]),
        ("ああああ", "ああ", ["ああああ"]),
        ("ｶﾞｰﾃﾞﾆﾝｸﾞとＮＰＯ", "がーでにんぐ npo", ["ｶﾞｰﾃﾞﾆﾝｸﾞ", "ＮＰＯ"]),
        ("か\u3099くしゅう", "がく", ["か\u3099く"]),
        ("㈱花", "株", ["㈱"]),
        ("公園の清掃", "防災", []),
        ("公園の清掃", "", []),
        ("", "清掃", []),
    ],
)
def test_a_found_word_is_where_it_was_written(text: str, question: str, found: list[str]) -> None:
    spans = spans_of(text, words_of(question))

    assert [text[begin:end] for begin, end in spans] == found


@given(text=LETTERS, question=LETTERS)
def test_what_is_found_folds_to_the_words_and_nothing_is_left_out(text: str, question: str) -> None:
    words = words_of(question)

    spans = spans_of(text, words)

    found = [folded(text[begin:end]) for begin, end in spans]
    assert all(any(word in one for word in words) for one in found)
    assert bool(spans) == any(word in folded(text) for word in words)
    ends = [place for span in spans for place in span]
    assert ends == sorted(set(ends))
    rest = [folded(text[begin:end]) for begin, end in zip([0, *ends[1::2]], [*ends[::2], len(text)], strict=True)]
    assert not any(word in one for word in words for one in rest)


@given(text=LETTERS)
def test_the_pieces_of_a_text_fold_as_the_whole_does(text: str) -> None:
    assert "".join(folded(piece) for _, piece in _pieces(text)) == folded(text)
