"""Hiding small cells: a figure about 1 to 4 people could tell who they are, so it is not published.

The bound is the plan's `statistics.hide_below` (5): smaller numbers above zero are hidden, and with them as many
others as it takes that nobody can compute them back from the totals.
"""

from collections.abc import Mapping


def hidden_cells(people: Mapping[str, int], *, threshold: int, adds_up: bool) -> frozenset[str]:
    """The keys of the cells that must not be shown.

    `people` holds the number of people behind each cell. Where the cells add up to a published total, at least two
    cells are hidden and together they stand for at least twice the threshold, so that no cell has only one solution.
    """
    hidden = {key for key, number in people.items() if 0 < number < threshold}
    if not hidden or not adds_up:
        return frozenset(hidden)
    others = sorted((key for key, number in people.items() if number >= threshold), key=lambda key: (people[key], key))
    while others and (len(hidden) < 2 or sum(people[key] for key in hidden) < 2 * threshold):
        hidden.add(others.pop(0))
    return frozenset(hidden)
