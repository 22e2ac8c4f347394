"""The conditions of a search in words: what can be chosen, what is chosen, and what to leave out when nothing fits."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from flask import url_for

from matcher.domain.city.plan import Plan, current_plan
from matcher.domain.opportunities.filters import OpportunityFilters, Sort
from matcher.domain.opportunities.finding import Relaxation
from matcher.language import gettext as _
from matcher.web.formats import short_date
from matcher.words import opportunities as words

Options = list[tuple[str, Any]]


def options(plan: Plan) -> dict[str, Options]:
    """Argument of the search → what can be chosen, as (value, words)."""
    return {
        "audience": [(audience.code, audience.name) for audience in plan.audiences],
        "pillar": [(pillar.code, f"{pillar.code} {pillar.name}") for pillar in plan.pillars],
        "field": [(str(field.number), field.name) for field in plan.npo_fields],
        "activity": [(activity.code, activity.name) for activity in plan.activities],
        "criterion": [(criterion.code, criterion.name) for criterion in plan.criteria],
        "district": [(district.code, district.name) for district in plan.districts],
        "weekday": [(str(number), word) for number, word in words.WEEKDAYS.items()],
        "time": [(part.value, word) for part, word in words.DAY_TIMES.items()],
        "kind": [(kind.value, word) for kind, word in words.KINDS.items()],
        "sort": [("", _("おまかせ"))] + [(sort.value, word) for sort, word in words.SORTS.items()],
    }


class Way(NamedTuple):
    """A link with its words."""

    words: str
    href: str


def chosen(filters: OpportunityFilters) -> list[Way]:
    """Each condition in force, as a link to the same search without it."""
    return [
        Way(condition_words(filters, name, value), address(filters.without(name, value)))
        for name, value in filters.conditions
    ]


def ways_out(filters: OpportunityFilters, found: Sequence[Relaxation]) -> list[Way]:
    """「「平日の夜」を外すと、7件」 for the three most fruitful conditions to leave out."""
    return [
        Way(
            _(
                "「%(words)s」を外す（%(count)d件）",
                words=condition_words(filters, one.name, one.code),
                count=one.count,
            ),
            address(filters.without(one.name, one.code)),
        )
        for one in found[:3]
    ]


def condition_words(filters: OpportunityFilters, name: str, value: Any) -> str:
    """One condition in words."""
    if name == "q":
        return _("ことば：%(words)s", words=filters.q)
    if name == "from_on" and filters.from_on:
        return _("%(day)sから", day=short_date(filters.from_on))
    if name == "to_on" and filters.to_on:
        return _("%(day)sまで", day=short_date(filters.to_on))
    if name == "open":
        return _("いま申し込める")
    code = str(filters.kind if name == "kind" else value)
    return next((str(word) for known, word in options(current_plan())[name] if known == code), code)


def orders(filters: OpportunityFilters) -> list[tuple[Any, str, bool]]:
    """The orders of the list, each with its address and whether it is the one in force; by relevance only of words."""
    return [
        (word, address(replace(filters, sort=sort, after=None)), sort == filters.order)
        for sort, word in words.SORTS.items()
        if filters.words or sort != Sort.RELEVANCE
    ]


def address(filters: OpportunityFilters) -> str:
    """The search page for these filters."""
    return url_for("public.opportunities.index", **filters.to_arguments())
