"""What groups need and companies offer."""

from datetime import timedelta
from functools import partial

from matcher.demo.cast import Cast
from matcher.demo.days import Days
from matcher.demo.records import DemoCity, NeedRecord, OfferRecord, OpportunityRecord
from matcher.demo.timeline import Timeline
from matcher.domain.support import actions
from matcher.domain.support.models import Direction
from matcher.domain.support.rules import SupportDetails

POSTED_BEFORE = 12
APART = timedelta(minutes=11)


def plan_support(city: DemoCity, cast: Cast, days: Days, timeline: Timeline) -> None:
    """Put every need and offer on the timeline, in the days after publication."""
    posted = days.before(POSTED_BEFORE)
    for opportunity in city.opportunities:
        for need in opportunity.needs:
            posted += APART
            timeline.at(posted, partial(_ask, opportunity, need, cast, days))
    for offer in city.offers:
        posted += APART
        timeline.at(posted, partial(_offer, offer, cast, days))


def _ask(opportunity: OpportunityRecord, need: NeedRecord, cast: Cast, days: Days) -> None:
    actions.post(
        owner=cast.organizations[opportunity.organization],
        details=SupportDetails(
            direction=Direction.NEED,
            type=need.type,
            title=need.detail,
            detail=f"「{opportunity.title}」で使います。",
            quantity_text=need.quantity_text,
            until_on=days.day(opportunity.shifts[-1].on),
        ),
        by=cast.owners[opportunity.organization],
        opportunity=cast.opportunities[opportunity.id],
    )


def _offer(offer: OfferRecord, cast: Cast, days: Days) -> None:
    actions.post(
        owner=cast.organizations[offer.organization],
        details=SupportDetails(
            direction=Direction.OFFER,
            type=offer.type,
            title=offer.title,
            detail=offer.detail,
            conditions=offer.conditions,
            quantity=offer.quantity,
            unit=offer.unit,
            until_on=days.day(offer.until),
        ),
        by=cast.owners[offer.organization],
    )
