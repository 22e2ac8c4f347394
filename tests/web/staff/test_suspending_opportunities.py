"""The office takes one published opportunity off the public pages, with a reason, and shows it again."""

from typing import Any

import pytest

from matcher.db import db
from matcher.domain.notifications.models import Notification
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus
from matcher.domain.people.models import Account
from matcher.domain.signups import actions
from tests.support.factories import (
    make_account,
    make_member,
    make_opportunity,
    make_organization,
    make_shift,
    make_staff,
)
from tests.support.reading import audit_acts, notices
from tests.support.visitor import Visitor, posting_form

REASON = "会場の許可を確かめています"


@pytest.fixture
def shown(client: Visitor) -> Opportunity:
    """A published opportunity of a group; the visitor is of the support office."""
    client.enter(make_staff())
    one = make_opportunity(organization=make_organization(slug="hasuike"), title="池の清掃")
    make_shift(one)
    return one


def signed_up(one: Opportunity) -> Account:
    account = make_account()
    actions.sign_up(role=one.shifts[0].roles[0], person=account.person, by=account, request_key="a" * 32)
    return account


def suspend(client: Visitor, one: Opportunity, **fields: Any) -> Any:
    return client.submit(f"/staff/opportunities/{one.id}", form="/suspend", **{"reason": REASON, **fields})


def status_of(one: Opportunity) -> OpportunityStatus:
    db.session.expire_all()
    return one.status


def test_a_suspended_opportunity_is_gone_for_the_public(
    client: Visitor, another_client: Visitor, shown: Opportunity
) -> None:
    page = f"/opportunities/{shown.id}"
    assert another_client.get(page).status_code == 200

    answer = suspend(client, shown)

    assert answer.status_code == 303
    assert status_of(shown) == OpportunityStatus.SUSPENDED
    assert another_client.get(page).status_code == 404
    assert another_client.get(f"{page}.ics").status_code == 404
    assert "池の清掃" not in another_client.get("/opportunities").text
    assert "池の清掃" not in another_client.get("/organizations/hasuike").text


def test_the_group_reads_why_and_mends_it_where_it_stands(
    client: Visitor, another_client: Visitor, shown: Opportunity
) -> None:
    member = make_member(shown.organization)
    another_client.enter(member)
    suspend(client, shown)
    page = f"/organizer/hasuike/opportunities/{shown.id}"

    seen, mended = another_client.get(page), another_client.submit(f"{page}/edit", venue="別の会場")

    assert REASON in seen.text
    assert mended.status_code == 303
    assert status_of(shown) == OpportunityStatus.SUSPENDED
    assert shown.venue == "別の会場"
    told = db.session.query(Notification).filter_by(kind="post-suspended").one()
    assert (told.recipient_id, told.parameters["reason"]) == (member.person_id, REASON)


def test_whoever_is_signed_up_is_told_without_the_reason_and_keeps_the_place(
    client: Visitor, another_client: Visitor, shown: Opportunity
) -> None:
    mine = signed_up(shown)
    another_client.enter(mine)

    suspend(client, shown)

    assert notices(mine.person)[-1] == "opportunity-suspended"
    assert "募集を止めています" in another_client.get("/me").text
    assert REASON not in another_client.get("/me/inbox").text
    client.submit(f"/staff/opportunities/{shown.id}", form="/resume")
    assert notices(mine.person)[-1] == "opportunity-resumed"
    assert "募集を止めています" not in another_client.get("/me").text


def test_it_is_shown_again_with_one_button_and_both_acts_stand_in_the_record(
    client: Visitor, another_client: Visitor, shown: Opportunity
) -> None:
    suspend(client, shown)
    assert "池の清掃" in client.get("/staff/opportunities?status=suspended").text

    answer = client.submit(f"/staff/opportunities/{shown.id}", form="/resume")

    assert answer.status_code == 303
    assert (status_of(shown), shown.return_reason) == (OpportunityStatus.PUBLISHED, None)
    assert another_client.get(f"/opportunities/{shown.id}").status_code == 200
    assert audit_acts(shown)[-2:] == ["suspend-opportunity", "resume-opportunity"]


@pytest.mark.parametrize("fields", [{"reason": ""}, {"version": "0"}, {"reason": "あ" * 1001}])
def test_without_a_reason_or_on_an_old_reading_nothing_happens(
    client: Visitor, shown: Opportunity, fields: dict[str, str]
) -> None:
    answer = suspend(client, shown, **fields)

    assert answer.status_code == 422
    assert fields.get("reason", REASON) in answer.text
    assert status_of(shown) == OpportunityStatus.PUBLISHED


def test_a_member_of_the_group_leaves_resuming_to_other_eyes(client: Visitor, shown: Opportunity) -> None:
    suspend(client, shown)
    page = f"/staff/opportunities/{shown.id}"
    client.enter(make_member(shown.organization, is_staff=True))

    answer = client.post(f"{page}/resume", data=csrf_of(client, shown.version))

    assert "もう一度公開する" not in client.get(page).text
    assert answer.status_code == 422
    assert status_of(shown) == OpportunityStatus.SUSPENDED


def test_what_is_not_public_is_not_suspended(client: Visitor, shown: Opportunity) -> None:
    suspend(client, shown)
    token = csrf_of(client, shown.version)

    answer = client.post(f"/staff/opportunities/{shown.id}/suspend", data={**token, "reason": REASON})

    assert answer.status_code == 422
    assert status_of(shown) == OpportunityStatus.SUSPENDED


def test_a_state_nobody_can_choose_is_no_page(client: Visitor, shown: Opportunity) -> None:
    assert client.get("/staff/opportunities?status=draft").status_code == 400
    assert "この状態の募集は、ありません" in client.get("/staff/opportunities?status=cancelled").text


def csrf_of(client: Visitor, version: int) -> dict[str, str]:
    """What a form kept open since before would send."""
    _action, fields = posting_form(client.get("/sign-out").text)
    return {"csrf_token": fields["csrf_token"], "version": str(version)}
