"""Public pages as they were made, kept by each process for whoever asks without a cookie.

A page is given again only while the database is, to the last row, in the state it was made from, and the clock shows
the same minute: all that public pages tell by the clock turns on whole minutes. So nobody has to say what a write
makes stale, and a page cannot outlive one, whichever process wrote.
"""

import gzip
import hashlib
from collections.abc import Callable, Hashable, Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from typing import Any

from flask import Flask, Response, request
from sqlalchemy import Engine

from matcher.clock import now
from matcher.db import db
from matcher.web.identity import brought_session

MOST = 500  # pages
LARGEST = 500_000  # bytes
STATE = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT pg_current_snapshot()::text"}
ASKED = (
    "wsgi.url_scheme", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "SCRIPT_NAME", "PATH_INFO",
    "QUERY_STRING", "HTTP_ACCEPT_LANGUAGE",
)  # fmt: skip
KEEP = "wakiai.keep"
Environ = dict[str, Any]
Start = Callable[..., Any]


@dataclass(frozen=True)
class KeptPage:
    """A page as it is sent: its headers, its bytes, the same compressed, and the hash that names them."""

    headers: tuple[tuple[str, str], ...]
    content: bytes
    gzipped: bytes
    tag: str

    def send(self, environ: Environ, start: Start) -> list[bytes]:
        """The page, compressed where that is understood; 304 to whoever has it."""
        zipped = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        tag = f'"{self.tag}-gzip"' if zipped else f'"{self.tag}"'
        headers = [*self.headers, ("ETag", tag), ("Vary", "Accept-Encoding")]
        if tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start("304 NOT MODIFIED", [header for header in headers if header[0] != "Content-Type"])
            return []
        body = self.gzipped if zipped else self.content
        coding = [("Content-Encoding", "gzip")] if zipped else []
        start("200 OK", [*headers, *coding, ("Content-Length", str(len(body)))])
        return [body]


class DatabaseState:
    """Tells what state the database is in.

    PostgreSQL: two equal snapshots see the same rows. SQLite: `data_version` moves with every commit of another
    connection, and a connection counts the rows it changed itself. What one connection says does not bear on what
    another says, so which one was asked is part of the state.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine, self.numbers = engine, count()

    def __call__(self) -> Hashable:
        """The state now; None where it cannot be told."""
        try:
            with closing(self.engine.raw_connection()) as connection:
                cursor = connection.cursor()
                cursor.execute(STATE[self.engine.dialect.name])
                told = cursor.fetchone()
                own = getattr(connection.driver_connection, "total_changes", 0)
                return connection.info.setdefault("number", next(self.numbers)), own, told
        except Exception:  # whatever is wrong with the database, the page itself will say it
            return None


class KeptPages:
    """Stands before the app: answers what is kept, and keeps what the app says may be."""

    def __init__(self, app: Callable[[Environ, Start], Iterable[bytes]], state: Callable[[], Hashable]) -> None:
        self.app, self.state = app, state
        self.pages: dict[Hashable, KeptPage] = {}

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """The kept page, or the app's answer."""
        if environ.get("REQUEST_METHOD") != "GET" or "HTTP_COOKIE" in environ:
            return self.app(environ, start)
        state = self.state()  # before the page is made: what is written meanwhile makes it newer than its key says
        key = state, now().replace(second=0, microsecond=0), *(environ.get(name, "") for name in ASKED)
        kept = self.pages.get(key) if state else None
        if kept is not None:
            return kept.send(environ, start)
        offered: list[KeptPage] = []
        environ[KEEP] = offered.append

        def start_and_keep(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if state and offered and not _is_for_one(headers):
                self._keep(key, offered[0])
            return start(status, headers, *rest)

        return self.app(environ, start_and_keep)

    def _keep(self, key: Hashable, page: KeptPage) -> None:
        if len(self.pages) >= MOST:
            self.pages.clear()
        self.pages[key] = page


def _is_for_one(headers: list[tuple[str, str]]) -> bool:
    """Whether an answer depends on a session after all: only its last headers tell, for the session is saved last."""
    return any(name == "Set-Cookie" or (name == "Vary" and "Cookie" in value) for name, value in headers)


def _keep(response: Response) -> Response:
    """Hand a page over to be kept, and send it as it will be sent again."""
    keep = request.environ.pop(KEEP, None)
    if keep is None or not _may_be_kept(response):
        return response
    content = response.get_data()
    headers = tuple((name, value) for name, value in response.headers if name != "Content-Length")
    page = KeptPage(headers, content, gzip.compress(content, 6, mtime=0), hashlib.sha256(content).hexdigest()[:20])
    if len(content) <= LARGEST:
        keep(page)
    return Response.from_app(page.send, request.environ)


def _may_be_kept(response: Response) -> bool:
    is_page = response.status_code == 200 and response.mimetype == "text/html" and not response.is_streamed
    is_public = (request.endpoint or "").startswith("public.") and not brought_session()
    return is_page and is_public


def init_app(app: Flask) -> None:
    """Keep the app's public pages; must be added before what writes headers, for it comes after that in an answer."""
    app.after_request(_keep)
    with app.app_context():
        state = DatabaseState(db.engine)
    app.wsgi_app = KeptPages(app.wsgi_app, state)  # type: ignore[method-assign]  # as Flask documents it
