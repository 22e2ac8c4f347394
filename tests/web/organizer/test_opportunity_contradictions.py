"""A group ticks what its own days or place contradict: the page names it and says the way out."""

from datetime import time

import pytest
from sqlalchemy import select

from matcher.db import db
from matcher.domain.audit.actions import CLI
from matcher.domain.opportunities.actions import draft, submit
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, OpportunityTag, TagTaxonomy
from matcher.domain.opportunities.shift_actions import add_shift
from matcher.domain.organizations.models import Organization
from tests.support.contents import in_days, opportunity_content, shift_content
from tests.support.factories import make_member, make_opportunity, make_organization, make_shift, make_staff
from tests.support.signing_in import sign_in
from tests.support.visitor import Visitor, posting_form

NAMED = "「平日の夜」は、この募集の日にちか会場と合いません"
WAY_OUT = "日にちか会場を直すか、「参加しやすさ」のしるしを外してください。"


@pytest.fixture
def group(client: Visitor) -> Organization:
    """A group of which the visitor is a member."""
    organization = make_organization(slug="hasuike")
    sign_in(client, make_member(organization))
    return organization


def of_mornings(group: Organization, *criteria: str) -> Opportunity:
    opportunity = draft(group, opportunity_content(criteria=criteria), by=CLI)
    add_shift(opportunity, shift_content(starts_at=in_days(10, time(9))), by=CLI)
    db.session.commit()
    return opportunity


def status_of(opportunity: Opportunity) -> OpportunityStatus:
    db.session.rollback()
    return db.session.scalars(select(Opportunity.status).where(Opportunity.id == opportunity.id)).one()


def test_the_preview_names_it_and_hands_nothing_in(client: Visitor, group: Organization) -> None:
    opportunity = of_mornings(group)
    whole = f"/organizer/hasuike/opportunities/{opportunity.id}"
    ready = client.get(whole).text
    _, sent = posting_form(ready, "/hand-in")

    saved = client.submit(f"{whole}/edit", criteria=["weekday_evening"], audiences=["women"])
    page = client.get(whole).text
    refused = client.post(f"{whole}/hand-in", data=sent)

    assert saved.status_code == 303
    assert NAMED not in ready
    assert NAMED in page
    assert WAY_OUT in page
    assert f"{whole}/hand-in" not in page
    assert refused.status_code == 422
    assert NAMED in refused.text
    assert "書き直す" in refused.text, "what can be done stands beside it"
    assert status_of(opportunity) == OpportunityStatus.DRAFT


def test_a_tick_that_is_true_is_handed_in(client: Visitor, group: Organization) -> None:
    opportunity = of_mornings(group, "short")

    answer = client.submit(f"/organizer/hasuike/opportunities/{opportunity.id}", form="/hand-in")

    assert answer.status_code == 303
    assert status_of(opportunity) == OpportunityStatus.SUBMITTED


def test_a_public_post_does_not_take_it_and_keeps_what_was_typed(client: Visitor, group: Organization) -> None:
    opportunity = make_shift(make_opportunity(organization=group), starts_at=in_days(10, time(9))).opportunity
    edit = f"/organizer/hasuike/opportunities/{opportunity.id}/edit"

    answer = client.submit(edit, criteria=["weekday_evening", "seated"], rain_policy="小雨は行います")

    assert answer.status_code == 422
    assert f"参加しやすさ：{NAMED}" in answer.text
    assert WAY_OUT in answer.text
    assert "小雨は行います" in answer.text
    db.session.rollback()
    assert db.session.scalars(select(OpportunityTag).where(OpportunityTag.opportunity_id == opportunity.id)).all() == []


def test_the_office_reads_it_and_does_not_publish_it(client: Visitor) -> None:
    group = make_organization()
    opportunity = of_mornings(group)
    submit(opportunity, by=make_member(group))
    opportunity.tags.append(OpportunityTag(taxonomy=TagTaxonomy.CRITERION, code="weekday_evening"))
    db.session.commit()
    client.enter(make_staff())
    page = f"/staff/opportunities/{opportunity.id}"

    seen = client.get(page).text
    answer = client.submit(page, form="/approve")

    assert NAMED in seen
    assert answer.status_code == 422
    assert status_of(opportunity) == OpportunityStatus.SUBMITTED
