"""What a search looks through, and how well a text answers it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Integer, case, literal

from matcher.domain.opportunities.models import Opportunity
from matcher.folding import folded


def search_text(opportunity: Opportunity) -> str:
    """What is looked through of an opportunity; its group is loaded."""
    return written(
        (opportunity.title, opportunity.title_kana),
        opportunity.summary,
        (
            opportunity.description,
            opportunity.venue,
            opportunity.meeting_place,
            opportunity.address,
            opportunity.organization.name,
            opportunity.organization.name_kana,
        ),
    )


def written(titles: Sequence[str | None], summary: str | None, rest: Sequence[str | None]) -> str:
    """Three lines, folded: titles, summary, everything else. So a word's line tells where it was found.

    No word of a question holds a space or a line break, so none is found across two of the texts.
    """
    return "\n".join(" ".join(folded(*texts).split()) for texts in (titles, (summary,), rest))


def distance(words: Sequence[str]) -> ColumnElement[int]:
    """How far the folded words are from what an opportunity is about, of one that has them all: 0 is nearest.

    Each word adds where it is first found: 0 in the title or its reading, 1 in the summary, 2 in the description, the
    place or the group's name. Nothing is weighed by how often: the same word twice does not make a post fit better.
    """
    near = [case((_is_before(word, 2), 0), (_is_before(word, 1), 1), else_=2) for word in words]
    return sum(near[1:], near[0]) if near else literal(0, Integer)


def _is_before(word: str, line_breaks: int) -> ColumnElement[bool]:
    """Whether the word is found with so many line breaks still to come."""
    escaped = word.replace("/", "//").replace("%", "/%").replace("_", "/_")
    return Opportunity.search_text.like(f"%{escaped}%" + "\n%" * line_breaks, escape="/")
