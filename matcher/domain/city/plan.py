"""The plan file, checked and typed."""

from pathlib import Path


def load(path: Path) -> None:
    """The plan in the file."""


def adopt(plan: None) -> None:
    """Use the plan from now on."""
