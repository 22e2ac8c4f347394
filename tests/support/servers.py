"""The product as it runs: a real server, a real worker and a mail server that keeps what it is given."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from functools import cache
from pathlib import Path

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from flask import Flask

from config import ROOT
from tests.support.databases import Database, testing_config

GRANIAN = "-m granian --interface wsgi --factory --no-ws --log-level warning"
WORKER = "-m flask --app matcher worker"
PATIENCE = 20.0


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, and where it writes."""

    url: str
    log: Path


@dataclass
class Letter:
    """One mail as the server took it: the envelope's addresses and the message."""

    sender: str
    recipients: list[str]
    message: EmailMessage

    @property
    def text(self) -> str:
        """The plain text a reader sees."""
        body = self.message.get_body(("plain",))
        return body.get_content().replace("\r\n", "\n") if body else ""


@dataclass
class SmtpSink:
    """A mail server that delivers nothing: `letters` in the order they came; `answer` refuses when it is set."""

    url: str = ""
    letters: list[Letter] = field(default_factory=list)
    answer: str = "250 taken"

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            message = BytesParser(EmailMessage, policy=SMTP).parsebytes(envelope.original_content or b"")
            self.letters.append(Letter(envelope.mail_from or "", list(envelope.rcpt_tos), message))
        return self.answer


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(holds: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Wait until something holds; raises an AssertionError that names it when it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"waited {seconds:.0f} s in vain for {what}"
        time.sleep(0.05)


def process_environment(database: Database, instance: Path, **more: str) -> dict[str, str]:
    """What a process of ours is told: the test configuration, and of this machine's environment only PATH."""
    config = testing_config(database.url, instance)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(instance),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "WAKIAI_ENV": config.environment,
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        "PERSONAL_KEY": config.personal_key,
        "INSTANCE_PATH": str(instance),
        **more,
    }


@contextmanager
def running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that lives as long as the block and writes to `log`."""
    with log.open("ab") as output:
        process = subprocess.Popen([sys.executable, *command], env=environment, cwd=ROOT, stdout=output, stderr=output)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def serving(
    database: Database,
    instance: Path,
    *,
    workers: int = 1,
    threads: int = 1,
    application: str = "matcher:create_app",
    **environment: str,
) -> Iterator[Server]:
    """A server of its own, of so many processes with so many threads each, where the shared one does not do."""
    port = free_port()
    url, log = f"http://127.0.0.1:{port}", instance / f"server-{port}.log"
    told = process_environment(database, instance, BASE_URL=url, PORT=str(port), **environment)
    command = [*GRANIAN.split(), application, "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
    command += ["--blocking-threads", str(threads)]
    with running(command, told, log) as process:
        until(lambda: _answers(url, process, log), f"an answer from {url}", seconds=3 * PATIENCE)
        yield Server(url, log)


def _answers(url: str, process: subprocess.Popen[bytes], log: Path) -> bool:
    assert process.poll() is None, f"the server ended by itself: {log.read_text()}"
    try:
        httpx.get(f"{url}/healthz", timeout=5)
    except httpx.TransportError:
        return False
    return True


@pytest.fixture(scope="session")
def serve(instance: Path) -> Iterator[Callable[[Database], Server]]:
    """Gives the server of a database, one for all tests of the run: starting it takes a second."""
    with ExitStack() as servers:
        yield cache(lambda database: servers.enter_context(serving(database, instance)))


@pytest.fixture
def server(app: Flask, database: Database, serve: Callable[[Database], Server]) -> Server:
    """A real server at `server.url` on the test's database, which is empty when the test begins."""
    return serve(database)


@contextmanager
def working(database: Database, instance: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker of its own; without `MAIL_URL` the letters stay in the outbox."""
    told = process_environment(database, instance, **environment)
    with running([*WORKER.split()], told, instance / "worker.log") as process:
        yield process


@contextmanager
def mail_server() -> Iterator[SmtpSink]:
    """A mail server that keeps each letter it is given, as long as the block lasts."""
    sink = SmtpSink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    sink.url = f"smtp://127.0.0.1:{controller.port}"
    yield sink
    controller.stop()


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """A mail server at `smtp_sink.url` that keeps each letter it is given."""
    with mail_server() as sink:
        yield sink


@pytest.fixture
def worker(app: Flask, database: Database, instance: Path, smtp_sink: SmtpSink) -> Iterator[subprocess.Popen[bytes]]:
    """The worker as a process of its own; its letters arrive in `smtp_sink`. Wait for them with `until`."""
    with working(database, instance, MAIL_URL=smtp_sink.url) as process:
        yield process
