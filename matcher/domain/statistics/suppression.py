"""Hiding small cells: a figure about 1 to 4 people could tell who they are, so it is not published.

The bound is the plan's `statistics.hide_below` (5). Smaller numbers above zero are hidden, and with them as many
others as it takes that nobody can compute them back from everything that is published: each shown figure of a group
(the whole, a pillar, a district …) is an equation over the opportunities in it. What those equations fix alone is
found by elimination; as long as they fix something small, one more figure is hidden.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

WHOLE = "all"
Pattern = frozenset[str]
Row = dict[Pattern, Fraction]


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
    return {pattern: Fraction(1) for pattern in number if group in pattern}


def _is_small(row: Row, number: Mapping[Pattern, int], people: Mapping[Pattern, int], threshold: int) -> bool:
    """Whether the sum a row fixes is of one opportunity alone, or of too few people."""
    if not row or min(row.values()) < 0:
        return False
    return sum(number[pattern] for pattern in row) == 1 or sum(people[pattern] for pattern in row) < threshold


def _eliminated(rows: Iterable[Row]) -> list[Row]:
    """The reduced rows (Gauss and Jordan): what one row alone still says, all rows together fix."""
    solved: dict[Pattern, Row] = {}
    for row in rows:
        left = dict(row)
        for pivot, known in solved.items():
            left = _less(left, known, left.get(pivot, Fraction(0)))
        if left:
            pivot = min(left, key=sorted)
            left = {pattern: value / left[pivot] for pattern, value in left.items()}
            solved = {one: _less(known, left, known.get(pivot, Fraction(0))) for one, known in solved.items()}
            solved[pivot] = left
    return list(solved.values())


def _less(row: Row, other: Row, times: Fraction) -> Row:
    if not times:
        return row
    difference = {one: row.get(one, Fraction(0)) - times * other.get(one, Fraction(0)) for one in {*row, *other}}
    return {pattern: value for pattern, value in difference.items() if value}


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
