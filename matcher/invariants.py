"""What must always be true, as findings: how much was looked at and how much of it is wrong.

Each feature offers `invariants()`; `flask doctor`, tests and drills read the same list.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One promise and how it stands: `wrong` of `checked` things break it."""

    promise: str
    checked: int
    wrong: int

    @property
    def holds(self) -> bool:
        """Whether nothing breaks the promise."""
        return self.wrong == 0
