"""The geometry of a KPI chart: figures by fiscal year become points, lines and a scale. Drawing is the component's."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Protocol

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)


class Figure(Protocol):
    """What a chart knows of one fiscal year; only official figures make the line."""

    fiscal_year: int
    guide: float
    official: int | None
    expected: int | None


@dataclass(frozen=True)
class Point:
    """One mark: where, how much, and what it is (`point` official, `outlook` expected, `goal-point`)."""

    x: float
    y: float
    value: int
    kind: str


@dataclass(frozen=True)
class Plot:
    """A drawing of `width` × `height`, ready to be written as SVG."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    grid: list[tuple[float, int]]
    years: list[tuple[float, int]]
    guide: str
    official: str
    points: list[Point]
    starts_at: int


def plot(figures: Sequence[Figure], width: int, height: int) -> Plot:
    """The chart of the figures, oldest first, in that size. `starts_at` is the value at the foot of the scale."""
    left, right, top, bottom = round(width * 0.05) + 20, width - 16, 40, height - 56
    low, high, step = _scale(figures)
    xs = _spread(left + 24, right - 36 if width > 400 else right - 14, len(figures))

    def y(value: float) -> float:
        return round(bottom - (value - low) / (high - low) * (bottom - top), 1)

    return Plot(
        width=width,
        height=height,
        left=left,
        right=right,
        bottom=bottom,
        grid=[(y(value), value) for value in range(low, high + 1, step)],
        years=[(x, at.fiscal_year) for x, at in zip(xs, figures, strict=True)],
        guide=_path([(x, y(at.guide)) for x, at in zip(xs, figures, strict=True)]),
        official=_path([(x, y(at.official)) for x, at in zip(xs, figures, strict=True) if at.official is not None]),
        points=[Point(x, y(value), value, kind) for x, value, kind in _marks(xs, figures, low)],
        starts_at=low,
    )


def _scale(figures: Sequence[Figure]) -> tuple[int, int, int]:
    """Foot, head and step of a scale of at most eight lines that holds the guide and every official figure."""
    values = [at.guide for at in figures] + [at.official for at in figures if at.official is not None]
    least, most = min(values), max([*values, *(at.expected for at in figures if at.expected is not None)])
    step = next((step for step in STEPS if (most - least) / step <= 5), STEPS[-1])
    return max(0, floor(least / step) * step - step), ceil(most / step) * step + step, step


def _spread(first: float, last: float, count: int) -> list[float]:
    gap = (last - first) / max(count - 1, 1)
    return [round(first + gap * place, 1) for place in range(count)]


def _marks(xs: Sequence[float], figures: Sequence[Figure], low: int) -> list[tuple[float, int, str]]:
    marks = [(x, at.official, "point") for x, at in zip(xs, figures, strict=True) if at.official is not None]
    marks += [
        (x, at.expected, "outlook")
        for x, at in zip(xs, figures, strict=True)
        if at.official is None and at.expected is not None and at.expected >= low
    ]
    return [*marks, (xs[-1], round(figures[-1].guide), "goal-point")]


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points) if points else ""
