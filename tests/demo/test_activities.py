"""An activity of the demo city, told by itself."""

import pytest
import time_machine

from matcher.clock import today
from matcher.demo.activities import plan_activity
from matcher.demo.cast import Cast
from matcher.demo.days import Days
from matcher.demo.records import demo_city
from matcher.demo.timeline import Timeline
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, TagTaxonomy
from tests.support.databases import on_sqlite
from tests.support.factories import make_member, make_organization, make_staff


def told(key: str) -> Opportunity:
    """The opportunity of the file, written, handed in and published as if it were the only one."""
    city = demo_city()
    known = next(one for one in city.opportunities if one.id == key)
    group = make_organization()
    cast = Cast(
        accounts={"staff": make_staff()},
        organizations={known.organization: group},
        owners={known.organization: make_member(group)},
    )
    timeline = Timeline()
    plan_activity(known, cast, Days.around(city.meta.anchor_date, today()), timeline)
    timeline.play()
    return cast.opportunities[key]


@on_sqlite
@pytest.mark.parametrize(("told_on", "claims"), [("2026-11-24", True), ("2027-03-03", False)])
def test_whose_evenings_come_to_lie_on_holidays_is_published_without_claiming_weekdays(session, told_on, claims):
    with time_machine.travel(f"{told_on}T12:00:00+09:00"):  # in the second, its two Mondays are holidays
        opportunity = told("D027")

    assert opportunity.status == OpportunityStatus.PUBLISHED
    assert ("weekday_evening" in opportunity.codes(TagTaxonomy.CRITERION)) is claims
