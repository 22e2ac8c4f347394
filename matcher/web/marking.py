"""The words somebody searched for, marked in the texts they were found in."""

from collections.abc import Sequence

from flask import Flask
from markupsafe import Markup, escape

from matcher.folding import folded, spans_of

SHOWN_BEFORE, SHOWN_AFTER = 20, 60  # letters of an excerpt around the beginning of the first word


def marked(text: str | None, words: Sequence[str] = ()) -> Markup:
    """The text as it was written, escaped, with `<mark>` around what folds to one of the folded words."""
    text, at, parts = text or "", 0, []
    for begin, end in spans_of(text, words):
        parts += [escape(text[at:begin]), Markup("<mark>{}</mark>").format(text[begin:end])]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def excerpt(texts: Sequence[str | None], words: Sequence[str]) -> Markup:
    """Of the texts the first that has most of the words, around the first of them and in one line, marked."""
    lines = [" ".join((text or "").split()) for text in texts]
    line = max(lines, key=lambda each: sum(word in folded(each) for word in words))
    first = next((begin for begin, _ in spans_of(line, words)), 0)
    begin = max(0, first - SHOWN_BEFORE) if first > SHOWN_AFTER else 0
    end = max(begin, first) + SHOWN_AFTER
    before, after = "…" if begin else "", "…" if end < len(line) else ""
    return Markup("{}{}{}").format(before, marked(line[begin:end], words), after)


def init_app(app: Flask) -> None:
    """Give templates the filter `marked`."""
    app.jinja_env.filters["marked"] = marked
