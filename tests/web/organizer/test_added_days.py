"""A day more for a post that is public."""

from datetime import time, timedelta
from typing import Any

import pytest

from matcher.clock import today, tokyo_instant
from matcher.domain.opportunities.models import Joining, Opportunity, OpportunityStatus
from matcher.domain.signups import actions
from tests.support.factories import make_account, make_member, make_opportunity, make_shift
from tests.support.signing_in import sign_in
from tests.support.visitor import Visitor

DAY = today() + timedelta(days=17)


@pytest.fixture
def opportunity(client: Visitor, session: Any) -> Opportunity:
    """With one day, of a group of which the visitor is a member."""
    made = make_shift(capacity=7, role="調理").opportunity
    sign_in(client, make_member(made.organization))
    return made


def address(opportunity: Opportunity, page: str = "changes/add") -> str:
    return f"/organizer/{opportunity.organization.slug}/opportunities/{opportunity.id}/{page}"


def test_the_way_leads_from_the_menu_over_a_form_like_the_last_day_to_a_day_people_find(
    client: Visitor, opportunity: Opportunity
) -> None:
    assert f'href="{address(opportunity)}"' in client.get(address(opportunity, "changes")).text
    empty = client.get(address(opportunity)).text
    assert all(f'value="{told}"' in empty for told in ("9:00", "11:00", "調理", "7"))

    done = client.submit(address(opportunity), on=DAY.isoformat())

    assert (done.status_code, done.location) == (303, address(opportunity, "changes"))
    assert [shift.starts_at for shift in opportunity.shifts[1:]] == [tokyo_instant(DAY, time(9))]
    assert f"{DAY.month}月{DAY.day}日" in client.get(f"/opportunities/{opportunity.id}").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": "2020-12-12"}, "もう過ぎた日か、もう始まった時間です"),
        ({"on": ""}, "入れてください。"),
        ({"ends": "8:00"}, "終わりの時刻は、始まりより後に"),
        ({"version": "1"}, "ほかの人が"),
    ],
)
def test_a_day_that_cannot_be_comes_back_with_all_that_was_typed(
    client: Visitor, opportunity: Opportunity, fields: dict[str, str], words: str
) -> None:
    opportunity.summary = "もっと池のまわりを清掃します。"

    answer = client.submit(address(opportunity), **{"on": DAY.isoformat(), "label": "2班", **fields})

    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="2班"' in answer.text
    assert len(opportunity.shifts) == 1


def test_a_course_people_are_in_says_beforehand_that_it_keeps_its_days(
    client: Visitor, opportunity: Opportunity
) -> None:
    opportunity.joining = Joining.ALL_SHIFTS
    who = make_account()
    actions.sign_up(role=opportunity.shifts[0].roles[0], person=who.person, by=who, request_key="one")

    menu, form = client.get(address(opportunity, "changes")), client.get(address(opportunity))

    assert f'href="{address(opportunity)}"' not in menu.text
    assert form.status_code == 422
    assert all("別の募集にしてください" in page.text for page in (menu, form))


@pytest.mark.parametrize("status", [OpportunityStatus.DRAFT, OpportunityStatus.CLOSED])
def test_what_is_not_public_gets_no_day_here(client: Visitor, opportunity: Opportunity, status: str) -> None:
    other = make_opportunity(organization=opportunity.organization, status=status)

    assert client.get(address(other)).status_code == 409


def test_nobody_is_told_to_come_back_for_more_roles(client: Visitor, opportunity: Opportunity) -> None:
    assert "いちど保存してから" not in client.get(address(opportunity)).text
