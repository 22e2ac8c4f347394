"""Audience tags (youth, women, seniors, everyone): they invite, they never refuse, and they must be true.

A tag is shown only while one of its criteria holds (the plan's pillar 6); a tag without criteria is always true.
"""

from collections.abc import Collection, Iterable

from matcher.domain.city.taxonomy import Audience


def shown_audiences(
    audiences: Iterable[Audience], *, wished: Collection[str], criteria: Collection[str]
) -> list[Audience]:
    """Those of the plan's audiences that were wished for and are true under the criteria that hold, in its order."""
    return [one for one in audiences if one.code in wished and one.is_shown_with(criteria)]


def untrue_audiences(
    audiences: Iterable[Audience], *, wished: Collection[str], criteria: Collection[str]
) -> list[Audience]:
    """Those that were wished for although none of their criteria holds."""
    return [one for one in audiences if one.code in wished and not one.is_shown_with(criteria)]
