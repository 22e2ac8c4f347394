"""Names of files and sheets made of a list's title, which may hold what somebody typed: harmless in every program.

No name leads to another folder, hides its ending, is refused by Windows or Excel, or begins like a formula (a sheet's
name stands in formulas, a file's in the cells of whoever lists folders).
"""

import re
import unicodedata

LONGEST_SHEET_NAME = 31  # UTF-16 units, says Excel
LONGEST_FILE_NAME = 180  # bytes of UTF-8: file systems hold 255, and browsers add to it
_SEPARATORS = re.compile(r"""[\\/:*?"<>|\[\]]+""")
_EDGES = " \t\u3000.'=+-@＝＋－＠−|%~_"
_OF_WINDOWS = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\.|\Z)", re.IGNORECASE)


def file_name(title: str, *, ending: str) -> str:
    """「活動の一覧.csv」 for the title and the ending, at most 180 bytes of UTF-8 before the dot."""
    name = _harmless(title).encode()[:LONGEST_FILE_NAME].decode(errors="ignore").rstrip(_EDGES)
    if _OF_WINDOWS.match(name):
        name = f"list_{name}"
    return f"{name or 'list'}.{ending}"


def sheet_name(title: str) -> str:
    """The title as a sheet of a workbook may be called, at most 31 UTF-16 units."""
    units = _harmless(title).encode("utf-16-le")[: LONGEST_SHEET_NAME * 2]
    name = units.decode("utf-16-le", errors="ignore").rstrip(_EDGES)
    return "list" if name.casefold() in ("", "history") else name


def _harmless(title: str) -> str:
    seen = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in title)  # controls, blanks, bidi
    return re.sub(" +", " ", _SEPARATORS.sub("_", seen)).strip(_EDGES)
