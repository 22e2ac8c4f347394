"""Every list on screen as a file: a page declares the columns once, and CSV and Excel come of them.

The rows of a file are those of the page, by the page's own query: the same filters, the same order, all pages of it,
up to a number of rows that is told. The file is whole before its first byte is sent, so that a fault on the way is
a page that says so and never half a file; it stands on disk, not in memory. What is personal stays behind the page's
own permission, and a list of people notes whom it disclosed as the page does.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial, update_wrapper
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Generic, TypeVar
from urllib.parse import parse_qsl, quote

from flask import Blueprint, Flask, Response, current_app, render_template, request, url_for

from matcher.clock import today
from matcher.documents import csvfile, workbook
from matcher.documents.cells import Cell
from matcher.documents.fault import Fault
from matcher.documents.file_names import file_name
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.asked import PLACES, addressed, asked_code
from matcher.words.documents import fault_sentence

Row = TypeVar("Row")
Words = Any  # a text, or one that is translated when it is shown
IN_MEMORY = 1_000_000  # bytes; a longer file stands on disk
PIECE = 65_536  # bytes
AT_ONCE = 1_000  # rows a paged list reads at a time
FAULTS_TOLD = 100
OWN_ARGUMENTS = ("accepted", "characters")
CP932 = "cp932"


class Form(StrEnum):
    """What kind of file."""

    CSV = "csv"
    XLSX = "xlsx"


MOST_ROWS = {Form.CSV: 50_000, Form.XLSX: 10_000}  # a workbook takes eight times as long to write
MIMETYPES = {
    Form.CSV: "text/csv",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LINKS = (
    (_l("CSV"), Form.CSV, {}),
    (_l("Excel"), Form.XLSX, {}),
    (_l("CSV（Shift_JIS）"), Form.CSV, {"characters": CP932}),
)


@dataclass(frozen=True)
class ListFile(Generic[Row]):
    """A list as a file: its title, and for each column the heading and how a row gives the cell."""

    title: Words
    columns: Sequence[tuple[Words, Callable[[Row], Cell]]]

    def of(
        self,
        bp: Blueprint,
        page: str,
        rule: str,
        permission: Permission,
        *,
        load: Callable[..., Any] | None = None,
        about: Callable[..., str] | None = None,
    ) -> Callable[[Callable[..., Iterable[Row]]], Callable[..., Iterable[Row]]]:
        """Let the decorated function give the rows of the list that the view `page` of `bp` shows at `rule`.

        Permission and `load` are the page's. `about` says of the loaded thing what the file's name should say.
        """

        def register(rows: Callable[..., Iterable[Row]]) -> Callable[..., Iterable[Row]]:
            for form in Form:
                view = update_wrapper(partial(self._answer, form, rows, about), rows)
                guarded = requires(permission, load=load)(view)
                bp.add_url_rule(f"{rule}/list.{form}", f"{page}_{form}", guarded, methods=["GET"])
            return rows

        return register

    def _answer(
        self,
        form: Form,
        rows: Callable[..., Iterable[Row]],
        about: Callable[..., str] | None,
        *thing: Any,
        **parameters: Any,
    ) -> Any:
        """The file; first a page where something of the list is not in it."""
        title = "_".join(filter(None, (str(self.title), about(*thing, **parameters) if about else "")))
        listed = _UpTo(rows(*thing, **parameters), MOST_ROWS[form])
        file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 the response closes it
        try:
            faults = self._write(file, form, title, listed)
        except BaseException:
            file.close()
            raise
        if (faults or listed.is_cut) and not request.args.get("accepted"):
            file.close()
            return _told_before(title, form, faults, listed.is_cut)
        if listed.is_cut:
            title = _("%(title)s（はじめの%(count)d行）", title=title, count=MOST_ROWS[form])
        return _sent(file, form, title)

    def _write(self, file: IO[bytes], form: Form, title: str, rows: Iterable[Row]) -> Sequence[Fault]:
        header = [str(heading) for heading, _cell in self.columns]
        lines = ([cell(row) for _heading, cell in self.columns] for row in rows)
        if form == Form.XLSX:
            return workbook.write_to(file, title, header, lines)
        if _is_in_cp932():
            return csvfile.write_cp932_to(file, header, lines)
        csvfile.write_to(file, header, lines)
        return ()


class _UpTo(Generic[Row]):
    """The first rows of a list; once they are taken, whether there were more."""

    def __init__(self, rows: Iterable[Row], most: int) -> None:
        self.rows, self.most, self.is_cut = iter(rows), most, False

    def __iter__(self) -> Iterator[Row]:
        yield from islice(self.rows, self.most)
        self.is_cut = next(self.rows, None) is not None


def all_pages(page: Callable[[Any], tuple[Sequence[Row], Any]]) -> Iterator[Row]:
    """Every row of a paged list: `page(after)` gives the rows behind a place, and the next place or None."""
    rows, after = page(None)
    yield from rows
    while after is not None:
        rows, after = page(after)
        yield from rows


def list_file_links() -> list[tuple[Words, str]]:
    """Words and address of each file of the list that the page being made shows, with the filters it was asked with."""
    endpoint = request.endpoint or ""
    if f"{endpoint}_{Form.CSV}" not in current_app.view_functions:
        return []
    asked = _filters()
    return [
        (words, _address(f"{endpoint}_{form}", [*asked, *more.items()]))
        for words, form, more in LINKS
    ]  # fmt: skip


def _address(endpoint: str, arguments: Sequence[tuple[str, str]]) -> str:
    return addressed(url_for(endpoint, **(request.view_args or {})), arguments)


def _written() -> list[tuple[str, str]]:
    """The arguments as the address writes them, to be handed on; nothing is read from them here."""
    return parse_qsl(request.query_string.decode("ascii", "replace"))


def _filters() -> list[tuple[str, str]]:
    return [(name, value) for name, value in _written() if name not in (*PLACES, *OWN_ARGUMENTS)]


def _is_in_cp932() -> bool:
    return asked_code("characters", (CP932,)) is not None


def _told_before(title: str, form: Form, faults: Sequence[Fault], is_cut: bool) -> str:
    """What the file lacks, in words, and the ways on."""
    endpoint = str(request.endpoint)
    page = endpoint.removesuffix(f"_{form}")
    asked = _filters()
    return render_template(
        "files/before.html",
        list_title=title,
        most=MOST_ROWS[form] if is_cut else None,
        most_in_csv=MOST_ROWS[Form.CSV],
        faults=[fault_sentence(fault) for fault in faults[:FAULTS_TOLD]],
        more=max(0, len(faults) - FAULTS_TOLD),
        anyway=_address(endpoint, [*_written(), ("accepted", "1")]),
        whole=_address(f"{page}_{Form.CSV}", asked) if form == Form.XLSX or _is_in_cp932() else None,
        page=_address(page, asked),
    )


def _sent(file: IO[bytes], form: Form, title: str) -> Response:
    size = file.tell()
    file.seek(0)
    charset = "; charset=" + ("Shift_JIS" if _is_in_cp932() else "utf-8") if form == Form.CSV else ""
    response = Response(_pieces(file), content_type=MIMETYPES[form] + charset)
    response.call_on_close(file.close)
    if request.method == "HEAD":
        file.close()  # nobody reads on
    response.content_length = size
    name = quote(file_name(f"{title}_{today().isoformat()}", ending=form))
    response.headers["Content-Disposition"] = f"attachment; filename=list.{form}; filename*=UTF-8''{name}"
    return response


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        yield from iter(partial(file.read, PIECE), b"")


def init_app(app: Flask) -> None:
    """Let the component `downloads` ask for the files of its page's list."""
    app.jinja_env.globals["list_file_links"] = list_file_links
