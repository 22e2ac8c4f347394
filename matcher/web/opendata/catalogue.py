"""The page about open data, for somebody who never saw any: what there is, what it means, how it may be used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, url_for

from matcher.documents.open_data.openapi import LICENSE
from matcher.documents.open_data.tables import OpenTable
from matcher.domain.city.plan import current_plan
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.web.access import requires
from matcher.web.addresses import address_of
from matcher.web.opendata.copies import recent_copy
from matcher.web.opendata.sources import SOURCES, Source

bp = Blueprint("catalogue", __name__, url_prefix="/opendata")
KILOBYTE = 1024


@dataclass(frozen=True)
class ShownTable:
    """A table as the page tells of it; `newest` None where it is empty."""

    table: OpenTable
    columns: Sequence[tuple[str, str]]
    rows: int
    size: str
    newest: datetime | None
    file: str
    csv: str
    json: str


@bp.get("")
@requires(Permission.PUBLIC)
def show() -> str:
    """Every table with its columns, size and last change, the licence, and the way for programs."""
    return render_template(
        "opendata/catalogue.html",
        shown=[_shown(source) for source in SOURCES.values()],
        licence=LICENSE["url"],
        example=address_of("opendata.api.events.index", limit=10),
    )


def _shown(source: Source) -> ShownTable:
    copy, city_code = recent_copy(source), current_plan().city.code
    return ShownTable(
        table=source.table,
        columns=[(column.name, column.meaning) for column in source.table.columns],
        rows=copy.rows,
        size=_size(len(copy.content)),
        newest=source.newest(),
        file=f"{city_code}_{source.code}.csv",
        csv=url_for(source.file, city_code=city_code),
        json=url_for(source.api),
    )


def _size(length: int) -> str:
    """A length in bytes in words."""
    if length < KILOBYTE * KILOBYTE:
        return _("約%(size)dキロバイト", size=max(1, round(length / KILOBYTE)))
    return _("約%(size).1fメガバイト", size=length / KILOBYTE / KILOBYTE)
