"""Tells which query parameters a page reads, so that wrong values are tried where they can matter, and all of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.datastructures import ImmutableMultiDict

EVERYTHING = "*"


@contextmanager
def watching(app: Flask) -> Iterator[set[str]]:
    """The names that are read while the block lasts; `*` where a page goes through all there are."""
    read: set[str] = set()

    class Watched(ImmutableMultiDict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            read.add(name)
            return super().__getitem__(name)

        def __contains__(self, name: object) -> bool:
            read.add(str(name))
            return super().__contains__(name)

        def getlist(self, name: str, type: Any = None) -> list[Any]:  # noqa: A002 as the library calls it
            read.add(name)
            return super().getlist(name, type)

        def items(self, multi: bool = False) -> Any:
            read.add(EVERYTHING)
            return super().items(multi)

        def lists(self) -> Any:
            read.add(EVERYTHING)
            return super().lists()

    class Request(app.request_class):  # type: ignore[misc,name-defined]
        parameter_storage_class = Watched

    before, app.request_class = app.request_class, Request
    try:
        yield read
    finally:
        app.request_class = before
