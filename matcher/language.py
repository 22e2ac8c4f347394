"""The language texts are read in. The msgids are Japanese; what is said in another stands in `matcher/translations`.

A context variable holds it and no request: letters and commands speak too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any

from babel.support import LazyProxy

SOURCE = "ja"
CATALOGS = Path(__file__).parent / "translations"

_spoken: ContextVar[str] = ContextVar("language", default=SOURCE)


def language() -> str:
    """The code of the language that is spoken here and now (BCP 47)."""
    return _spoken.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Inside, texts are told in that language; in Japanese where there is no catalog for it."""
    token = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(token)


def gettext(text: str, **values: Any) -> str:
    """The text in the language spoken, with the values in their places (`%(name)s`)."""
    told = _catalog(_spoken.get()).gettext(text)
    return told % values if values else told


def lazy_gettext(text: str, **values: Any) -> LazyProxy:
    """A text that is translated each time it is read: for words that are written before anybody asks."""
    return LazyProxy(gettext, text, enable_cache=False, **values)


@cache
def _catalog(code: str) -> NullTranslations:
    return translation("messages", CATALOGS, [code], fallback=True)
