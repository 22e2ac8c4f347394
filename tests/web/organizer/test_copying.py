"""A copy for the year to come, and the question before there is a second one."""

from typing import Any

import pytest
from sqlalchemy import select

from matcher.db import db
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus
from tests.support.factories import make_member, make_shift
from tests.support.signing_in import sign_in
from tests.support.visitor import Visitor


@pytest.fixture
def post(client: Visitor, session: Any) -> Opportunity:
    """A public post of a group of which the visitor is a member."""
    made = make_shift().opportunity
    sign_in(client, make_member(made.organization))
    return made


def page(post: Opportunity, below: str = "") -> str:
    return f"/organizer/{post.organization.slug}/opportunities/{post.id}{below}"


def copies(post: Opportunity) -> list[Opportunity]:
    made = select(Opportunity).where(Opportunity.copied_from_id == post.id).order_by(Opportunity.id)
    return list(db.session.scalars(made))


def test_a_copy_is_made_for_the_year_to_come(client: Visitor, post: Opportunity) -> None:
    answer = client.submit(page(post), form="/copy")

    [copy] = copies(post)
    assert answer.location == page(copy)
    assert copy.shifts[0].starts_at > post.shifts[0].starts_at


def test_pressed_twice_it_leads_to_the_copy_that_is_there(client: Visitor, post: Opportunity) -> None:
    client.submit(page(post), form="/copy")

    again = client.submit(page(post), form="/copy")

    [copy] = copies(post)
    assert (again.status_code, again.location) == (303, page(post, "/copy"))
    question = client.get(again.location).text
    assert "写しが、もうあります" in question
    assert f'href="{page(copy)}"' in question


def test_another_copy_is_made_on_purpose_and_once(client: Visitor, post: Opportunity) -> None:
    client.submit(page(post), form="/copy")
    seen = copies(post)[0].id

    done = client.submit(page(post, "/copy"))
    twice = client.submit(page(post, "/copy"), seen=str(seen))

    assert done.location == page(copies(post)[-1])
    assert twice.location == page(post, "/copy")
    assert len(copies(post)) == 2


def test_a_copy_that_was_published_asks_no_question(client: Visitor, post: Opportunity) -> None:
    client.submit(page(post), form="/copy")
    published = copies(post)[0]
    published.status, published.decided_by = OpportunityStatus.PUBLISHED, post.decided_by

    assert "もうあります" not in client.get(page(post, "/copy")).text
    client.submit(page(post), form="/copy")

    assert len(copies(post)) == 2
