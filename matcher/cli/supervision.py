"""Child processes that live and end together: none outlives the others, nor the one who watches them."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Self

PATIENCE = 15.0
PAUSE = 0.2


class Supervisor:
    """Starts programs of ours by name, waits until one ends or a signal asks for the end, then ends all.

    Children get a session of their own, so that Ctrl-C reaches only this process, which passes it on in order.
    """

    def __init__(self, commands: Mapping[str, list[str]], environment: Mapping[str, str]) -> None:
        self.commands = commands
        self.environment = environment
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.is_asked_to_stop = False

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        for name, command in self.commands.items():
            # no shell, and the words of the command are our own
            self.children[name] = subprocess.Popen(command, env=dict(self.environment), start_new_session=True)  # noqa: S603
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        for child in self.children.values():
            child.terminate()
        end = time.monotonic() + PATIENCE
        for child in self.children.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, end - time.monotonic()))
            # Each child leads a group of its own: this ends what it started and could not end any more.
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()

    def watch(self, is_ready: Callable[[], bool], tell: Callable[[], None]) -> tuple[str, int] | None:
        """Watch until the end; `tell` is called once, when `is_ready` first holds.

        Returns the name and exit code of a child that ended by itself, None when a signal asked for the end.
        """
        told = False
        while not self.is_asked_to_stop:
            for name, child in self.children.items():
                if child.poll() is not None:
                    return name, child.returncode
            if not told and is_ready():
                told = True
                tell()
            time.sleep(PAUSE)
        return None

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.is_asked_to_stop = True
