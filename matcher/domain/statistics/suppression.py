"""Hiding small cells: a figure about 1 to 4 people could tell who they are, so it is not published.

The bound is the plan's `statistics.hide_below` (5). Smaller numbers above zero are hidden, and with them as many
others as it takes that nobody can compute them back from everything that is published: each shown figure of a group
(the whole, a pillar, a district …) is an equation over the opportunities in it. What those equations fix alone is
found by elimination; as long as they fix something small, one more figure is hidden.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import gcd

WHOLE = "all"
Pattern = frozenset[str]
Row = dict[Pattern, int]


@dataclass(frozen=True)
class Cell:
    """One opportunity: how many people took part, and the published groups it belongs to beside the whole."""

    key: int
    people: int
    groups: Pattern


@dataclass
class Hidden:
    """What must not be shown of a year: opportunities by id, groups by name."""

    cells: set[int] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)


def hide(cells: Iterable[Cell], people_of_groups: Mapping[str, int], *, threshold: int) -> Hidden:
    """What to hide so that no figure about fewer people than the threshold is shown or can be computed.

    `people_of_groups`: the distinct people behind each group, the whole (`all`) too.
    """
    told = [Cell(cell.key, cell.people, cell.groups | {WHOLE}) for cell in cells if cell.people]
    hidden = Hidden(
        {cell.key for cell in told if cell.people < threshold},
        {group for group, people in people_of_groups.items() if 0 < people < threshold},
    )
    while found := _fixed(told, people_of_groups, hidden, threshold):
        _hide_one_more(told, people_of_groups, hidden, found)
    return hidden


def _fixed(told: list[Cell], groups: Mapping[str, int], hidden: Hidden, threshold: int) -> Pattern | None:
    """The groups of something small that what is shown fixes; None when nothing small can be computed."""
    unknown = [cell for cell in told if cell.key in hidden.cells]
    number, people = Counter(cell.groups for cell in unknown), Counter[Pattern]()
    for cell in unknown:
        people[cell.groups] += cell.people
    shown = [_equation(group, number) for group in sorted(groups) if group not in hidden.groups]
    solved = _eliminated(shown)
    for row in (*shown, *solved):
        if _is_small(row, number, people, threshold):
            return next(iter(sorted(row, key=sorted)))
    for group in sorted(hidden.groups):
        sought = _equation(group, number)
        if sought and len(_eliminated([*solved, sought])) == len(solved):
            return next(iter(sorted(sought, key=sorted)))
    return None


def _equation(group: str, number: Mapping[Pattern, int]) -> Row:
    return {pattern: 1 for pattern in number if group in pattern}


def _is_small(row: Row, number: Mapping[Pattern, int], people: Mapping[Pattern, int], threshold: int) -> bool:
    """Whether the sum a row fixes is of one opportunity alone, or of too few people."""
    if not row or min(row.values()) < 0:
        return False
    return sum(number[pattern] for pattern in row) == 1 or sum(people[pattern] for pattern in row) < threshold


def _eliminated(rows: Iterable[Row]) -> list[Row]:
    """The reduced rows (Gauss and Jordan, in whole numbers): what one row alone still says, all rows together fix."""
    solved: dict[Pattern, Row] = {}
    for row in rows:
        left = row
        for pivot, known in solved.items():
            left = _without(pivot, left, known)
        if left:
            pivot = min(left, key=sorted)
            left = _smallest(left, sign=1 if left[pivot] > 0 else -1)
            solved = {one: _without(pivot, known, left) for one, known in solved.items()}
            solved[pivot] = left
    return list(solved.values())


def _without(pivot: Pattern, row: Row, other: Row) -> Row:
    """The row without the pattern, which `other` has a positive number of times; no sign of the row turns."""
    times = row.get(pivot)
    if not times:
        return row
    often = other[pivot]
    return _smallest({one: often * row.get(one, 0) - times * other.get(one, 0) for one in {*row, *other}})


def _smallest(row: Row, *, sign: int = 1) -> Row:
    """The same equation in the smallest whole numbers, without what is there no times."""
    divisor = sign * (gcd(*row.values()) or 1)
    return {pattern: value // divisor for pattern, value in row.items() if value}


def _hide_one_more(told: list[Cell], groups: Mapping[str, int], hidden: Hidden, found: Pattern) -> None:
    """Hide the smallest opportunity like the one found; else a group's figure with its smallest opportunity."""
    shown = sorted((cell.people, cell.key, cell.groups) for cell in told if cell.key not in hidden.cells)
    alike = [key for _, key, pattern in shown if pattern == found]
    if alike:
        hidden.cells.add(alike[0])
        return
    left = sorted((people, group) for group, people in groups.items() if group not in hidden.groups and people)
    group = next((group for _, group in left if group != WHOLE), WHOLE)
    hidden.groups.add(group)
    hidden.cells.update([key for _, key, pattern in shown if group in pattern][:1])
