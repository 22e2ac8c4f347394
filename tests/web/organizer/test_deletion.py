"""A draft can be thrown away; what the city has shown to the public cannot."""

from typing import Any

import pytest
from sqlalchemy import func, select

from matcher.db import db
from matcher.domain.audit.actions import CLI
from matcher.domain.audit.models import AuditEntry
from matcher.domain.opportunities.actions import draft
from matcher.domain.opportunities.copying import copy_as_draft
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, OpportunityTag, Shift, ShiftRole
from matcher.domain.opportunities.shift_actions import add_shift
from matcher.domain.opportunities.states import EDITABLE
from matcher.domain.organizations.models import Organization
from tests.permissions.sign_ups import sign_up_for
from tests.support.contents import opportunity_content, shift_content
from tests.support.factories import make_member, make_opportunity, make_organization, make_person, make_staff
from tests.support.visitor import Visitor, posting_form


@pytest.fixture
def group(client: Visitor) -> Organization:
    """A group of which the visitor is a member."""
    organization = make_organization(slug="hasuike")
    client.enter(make_member(organization))
    return organization


def written(group: Organization, **facts: Any) -> Opportunity:
    opportunity = draft(group, opportunity_content(title="池の清掃"), by=CLI)
    add_shift(opportunity, shift_content(), by=CLI)
    for name, value in facts.items():
        setattr(opportunity, name, value)
    db.session.commit()
    return opportunity


def page_of(opportunity: Opportunity) -> str:
    return f"/organizer/{opportunity.organization.slug}/opportunities/{opportunity.id}/delete"


def rows_of(*tables: type) -> list[int]:
    db.session.rollback()
    return [db.session.scalar(select(func.count()).select_from(table)) for table in tables]


@pytest.mark.parametrize("status", sorted(EDITABLE))
def test_a_draft_goes_with_its_days_and_tags_after_the_page_that_says_so(
    client: Visitor, group: Organization, status: OpportunityStatus
) -> None:
    opportunity = written(group, status=status)
    page = page_of(opportunity)
    number = opportunity.id

    asked, answer = client.get(page), client.submit(page)

    assert "もとに戻せません" in asked.text
    assert "1日" in asked.text
    assert answer.status_code == 303
    assert "「池の清掃」の下書きを消しました" in client.get(answer.location).text
    assert rows_of(Opportunity, Shift, ShiftRole, OpportunityTag) == [0, 0, 0, 0]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "delete-opportunity")).one()
    assert (entry.subject_id, entry.changes["title"]) == (number, "池の清掃")
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("status", sorted(set(OpportunityStatus) - EDITABLE))
def test_what_was_handed_in_or_shown_stays(client: Visitor, group: Organization, status: OpportunityStatus) -> None:
    opportunity = make_opportunity(organization=group)
    opportunity.status = status
    sent = written(group)

    refused = client.get(page_of(opportunity))
    posted = client.post(page_of(opportunity), data=client_fields(client, sent))

    assert refused.status_code == 409
    assert posted.status_code == 422
    assert rows_of(Opportunity) == [2]


def client_fields(client: Visitor, draft_of_ours: Opportunity) -> dict[str, str]:
    """What a form that was opened on a draft would send."""
    return posting_form(client.get(page_of(draft_of_ours)).text)[1]


def test_what_a_colleague_wrote_meanwhile_does_not_go_unseen(client: Visitor, group: Organization) -> None:
    opportunity = written(group)

    answer = client.submit(page_of(opportunity), version="0")

    assert answer.status_code == 422
    assert "ほかの人が先に変更しました" in answer.text
    assert rows_of(Opportunity) == [1]


def test_with_a_sign_up_on_it_even_a_draft_stays(client: Visitor, group: Organization) -> None:
    opportunity = written(group)
    sign_up_for(opportunity.shifts[0], make_person())

    answer = client.submit(page_of(opportunity))

    assert answer.status_code == 422
    assert "消せません" in answer.text
    assert rows_of(Opportunity, Shift) == [1, 1]


def test_a_copy_outlives_what_it_was_copied_from(client: Visitor, group: Organization) -> None:
    first = written(group)
    copy = copy_as_draft(first, by=CLI)

    client.submit(page_of(first))

    assert rows_of(Opportunity) == [1]
    assert db.session.get(Opportunity, copy.id).copied_from_id is None


def test_staff_delete_what_they_entered_and_nothing_a_group_wrote(client: Visitor, group: Organization) -> None:
    staff = make_staff()
    own, of_the_group = written(group, created_by=staff.id), written(group)
    client.enter(staff)

    assert client.submit(page_of(own)).status_code == 303
    assert client.get(page_of(of_the_group)).status_code == 404
    assert rows_of(Opportunity) == [1]
