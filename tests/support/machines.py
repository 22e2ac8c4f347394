"""Two machines of one city: on each a server and a worker, which share one database and nothing else."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any

import httpx
from flask import Flask

from matcher.domain.people.models import Account
from tests.support.databases import Database
from tests.support.servers import Server, SmtpSink, mail_server, serving, working
from tests.support.signing_in import cookie_of
from tests.support.visitor import posting_form


@dataclass(frozen=True)
class Machines:
    """Two servers, two workers and the mail server they send to."""

    app: Flask
    one: Server
    other: Server
    workers: tuple[Popen[bytes], Popen[bytes]]
    mail: SmtpSink
    ends: ExitStack

    def visitor(self, account: Account | None = None) -> "Visitor":
        """Somebody new, with a session of the account if one is given."""
        visitor = Visitor(cookie_of(self.app, account) if account else None)
        self.ends.callback(visitor.http.close)
        return visitor


class Visitor:
    """A browser whose requests go now to one server, now to the other."""

    def __init__(self, cookie: str | None) -> None:
        self.http = httpx.Client(timeout=30, verify=False)
        if cookie:
            self.http.cookies.set("session", cookie, domain="127.0.0.1")

    def read(self, server: Server, path: str) -> str:
        """The page, which must be there."""
        answer = self.http.get(server.url + path)
        assert answer.status_code == 200, f"{path} answered {answer.status_code}"
        return answer.text

    def send(self, server: Server, path: str, *, form: str | None = None, **fields: Any) -> int:
        """Fill in the page's form and send it: the status."""
        action, filled = posting_form(self.read(server, path), form)
        return self.http.post(server.url + (action or path), data={**filled, **fields}).status_code

    def is_signed_in(self, server: Server) -> bool:
        """Whether the server knows who asks."""
        return self.http.get(f"{server.url}/me").status_code == 200


@contextmanager
def two_machines(app: Flask, database: Database, folders: tuple[Path, Path]) -> Iterator[Machines]:
    """Both, as long as the block lasts; each keeps its files in a folder of its own."""
    with mail_server() as mail, ExitStack() as ends:
        one, two = (ends.enter_context(working(database, folder, MAIL_URL=mail.url)) for folder in folders)
        here, there = (ends.enter_context(serving(database, folder)) for folder in folders)
        yield Machines(app, here, there, (one, two), mail, ends)
