"""`flask serve` as a person at a terminal meets it: a real process on a real port."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from flask import Flask

from config import ROOT
from tests.support.databases import Database, on_sqlite
from tests.support.servers import PATIENCE, free_port, process_environment, until


class Terminal:
    """`flask serve` on a port, and what it has said so far."""

    def __init__(self, database: Database, instance: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.log = instance / f"serve-{port}.log"
        told = process_environment(database, instance, PORT=str(port), PYTHONUNBUFFERED="1")
        command = [sys.executable, "-m", "flask", "--app", "matcher", "serve"]
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(command, env=told, cwd=ROOT, stdout=output, stderr=output)

    @property
    def said(self) -> str:
        return self.log.read_text()

    def child(self, words: str) -> int:
        """The process id of the child whose command line holds these words."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return next(int(pid) for pid in listed if words.encode() in Path(f"/proc/{pid}/cmdline").read_bytes())


def starts(terminal: Terminal) -> bool:
    return f"わきあい is at {terminal.url}" in terminal.said


def is_refused(url: str) -> bool:
    try:
        httpx.get(url)
    except httpx.ConnectError:
        return True
    return False


@pytest.fixture
def terminal(app: Flask, database: Database, instance: Path) -> Iterator[Terminal]:
    started = Terminal(database, instance, free_port())
    yield started
    if started.process.poll() is None:
        started.process.terminate()
        started.process.wait(PATIENCE)


@pytest.mark.parametrize(
    ("database", "number"), [("sqlite", signal.SIGINT), ("postgresql", signal.SIGTERM)], indirect=["database"]
)
def test_it_says_where_it_is_once_it_answers_and_a_signal_ends_it_in_good_order(
    terminal: Terminal, number: int
) -> None:
    until(lambda: starts(terminal), "the address")
    children = [terminal.child("granian"), terminal.child("flask")]
    assert httpx.get(terminal.url + "/healthz").status_code == 200

    terminal.process.send_signal(number)

    assert terminal.process.wait(PATIENCE) == 0
    assert is_refused(terminal.url)
    assert not any(Path(f"/proc/{child}").exists() for child in children)


@on_sqlite
@pytest.mark.parametrize(("name", "words"), [("server", "granian"), ("worker", "flask")])
def test_when_one_of_the_two_dies_the_other_is_stopped_and_the_exit_tells(
    terminal: Terminal, name: str, words: str
) -> None:
    until(lambda: starts(terminal), "the address")

    os.kill(terminal.child(words), signal.SIGKILL)

    assert terminal.process.wait(PATIENCE) == 1
    assert f"The {name} ended by itself" in terminal.said
    assert is_refused(terminal.url)


@on_sqlite
def test_a_taken_port_is_said_in_one_sentence_with_the_way_out(app: Flask, database: Database, instance: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        terminal = Terminal(database, instance, port)

        assert terminal.process.wait(PATIENCE) == 1
        assert terminal.said.strip().splitlines() == [
            f"Error: Port {port} is taken by another program: end that one, "
            f"or choose another port: make run PORT={port + 1}"
        ]
