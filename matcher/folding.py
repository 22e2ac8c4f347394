"""How texts are compared in a search: width and case of letters make no difference.

An index of whole words finds nothing in Japanese, which writes none apart. So the index holds every pair of letters
(bigrams): a word is looked up by its pairs, and what has all of them is read to see whether it has the word.
"""

import unicodedata
from collections.abc import Iterable

MOST_WORDS = 8


def folded(*texts: str | None) -> str:
    """The texts in one, each on its line, in compatible forms (NFKC) and without case: what a search looks through."""
    return "\n".join(unicodedata.normalize("NFKC", text).casefold() for text in texts if text)


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
