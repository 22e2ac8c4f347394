"""The geometry of a KPI chart."""

from dataclasses import dataclass
from itertools import pairwise

from matcher.web.plot import plot


@dataclass
class Year:
    """A fiscal year's figures."""

    fiscal_year: int
    guide: float
    official: int | None = None
    expected: int | None = None


YEARS = [Year(2024, 202, official=202), Year(2025, 204), Year(2026, 206, expected=6), Year(2027, 208)]


def test_the_line_goes_through_official_figures_only() -> None:
    drawn = plot(YEARS, 720, 392)

    assert drawn.official.count("L") == 0
    assert [point.kind for point in drawn.points] == ["point", "goal-point"]


def test_an_expectation_below_the_scale_is_not_drawn_as_a_fall() -> None:
    hopeful = [YEARS[0], Year(2025, 204, expected=203), *YEARS[2:]]

    marks = plot(hopeful, 720, 392).points

    assert [(mark.value, mark.kind) for mark in marks] == [(202, "point"), (203, "outlook"), (208, "goal-point")]


def test_the_guide_is_straight_and_rises_to_the_goal() -> None:
    heights = [float(pair.split()[1]) for pair in plot(YEARS, 720, 392).guide.removeprefix("M").split("L")]

    steps = [round(before - after, 0) for before, after in pairwise(heights)]
    assert min(steps) > 0
    assert len(set(steps)) == 1


def test_everything_lies_inside_the_drawing() -> None:
    for width, height in ((720, 392), (360, 310)):
        drawn = plot(YEARS, width, height)

        assert all(drawn.left <= mark.x <= drawn.right and 0 < mark.y <= drawn.bottom for mark in drawn.points)


def test_a_scale_that_would_go_below_nothing_begins_at_nothing() -> None:
    assert plot([Year(2024, 1, official=0), Year(2025, 3)], 720, 392).starts_at == 0
