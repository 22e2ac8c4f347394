"""The last written copy of each file of open data: it is written once for each version, by each process."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app

from matcher.clock import now
from matcher.web.opendata.freshness import tag_of
from matcher.web.opendata.sources import Source

KEPT_WITH = "opendata_copies"
GOOD_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Copy:
    """A written file: the tag of what it was written from, how many rows it has, and since when it is here."""

    tag: str
    content: bytes
    rows: int
    written_at: datetime


def exact_copy(source: Source, version: object) -> Copy:
    """The file in exactly that version, written now if it is not here yet."""
    kept: dict[str, Copy] = current_app.extensions.setdefault(KEPT_WITH, {})
    tag = tag_of(version)
    found = kept.get(source.code)
    if found is None or found.tag != tag:
        found = kept[source.code] = Copy(tag, *source.write(), now())
    return found


def recent_copy(source: Source) -> Copy:
    """A copy of the last ten minutes, for its size and rows: a page that shows them need not write every file."""
    kept: dict[str, Copy] = current_app.extensions.setdefault(KEPT_WITH, {})
    found = kept.get(source.code)
    if found is not None and now() - found.written_at < GOOD_FOR:
        return found
    return exact_copy(source, source.version())
