"""Pieces of pages that many requests show alike, kept as they were rendered: each process keeps its own."""

from collections.abc import Callable, Hashable

from flask import Flask, current_app
from markupsafe import Markup

from matcher.language import language

MOST = 2_000


def fragment(*key: Hashable, caller: Callable[[], Markup]) -> Markup:
    """What the block renders, rendered once for each key and language. The key names all that the block depends on.

    In a template: `{% call fragment("footer") %}…{% endcall %}`.
    """
    kept: dict[Hashable, Markup] = current_app.extensions["fragments"]
    place = (*key, language())
    found = kept.get(place)
    if found is None:
        if len(kept) >= MOST:
            kept.clear()
        found = kept[place] = caller()
    return found


def init_app(app: Flask) -> None:
    """Give templates `fragment`."""
    app.extensions["fragments"] = {}
    app.jinja_env.globals["fragment"] = fragment
