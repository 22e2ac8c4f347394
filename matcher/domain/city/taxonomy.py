"""The lists people choose from: districts, kinds of organizations, fields, activities, criteria, audiences and more."""

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field

from matcher.domain.city.entries import Age, Code, Entry, Phone, Switch, Table, Text


class Center(Table):
    """A community center (地区交流センター) of a district."""

    name: Text
    address: Text


class District(Entry):
    """A part of the city, the whole of it, or no place at all."""

    kind: Literal["area", "citywide", "online"] = "area"
    centers: tuple[Center, ...] = ()

    @property
    def is_area(self) -> bool:
        """Whether somebody can live there."""
        return self.kind == "area"


class Nearness(Table):
    """Which districts lie side by side; each pair is written once."""

    pairs: tuple[tuple[Code, Code], ...] = ()
    confirmed: Switch = True


class OrganizationKind(Entry):
    """A kind of organization one may register as, what it is as a partner, and whether it has a 法人番号."""

    party_kind: Code
    corporate_number: Literal["required", "optional", "none"] = "none"


class NpoField(Table):
    """One of the fields of the NPO law (特定非営利活動促進法 別表): number, short label, the law's words."""

    number: Annotated[int, Field(strict=True, ge=1, le=20)]
    name: Text
    full_name: Text
    confirmed: Switch = True


class Skill(Entry):
    """Something a person can do; `group` gathers skills in a long list."""

    group: Text


class Criterion(Entry):
    """A fact about how easy it is to take part, as data instead of prose; `hint` tells when it is true.

    `judged_by` names the rule by which an opportunity's own days or place may contradict it (opportunities/judging.py).
    """

    hint: Text
    icon: Code | None = None
    judged_by: Literal["within-two-hours", "weekday-evening", "not-on-site-only"] | None = None


class Audience(Entry):
    """Who is especially invited. It refuses nobody, and shows only while one of its criteria holds.

    `from_age` and `to_age` say roughly whom statistics mean by it.
    """

    criteria: tuple[Code, ...] = ()
    from_age: Age | None = None
    to_age: Age | None = None

    def is_shown_with(self, criteria: Collection[str]) -> bool:
        """Whether the tag may be shown for an opportunity that fulfills those criteria."""
        return not self.criteria or any(code in criteria for code in self.criteria)


class AgeBand(Entry):
    """A span of ages for statistics, given voluntarily; the last one has no end."""

    from_age: Age
    to_age: Age | None = None


class Condition(Entry):
    """A condition of registration an organization ticks; for every kind unless `kinds` names some."""

    kinds: tuple[Code, ...] = ()

    def is_asked_of(self, kind: str) -> bool:
        """Whether organizations of that kind must accept it."""
        return not self.kinds or kind in self.kinds


class PlannedDepartment(Table):
    """A department to begin with; afterwards the list is kept in the database."""

    code: Code
    name: Text
    phone: Phone | None = None
    is_support_office: Switch = False
    confirmed: Switch = True
