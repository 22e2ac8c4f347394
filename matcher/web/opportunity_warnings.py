"""What is to be put right in an opportunity though nothing is missing, in words: told before it is handed in."""

from matcher.domain.opportunities.actions import check_criteria
from matcher.domain.opportunities.completeness import days_over
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.opportunities.rules import CriterionContradicted
from matcher.domain.opportunities.states import NOT_YET_PUBLIC
from matcher.language import gettext as _
from matcher.web.formats import dated_when
from matcher.words import sentence


def contradiction(opportunity: Opportunity) -> str | None:
    """Which ticks its own days or place contradict, and the way out; None where none does."""
    try:
        check_criteria(opportunity)
    except CriterionContradicted as refusal:
        return sentence(refusal)
    return None


def days_gone(opportunity: Opportunity) -> str | None:
    """That days of one not yet public are over already, the first of them with its year; None where none is."""
    gone = days_over(opportunity) if opportunity.status in NOT_YET_PUBLIC else []
    if not gone:
        return None
    return _(
        "もう過ぎた日が、%(count)d日あります（%(first)s）。年を確かめて、ちがうときは直してください。",
        count=len(gone),
        first="、".join(dated_when(shift) for shift in gone[:3]) + (_(" など") if len(gone) > 3 else ""),
    )
