"""How texts are compared in a search: width, case and the kind of kana make no difference.

An index of whole words finds nothing in Japanese, which writes none apart. So the index holds every pair of letters
(bigrams): a word is looked up by its pairs, and what has all of them is read to see whether it has the word.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import eq

MOST_WORDS = 8
HIRAGANA = {katakana: katakana - 0x60 for katakana in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}


def folded(*texts: str | None) -> str:
    """The texts in one, each on its line: in compatible forms (NFKC), without case, katakana as hiragana."""
    return "\n".join(unicodedata.normalize("NFKC", text).casefold().translate(HIRAGANA) for text in texts if text)


def words_of(query: str | None) -> list[str]:
    """The words somebody searches for, folded alike; the first eight, for each costs a look through everything."""
    return folded(query).split()[:MOST_WORDS]


def tokens_of(text: str) -> str:
    """What the index holds of a folded text: each pair of neighboring letters once, and the last letter of each run.

    A token is the UTF-16 of its letters in hexadecimal, four digits each: one spelling for both databases, whatever
    they take for a letter.
    """
    tokens: dict[str, None] = {}
    for run in set(text.split()):
        tokens.update(dict.fromkeys(_pairs(run)))
        tokens[_digits(run)[-4:]] = None
    return " ".join(tokens)


def fts5_query(words: Iterable[str]) -> str:
    """The words as SQLite's index is asked for them: all pairs of all words; a single letter begins some token."""
    return " AND ".join(f'"{token}"*' if len(token) == 4 else f'"{token}"' for token in _asked(words))


def tsquery(words: Iterable[str]) -> str:
    """The same for PostgreSQL's index."""
    return " & ".join(f"'{token}':*" if len(token) == 4 else f"'{token}'" for token in _asked(words))


def is_certain(word: str) -> bool:
    """Whether the index alone knows that a text has the word: of a longer one it knows only the pairs."""
    return len(_digits(word)) <= 8


def _asked(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(token for word in words for token in _pairs(word) or [_digits(word)]))


def _pairs(run: str) -> list[str]:
    digits = _digits(run)
    return [digits[start : start + 8] for start in range(0, len(digits) - 4, 4)]


def _digits(run: str) -> str:
    return run.encode("utf-16-be", "surrogatepass").hex()


def spans_of(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the text, as it was written, has the folded words: (begin, end) in order, none touching another.

    Where a letter folds to several (㈱ to （株）) and a word is part of them, the span has the whole letter.
    """
    whole = folded(text)
    found = [word for word in words if word in whole]
    if not found:
        return []
    spans = [(at, at + 1) for at in range(len(text))] if _is_letter_by_letter(text, whole) else _spans(text)
    hits = sorted((spans[at][0], spans[at + len(word) - 1][1]) for word in found for at in _places(whole, word))
    return _joined(hits)


def _is_letter_by_letter(text: str, whole: str) -> bool:
    """Whether each letter folds to one, so that all places are the same in both: true of nearly every text."""
    return len(text) == len(whole) and all(map(eq, map(_folded_letter, text), whole))


@lru_cache(maxsize=10_000)
def _folded_letter(letter: str) -> str:
    return folded(letter)


def _spans(text: str) -> list[tuple[int, int]]:
    """For each letter of the folded text, where the letters it came from begin and end."""
    return [(begin, begin + len(piece)) for begin, piece in _pieces(text) for _ in folded(piece)]


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The smallest pieces of a text that fold each by itself, with where they begin: letters with their marks."""
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or _parts(text[begin:at], text[at]):
            yield begin, text[begin:at]
            begin = at


def _parts(piece: str, letter: str) -> bool:
    """Whether a letter after a piece begins a new one: neither a mark on it nor something that grows together."""
    if letter < "\u0300":
        return True
    if unicodedata.combining(unicodedata.normalize("NFKD", letter)[0]):
        return False
    return folded(piece + letter) == folded(piece) + folded(letter)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for begin, end in spans:
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return joined
