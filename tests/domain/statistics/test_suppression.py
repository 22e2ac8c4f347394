"""No figure about one to four people is shown, nor can it be computed from all that is shown."""

from collections.abc import Iterable
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from matcher.domain.statistics.suppression import WHOLE, Cell, Hidden, Row, _eliminated, hide

FEW = 5
DISTRICTS, TAGS = ("district:a", "district:b", "district:c"), ("pillar:1", "pillar:2", "audience:x")
CELLS = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 7), st.integers(0, 40)),
        st.sampled_from(DISTRICTS),
        st.sets(st.sampled_from(TAGS), max_size=2),
    ),
    min_size=1,
    max_size=9,
)


def made(told: Iterable[tuple[int, str, set[str]]]) -> list[Cell]:
    return [Cell(key, people, frozenset({district, *tags})) for key, (people, district, tags) in enumerate(told)]


def sizes(cells: list[Cell]) -> dict[str, int]:
    groups = {WHOLE, *DISTRICTS, *TAGS}
    return {group: sum(cell.people for cell in cells if group in (*cell.groups, WHOLE)) for group in groups}


def rank(rows: list[list[int]]) -> int:
    left, found = [[Fraction(value) for value in row] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left[found:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(found, pivot)
        for row in left[found + 1 :]:
            times = row[column] / pivot[column]
            row[:] = [value - times * other for value, other in zip(row, pivot, strict=True)]
        found += 1
    return found


def published(cells: list[Cell], hidden: Hidden) -> list[list[int]]:
    """Every published figure as an equation over all cells: shown groups, and shown cells alone."""
    shown = [group for group in sizes(cells) if group not in hidden.groups]
    return [
        *([int(group in (*cell.groups, WHOLE)) for cell in cells] for group in shown),
        *([int(other is cell) for other in cells] for cell in cells if cell.key not in hidden.cells),
    ]


@given(CELLS)
def test_nothing_small_is_shown_or_follows_from_what_is_shown(told: list[tuple[int, str, set[str]]]) -> None:
    cells = made(told)
    hidden = hide(cells, sizes(cells), threshold=FEW)
    known = published(cells, hidden)

    small = [cell for cell in cells if 0 < cell.people < FEW]
    small_groups = [group for group, people in sizes(cells).items() if 0 < people < FEW]

    assert {cell.key for cell in small} <= hidden.cells
    assert set(small_groups) <= hidden.groups
    for cell in small:
        assert rank([*known, [int(other is cell) for other in cells]]) > rank(known), f"{cell} follows"
    for group in small_groups:
        sought = [int(group in (*cell.groups, WHOLE)) for cell in cells]
        assert rank([*known, sought]) > rank(known), f"{group} follows"


def test_what_the_demo_city_told_across_its_pages_is_hidden() -> None:
    # the whole hides three; each of two is alone in a district and in another group that is not hidden itself
    cells = made([(7, "district:a", {"pillar:1"}), (2, "district:b", set()), (8, "district:c", {"pillar:2"})])

    hidden = hide(cells, sizes(cells), threshold=FEW)

    assert 1 in hidden.cells
    assert len(hidden.cells) >= 2
    assert len(hidden.groups) >= 2


def test_a_year_without_small_cells_hides_nothing() -> None:
    cells = made([(7, "district:a", {"pillar:1"}), (20, "district:b", set())])

    assert hide(cells, sizes(cells), threshold=FEW) == Hidden()


def test_the_rest_of_a_pillar_is_hidden_with_it() -> None:
    # whole − pillar would tell the two of the one outside it
    cells = made([(30, "district:a", {"pillar:1"}), (2, "district:a", set()), (9, "district:a", {"pillar:1"})])

    hidden = hide(cells, sizes(cells), threshold=FEW)

    assert "pillar:1" in hidden.groups or WHOLE in hidden.groups


UNKNOWN = [frozenset(one) for one in "abcde"]
ROWS = st.lists(st.dictionaries(st.sampled_from(UNKNOWN), st.just(1)), max_size=6)


@given(ROWS)
@example([dict.fromkeys(map(frozenset, group), 1) for group in ("ab", "bc", "acd")])
def test_elimination_says_what_the_equations_say_and_each_unknown_it_solves_once(rows: list[Row]) -> None:
    solved = _eliminated(rows)

    assert len(solved) == rank_of(solved) == rank_of(rows) == rank_of([*rows, *solved])
    alone = [one for one in {one for row in solved for one in row} if sum(one in row for row in solved) == 1]
    assert all(any(one in alone for one in row) for row in solved)


def rank_of(rows: list[Row]) -> int:
    """How many of the equations say something of their own."""
    return rank([[row.get(one, 0) for one in UNKNOWN] for row in rows])
