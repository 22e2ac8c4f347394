"""How texts are compared in a search: width and case of letters make no difference."""

import unicodedata

MOST_WORDS = 8


def folded(*texts: str | None) -> str:
    """The texts in one, each on its line, in compatible forms (NFKC) and without case: what a search looks through."""
    return "\n".join(unicodedata.normalize("NFKC", text).casefold() for text in texts if text)


def words_of(query: str | None) -> list[str]:
    """The words somebody searches for, folded alike; the first eight, for each costs a look through everything."""
    return folded(query).split()[:MOST_WORDS]
