"""What is to be put right in an opportunity though nothing is missing, in words: told before it is handed in."""

from matcher.domain.opportunities.actions import check_criteria
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.opportunities.rules import CriterionContradicted
from matcher.words import sentence


def contradiction(opportunity: Opportunity) -> str | None:
    """Which ticks its own days or place contradict, and the way out; None where none does."""
    try:
        check_criteria(opportunity)
    except CriterionContradicted as refusal:
        return sentence(refusal)
    return None
