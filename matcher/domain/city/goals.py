"""What the plan wants: pillars (基本指針) with their measures (行動計画), and the figures it is judged by."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from matcher.domain.city.entries import Code, Count, Switch, Table, Text, Year


def _as_measure_code(code: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_]*-\S{1,20}", code):
        raise PydanticCustomError("code", "must be the pillar's code, a hyphen and the printed number, such as 1-①")
    return code


MeasureCode = Annotated[str, Field(strict=True, max_length=40), AfterValidator(_as_measure_code)]


class Measure(Table):
    """One line of action under a pillar, with the number the plan prints before it."""

    code: MeasureCode
    number: Text
    name: Text


class Pillar(Table):
    """One of the plan's basic guidelines, its measures and the main examples printed beside them."""

    code: Code
    name: Text
    measures: tuple[Measure, ...] = Field(min_length=1)
    examples: tuple[Text, ...] = ()


class Reading(Table):
    """A figure, the day it was or will be taken and the fiscal year it belongs to."""

    value: Count
    on: date
    fiscal_year: Year


class Kpi(Table):
    """A figure the plan is judged by: where it stood, where it is to go, and the definition printed with it."""

    code: Code
    name: Text
    unit: Text
    baseline: Reading
    target: Reading
    definition: Text
    source: Text
    confirmed: Switch = True

    def guide_value(self, fiscal_year: int) -> float | None:
        """The straight line from baseline to target (目安（直線）) in that fiscal year, to one decimal.

        None outside the plan's years. It is arithmetic, never an official target of a single year.
        """
        begin, end = self.baseline, self.target
        if not begin.fiscal_year <= fiscal_year <= end.fiscal_year:
            return None
        share = (fiscal_year - begin.fiscal_year) / (end.fiscal_year - begin.fiscal_year)
        return round(begin.value + (end.value - begin.value) * share, 1)

    @property
    def guide_line(self) -> tuple[tuple[int, float], ...]:
        """The straight line as (fiscal year, value) for each year from baseline to target."""
        years = range(self.baseline.fiscal_year, self.target.fiscal_year + 1)
        return tuple((year, value) for year in years if (value := self.guide_value(year)) is not None)
