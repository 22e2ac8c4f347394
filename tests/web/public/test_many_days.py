"""A post of many days: the button is not below all of them, and no day is lost."""

import re
from datetime import timedelta
from typing import Any

import pytest

from matcher.clock import now
from matcher.domain.opportunities.models import Joining, SignUpWay
from tests.support.contents import in_days
from tests.support.databases import on_sqlite
from tests.support.factories import make_opportunity, make_shift
from tests.support.visitor import Visitor

REST = re.compile(r'<details class="more-days">(.*?)</details>', re.DOTALL)


@pytest.mark.parametrize(("days", "folded"), [(8, 0), (9, 3), (30, 24)])
@pytest.mark.parametrize("facts", [{}, {"joining": Joining.ALL_SHIFTS}, {"sign_up_way": SignUpWay.NOT_NEEDED}])
@on_sqlite
def test_the_first_six_days_stand_there_and_the_others_unfold(
    client: Visitor, session: Any, days: int, folded: int, facts: dict[str, Any]
) -> None:
    opportunity = make_opportunity(**facts)
    for day in range(1, days + 1):
        make_shift(opportunity, starts_at=in_days(day))

    page = client.get(f"/opportunities/{opportunity.id}").text

    rest = "".join(REST.findall(page))
    assert page.count('class="shift-when"') == days
    assert rest.count('class="shift-when"') == folded
    assert (f"あと{folded}日を見る" in rest) is bool(folded)


@on_sqlite
def test_the_day_chosen_first_is_in_sight(client: Visitor, session: Any) -> None:
    opportunity = make_opportunity()
    late = now() - timedelta(hours=1)
    for day in range(1, 8):
        make_shift(opportunity, starts_at=in_days(day), sign_up_until_at=late)
    open_days = [make_shift(opportunity, starts_at=in_days(day)) for day in range(8, 12)]

    page = client.get(f"/opportunities/{opportunity.id}").text

    assert re.search(rf'value="{open_days[0].id}" checked', REST.sub("", page))
