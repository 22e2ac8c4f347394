"""What a search looks through."""

from matcher.domain.opportunities.models import Opportunity
from matcher.folding import folded


def search_text(opportunity: Opportunity) -> str:
    """Title, kana, summary, description, place and the group's name, folded, one to a line.

    No word of a question holds a line break, so none is found across two of them.
    """
    return folded(
        opportunity.title,
        opportunity.title_kana,
        opportunity.summary,
        opportunity.description,
        opportunity.venue,
        opportunity.meeting_place,
        opportunity.address,
        opportunity.organization.name,
        opportunity.organization.name_kana,
    )
