"""The server as `flask serve` starts it, and what it costs: its seconds of CPU and its memory (Linux, from /proc)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from matcher.cli.serve import answers, commands
from tests.support.databases import Database
from tests.support.servers import free_port, process_environment, running, until

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """Where it listens, and the process that began it."""

    port: int
    process: int

    def cpu_seconds(self) -> float:
        """What all its processes have used up to now."""
        return sum(sum(map(int, _stat(process)[11:13])) for process in self._processes()) / TICKS

    def megabytes(self) -> float:
        """Memory of all its processes, what they share counted once."""
        told = [Path(f"/proc/{process}/smaps_rollup").read_text() for process in self._processes()]
        return sum(int(text.partition("\nPss:")[2].split()[0]) for text in told) / 1024

    def _processes(self) -> list[int]:
        found = [self.process]
        everybody = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
        parents = {process: int(stat[1]) for process in everybody if (stat := _stat(process))}
        for parent in found:
            found += [process for process in parents if parents[process] == parent]
        return found


def _stat(process: int) -> list[str]:
    """The fields after the name, from the state on; none where it has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


@contextmanager
def serving(database: Database, folder: Path, application: str = "matcher:create_app", **more: str) -> Iterator[Server]:
    """A server on this database that lives as long as the block."""
    port = free_port()
    told, log = process_environment(database, folder, PORT=str(port), **more), folder / f"server-{port}.log"
    words = [application if word == "matcher:create_app" else word for word in commands("127.0.0.1", port)["server"]]
    with running(words[1:], told, log) as process:
        until(lambda: process.poll() is not None or answers("127.0.0.1", port), "the server", seconds=60)
        if process.poll() is not None:
            raise RuntimeError(f"The server ended by itself: {log.read_text()}")
        yield Server(port, process.pid)
