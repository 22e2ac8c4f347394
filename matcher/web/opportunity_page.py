"""What the page of one opportunity says beside the record itself: the same for the public and for a preview."""

from collections.abc import Mapping, Sequence
from typing import Any

from matcher.clock import now
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.signups.queries.mine import OwnDay
from matcher.web.cards import place_words
from matcher.web.joining import joining
from matcher.web.tag_words import ease, insurance_name, tag_words_of


def shown_parts(
    opportunity: Opportunity, own: Mapping[int, OwnDay] | None = None, sought: Sequence[str] = ()
) -> dict[str, Any]:
    """The words and the way to join, by the names the templates use; `own` are the days of whoever looks, `sought` the
    folded words to mark.
    """
    return {
        "sought": sought,
        "tags": tag_words_of(opportunity),
        "place": place_words(opportunity.venue, opportunity.district, opportunity.attendance_mode),
        "ease": ease(opportunity),
        "insurance": insurance_name(opportunity.insurance_type),
        "joining": joining(opportunity, now(), own),
        "insurance_notice": current_plan().texts.insurance_notice,
    }
