"""A registration from draft to decision, on both databases."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, scoped_session

from matcher.domain.audit.models import AuditEntry
from matcher.domain.city.plan import current_plan
from matcher.domain.notifications.models import Notification
from matcher.domain.organizations import actions
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.domain.organizations.queries import members, organization
from matcher.domain.organizations.registrations import registrations
from matcher.domain.organizations.rules import (
    ConfirmedFactsStay,
    CorporateNumberTaken,
    Details,
    OrganizationActNotPossible,
    OwnRegistration,
    RegisteredAlready,
    RegistrationIncomplete,
    SlugTaken,
)
from matcher.domain.people.models import Account
from matcher.errors import Conflict
from tests.support.factories import add, make_account, make_member, make_organization, make_staff

Sessions = scoped_session[Session]
CITY_HALL = "1000020222143"


def details(**facts: Any) -> Details:
    """A whole registration of a civic group."""
    kind = facts.get("kind", "civic_group")
    given = {
        "kind": kind,
        "name": "蓮池クリーンクラブ",
        "name_kana": "ハスイケクリーンクラブ",
        "district": "takasu",
        "description": "池のまわりを清掃しています。",
        "contact_name": "活動担当",
        "contact_phone": "0540000000",
        "field_numbers": (3, 7),
        "conditions_accepted": tuple(condition.code for condition in current_plan().conditions_for(kind)),
    }
    return Details(**{**given, **facts})


def submitted(by: Account) -> Organization:
    """A registration that waits for the office."""
    one = actions.register(details=details(), by=by)
    actions.submit(one, by=by)
    return one


def test_who_registers_a_group_owns_its_draft(session: Sessions) -> None:
    account = make_account()

    one = actions.register(details=details(), by=account)

    assert (one.status, one.slug) == (OrganizationStatus.DRAFT, f"group-{one.id}")
    assert [(member.account_id, member.is_owner) for member in members(one)] == [(account.id, True)]
    assert organization(one.slug).field_numbers == [3, 7]


def test_the_office_registers_a_group_that_brings_paper_without_joining_it(session: Sessions) -> None:
    staff = make_staff()

    one = actions.register(details=details(), by=staff)
    actions.submit(one, by=staff)

    assert members(one) == []
    with pytest.raises(OwnRegistration):
        actions.approve(one, by=staff, version=one.version)
    actions.approve(one, by=make_staff(), version=one.version)
    assert one.is_public


def test_two_groups_cannot_have_one_address(session: Sessions) -> None:
    actions.register(details=details(), slug="hasuike", by=make_account())

    with pytest.raises(SlugTaken):
        actions.register(details=details(), slug="hasuike", by=make_account())


def test_two_groups_cannot_have_one_corporate_number(session: Sessions) -> None:
    corporation = details(kind="npo_corp", corporate_number=CITY_HALL)
    actions.register(details=corporation, by=make_account())

    with pytest.raises(CorporateNumberTaken):
        actions.register(details=corporation, by=make_account())


def test_pressing_twice_registers_once(session: Sessions) -> None:
    account = make_account()
    actions.register(details=details(), by=account)

    with pytest.raises(RegisteredAlready):
        actions.register(details=details(), by=account)


def test_an_unfinished_draft_is_kept_but_not_handed_in(session: Sessions) -> None:
    account = make_account()
    one = actions.register(details=details(description=None), by=account)

    with pytest.raises(RegistrationIncomplete):
        actions.submit(one, by=account)


def test_an_approval_makes_the_group_public_and_tells_its_owner(session: Sessions) -> None:
    owner, staff = make_account(), make_staff()
    one = submitted(owner)

    actions.approve(one, by=staff, version=one.version)

    notice = session.scalars(select(Notification).where(Notification.kind == "organization-approved")).one()
    assert one.is_public
    assert (one.decided_by, notice.recipient_id) == (staff.id, owner.person_id)


def test_a_member_of_the_support_office_does_not_approve_the_own_group(session: Sessions) -> None:
    one = submitted(make_account())
    member = make_member(one, is_staff=True)

    with pytest.raises(OwnRegistration):
        actions.approve(one, by=member, version=one.version)


def test_the_database_itself_keeps_four_eyes(session: Sessions) -> None:
    one = submitted(make_account())

    one.decided_by = one.submitted_by

    with pytest.raises(IntegrityError, match="four_eyes"):
        session.flush()


def test_a_return_gives_the_reason_and_can_be_answered(session: Sessions) -> None:
    owner = make_account()
    one = submitted(owner)

    actions.return_for_changes(one, reason="活動の場所を書いてください。", by=make_staff(), version=one.version)

    notice = session.scalars(select(Notification).where(Notification.kind == "organization-returned")).one()
    assert notice.parameters["reason"] == "活動の場所を書いてください。"
    actions.submit(one, by=owner)
    assert (one.status, one.decided_by, one.return_reason) == (OrganizationStatus.SUBMITTED, None, None)


def test_the_office_decides_about_what_it_read(session: Sessions) -> None:
    owner = make_account()
    one = submitted(owner)
    session.flush()
    read = one.version
    actions.change_details(one, details=details(description="ほかのことをします。"), by=owner, version=read)
    session.flush()

    with pytest.raises(Conflict):
        actions.approve(one, by=make_staff(), version=read)


def test_what_the_office_confirmed_is_not_changed_by_the_group_alone(session: Sessions) -> None:
    one = make_organization(name="蓮池クリーンクラブ")
    owner = make_member(one)
    renamed = details(name="別の会")

    with pytest.raises(ConfirmedFactsStay):
        actions.change_details(one, details=renamed, by=owner, version=one.version)
    actions.change_details(one, details=renamed, by=make_staff(), version=one.version)
    assert one.name == "別の会"


def test_a_change_is_recorded_without_the_contact_s_values(session: Sessions) -> None:
    one = make_organization(name="蓮池クリーンクラブ")
    owner = make_member(one)

    actions.change_details(
        one, details=details(contact_name="見本 花子", district="osu"), by=owner, version=one.version
    )

    entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "change-organization")).one()
    assert entry.changes["district"] == {"before": "takasu", "after": "osu"}
    assert entry.changes["contact_name"] is None
    assert one.confirmed_current_at is not None


def test_a_suspended_group_is_not_public_until_it_is_resumed(session: Sessions) -> None:
    one, staff = make_organization(), make_staff()

    actions.suspend(one, reason="連絡がとれません。", by=staff)
    assert not one.is_public
    actions.resume(one, by=staff)

    assert one.is_public


def test_a_closed_group_stays_closed(session: Sessions) -> None:
    one, staff = make_organization(), make_staff()

    actions.close(one, by=staff)

    with pytest.raises(OrganizationActNotPossible):
        actions.resume(one, by=staff)


def test_the_office_sees_who_waited_longest_first(session: Sessions) -> None:
    first, second = submitted(make_account()), submitted(make_account())
    first.submitted_at, second.submitted_at = second.submitted_at, first.submitted_at
    add(first)

    assert [one.id for one in registrations(OrganizationStatus.SUBMITTED).rows] == [second.id, first.id]
