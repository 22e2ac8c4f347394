"""Acts in the order of their time, each done as if it were that time."""

from collections.abc import Callable
from datetime import datetime

from matcher.clock import now, pretending


class Timeline:
    """Collects what is to happen, then plays it from the earliest to the latest; equal times keep their order."""

    def __init__(self) -> None:
        self._acts: list[tuple[datetime, int, Callable[[], object]]] = []

    def at(self, at: datetime, act: Callable[[], object]) -> None:
        """Do `act` when its time comes. Raises ValueError for a time to come: the demo city tells only its past."""
        if at > now():
            raise ValueError(f"{at} is still to come")
        self._acts.append((at, len(self._acts), act))

    def play(self) -> None:
        """Do everything collected, once."""
        for at, _, act in sorted(self._acts, key=lambda entry: entry[:2]):
            with pretending(at):
                act()
        self._acts.clear()
