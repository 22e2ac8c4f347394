"""What is wrong with a plan file, each fault a sentence: the file, the place in it, what is wrong, what to do."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

SENTENCES = {
    "missing": "is missing: add it.",
    "extra_forbidden": "is no key this table knows: correct its spelling or remove it.",
    "tuple_type": "must be a list in square brackets.",
    "model_type": "must be a table with keys of its own.",
    "model_attributes_type": "must be a table with keys of its own.",
    "string_type": "must be text in quotation marks.",
    "int_type": "must be a whole number without quotation marks.",
    "bool_type": "must be true or false without quotation marks.",
    "date_type": "must be a day such as 2026-04-01 without quotation marks.",
    "too_short": "must not be empty: add at least one.",
}


class PlanFault(Exception):
    """The plan file cannot be used: `faults` holds one sentence each, with its place and the mend."""

    def __init__(self, file: Path, faults: Iterable[str]) -> None:
        self.faults = tuple(f"{file}: {fault}" for fault in faults)
        super().__init__("\n".join(self.faults))


def sentences(error: ValidationError) -> list[str]:
    """One sentence for each thing pydantic found, in the order of the file's tables."""
    return [f"{place(detail['loc'])} {_sentence(detail)}" for detail in error.errors(include_url=False)]


def place(steps: Iterable[int | str]) -> str:
    """A path such as `pillars[2].measures[0].code`: lists are counted from 0."""
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path


def _sentence(detail: ErrorDetails) -> str:
    known = SENTENCES.get(detail["type"])
    if known is not None:
        return known
    shown = repr(detail["input"])
    shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
    message = detail["msg"].rstrip(".")
    if message.startswith("Input "):
        message = message.removeprefix("Input should").replace(" be ", "must be ", 1).replace(" have ", "must have ", 1)
    return f"is {shown}: it {message.strip()}."
