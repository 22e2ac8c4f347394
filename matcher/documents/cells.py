"""What a cell of a list can hold, the same for every kind of file: text, a whole number, a day, an instant, nothing."""

from datetime import date, datetime

from matcher.clock import TOKYO

Cell = str | int | date | datetime | None


def text_of(cell: Cell) -> str:
    """The cell as text that spreadsheets read as what it is: 「2026-12-12」, 「2026-12-12 18:00」 by Tokyo's clocks."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(TOKYO):%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
