"""The permission matrix: who may ask for what, as a table people review (matrix.csv)."""

import csv
from functools import cache
from pathlib import Path

from tests.permissions.world import PRINCIPALS

FILE = Path(__file__).parent / "matrix.csv"
ANSWERS = {"ok", "sign-in", "404"}
Key = tuple[str, str, str]


@cache
def matrix() -> dict[Key, dict[str, str]]:
    """(endpoint, method, relation) → principal → what is answered."""
    with FILE.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    table = {(row["endpoint"], row["method"], row["relation"]): {who: row[who] for who in PRINCIPALS} for row in rows}
    assert len(table) == len(rows), "matrix.csv names a case twice"
    return table
