"""What is wrong in a file handed in: the place as Excel shows it, a code, and what the sentence needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file.

    `row` counts as Excel does (the header is row 1; a cell of several lines is one row), `column` is the name
    in the header. `whole_file` says that no row may be taken from the file, even where the fault has a row:
    what follows an unclosed quote, say, cannot be trusted.
    """

    code: str
    row: int | None = None
    column: str | None = None
    parameters: Mapping[str, str | int] = field(default_factory=dict)
    whole_file: bool = False


def file_fault(code: str, row: int | None = None, column: str | None = None, **parameters: str | int) -> Fault:
    """A fault that refuses the whole file."""
    return Fault(code, row, column, parameters, whole_file=True)


def row_fault(code: str, row: int, column: str | None = None, **parameters: str | int) -> Fault:
    """A fault of one row, which may be left out."""
    return Fault(code, row, column, parameters)
