"""A group opens the form of an opportunity that it cannot write in now: with the city, or over."""

import pytest

from matcher.db import db
from matcher.domain.audit.actions import CLI
from matcher.domain.opportunities.actions import draft, submit
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus
from matcher.domain.opportunities.shift_actions import add_shift
from matcher.domain.organizations.models import Organization
from matcher.domain.signups import actions
from tests.support.contents import opportunity_content, shift_content
from tests.support.factories import make_account, make_member, make_opportunity, make_organization, make_shift
from tests.support.signing_in import sign_in
from tests.support.visitor import Visitor


@pytest.fixture
def group(client: Visitor) -> Organization:
    """A group of which the visitor is a member."""
    organization = make_organization(slug="hasuike")
    sign_in(client, make_member(organization))
    return organization


def written(group: Organization) -> Opportunity:
    opportunity = draft(group, opportunity_content(), by=CLI)
    add_shift(opportunity, shift_content(), by=CLI)
    db.session.commit()
    return opportunity


def test_what_is_with_the_city_offers_to_be_taken_back_and_no_form_that_could_only_be_refused(
    client: Visitor, group: Organization
) -> None:
    opportunity = written(group)
    submit(opportunity, by=make_member(group))
    edit = f"/organizer/hasuike/opportunities/{opportunity.id}/edit"
    page = client.get(edit).text

    answer = client.submit(edit, form="/take-back")

    assert "市に出しています" in page
    assert "保存する" not in page
    assert "何度でも保存できます" not in page
    assert answer.location.endswith(edit)
    assert 'value="公園の清掃"' in client.get(edit).text


@pytest.mark.parametrize("status", [OpportunityStatus.CLOSED, OpportunityStatus.CANCELLED])
def test_what_has_ended_cannot_be_edited_and_says_so(
    client: Visitor, group: Organization, status: OpportunityStatus
) -> None:
    opportunity = written(group)
    opportunity.status = status

    page = client.get(f"/organizer/hasuike/opportunities/{opportunity.id}/edit").text

    assert "もう終わった募集なので、直せません" in page
    assert "保存する" not in page


def test_how_one_joins_is_said_to_stay_and_stays_while_anybody_is_signed_up(
    client: Visitor, group: Organization
) -> None:
    shift, who = make_shift(make_opportunity(organization=group)), make_account()
    actions.sign_up(role=shift.roles[0], person=who.person, by=who, request_key="one")
    path = f"/organizer/hasuike/opportunities/{shift.opportunity_id}/edit"

    page = client.get(path).text
    answer = client.submit(path, joining="all-shifts", rain_policy="小雨は行います")

    assert "来る日のえらび方・参加の決め方は変えられません" in page
    assert answer.status_code == 422
    assert "申し込んだ人がいるので" in answer.text
    assert "小雨は行います" in answer.text
