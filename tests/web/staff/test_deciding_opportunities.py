"""What waits for the office is listed oldest first, decided by other eyes, and hidden from everybody else."""

import pytest

from matcher.db import db
from matcher.domain.audit.actions import CLI
from matcher.domain.opportunities.actions import change_draft, draft, submit, take_back
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus
from matcher.domain.opportunities.shift_actions import add_shift
from matcher.domain.organizations.queries import organizations_run_by
from matcher.domain.people.models import Account
from tests.support.contents import opportunity_content, shift_content
from tests.support.factories import make_member, make_organization, make_staff
from tests.support.visitor import Visitor


@pytest.fixture
def member(client: Visitor) -> Account:
    """Somebody who acts for a group; the visitor is of the support office."""
    client.enter(make_staff())
    return make_member(make_organization(slug="hasuike"))


def handed_in(member: Account, title: str = "池の清掃") -> Opportunity:
    group = db.session.scalars(organizations_run_by(member)).first() or make_organization()
    opportunity = draft(group, opportunity_content(title=title), by=CLI)
    add_shift(opportunity, shift_content(), by=CLI)
    submit(opportunity, by=member)
    return opportunity


def status_of(opportunity_id: int) -> OpportunityStatus:
    db.session.rollback()
    return db.session.get(Opportunity, opportunity_id).status


def test_what_waits_is_listed_oldest_first(client: Visitor, member: Account) -> None:
    for title in ("先に出した募集", "あとに出した募集"):
        handed_in(member, title)

    page = client.get("/staff/opportunities").text

    assert page.index("先に出した募集") < page.index("あとに出した募集")


def test_an_approved_one_is_public_at_once(client: Visitor, another_client: Visitor, member: Account) -> None:
    waiting = handed_in(member)
    hidden = another_client.get(f"/opportunities/{waiting.id}")

    answer = client.submit(f"/staff/opportunities/{waiting.id}", form="/approve")

    assert hidden.status_code == 404
    assert answer.status_code == 303
    assert another_client.get(f"/opportunities/{waiting.id}").status_code == 200
    assert "池の清掃" in another_client.get("/opportunities").text


def test_a_returned_one_carries_a_reason_which_must_be_there(client: Visitor, member: Account) -> None:
    waiting = handed_in(member)
    page = f"/staff/opportunities/{waiting.id}"

    without = client.submit(page, form="/return", reason="")
    answer = client.submit(page, form="/return", reason="集合場所を書いてください")

    assert (without.status_code, answer.status_code) == (422, 303)
    assert status_of(waiting.id) == OpportunityStatus.RETURNED


def test_what_changed_since_it_was_read_is_not_approved_unseen(client: Visitor, member: Account) -> None:
    waiting = handed_in(member)
    read = waiting.version
    take_back(waiting, by=member)
    db.session.flush()
    change_draft(waiting, opportunity_content(title="別の活動"), by=member.actor, version=waiting.version)
    submit(waiting, by=member)

    answer = client.submit(f"/staff/opportunities/{waiting.id}", form="/approve", version=str(read))

    assert answer.status_code == 422
    assert "ほかの人が先に変更しました" in answer.text
    assert status_of(waiting.id) == OpportunityStatus.SUBMITTED


def test_whoever_wrote_it_for_a_group_leaves_the_decision_to_somebody_else(client: Visitor) -> None:
    staff = make_staff()
    client.enter(staff)
    from_paper = handed_in(staff)

    page = client.get(f"/staff/opportunities/{from_paper.id}")

    assert "ほかの職員が決めます" in page.text
    assert 'action="/staff/opportunities' not in page.text


def test_who_does_not_work_in_the_office_sees_nothing_of_it(client: Visitor, member: Account) -> None:
    waiting = handed_in(member)
    client.enter(member)

    assert client.get("/staff/opportunities").status_code == 404
    assert client.get(f"/staff/opportunities/{waiting.id}").status_code == 404
