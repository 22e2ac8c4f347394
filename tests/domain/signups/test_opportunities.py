"""Acts on a whole published opportunity and on all of a group's."""

from dataclasses import replace

import pytest
import time_machine

from matcher.domain.notifications.models import Notification
from matcher.domain.opportunities.content import content_of
from matcher.domain.opportunities.models import Decision, Joining, OpportunityStatus, ShiftStatus, SignUpWay
from matcher.domain.opportunities.states import WrongState
from matcher.domain.organizations.models import OrganizationStatus
from matcher.domain.signups import actions
from matcher.domain.signups.models import SignUpState
from matcher.domain.signups.rules import refusals
from matcher.domain.signups.rules.changes import WaysStay
from matcher.errors import Conflict
from tests.support.days import at
from tests.support.factories import make_account, make_opportunity, make_organization, make_shift
from tests.support.reading import notices


@pytest.fixture
def by(session):
    return make_account()


def test_a_cancelled_opportunity_ends_the_days_to_come_and_keeps_the_past(session, join, by):
    opportunity = make_opportunity()
    past, coming = make_shift(opportunity, starts_at=at(9, 1)), make_shift(opportunity, starts_at=at(9, 5))
    session.refresh(opportunity)
    account = make_account()
    was_there, will_come = join(past, account), join(coming, account)

    with time_machine.travel(at(12, 2)):
        ended = actions.cancel_opportunity(opportunity=opportunity, by=by, reason="人手がたりません")

    assert ended == 1
    assert (was_there.state, will_come.state) == (SignUpState.CONFIRMED, SignUpState.CANCELLED)
    assert (past.status, coming.status) == (ShiftStatus.SCHEDULED, ShiftStatus.CANCELLED)
    assert opportunity.status == OpportunityStatus.CANCELLED


def test_a_person_with_several_days_is_told_once(session, join, by):
    opportunity = make_opportunity()
    shifts = [make_shift(opportunity, starts_at=at(9, day)) for day in (5, 6, 7)]
    session.refresh(opportunity)
    account = make_account()
    for shift in shifts:
        join(shift, account)

    actions.cancel_opportunity(opportunity=opportunity, by=by, reason="人手がたりません")

    assert notices(account.person).count("opportunity-cancelled") == 1
    assert "shift-cancelled" not in notices(account.person)


def test_nobody_signs_up_while_it_is_suspended_and_places_stay(session, join, by):
    opportunity = make_opportunity()
    shift = make_shift(opportunity)
    session.refresh(opportunity)
    mine = join(shift)

    actions.suspend_opportunity(opportunity=opportunity, by=by, reason="確かめています")

    with pytest.raises(refusals.NotPublished):
        join(shift)
    assert mine.state == SignUpState.CONFIRMED

    actions.resume_opportunity(opportunity=opportunity, by=by)
    assert join(shift).state == SignUpState.CONFIRMED
    assert notices(mine.asked_by)[1:] == ["opportunity-suspended", "opportunity-resumed"]


def test_a_place_freed_while_suspended_is_given_on_when_it_is_resumed(session, join, by):
    opportunity = make_opportunity()
    shift = make_shift(opportunity, capacity=1)
    session.refresh(opportunity)
    held, waiting = join(shift), join(shift)
    actions.suspend_opportunity(opportunity=opportunity, by=by, reason="確かめています")

    actions.withdraw(sign_up=held, by=by)
    assert waiting.state == SignUpState.WAITING

    actions.resume_opportunity(opportunity=opportunity, by=by)
    assert waiting.state == SignUpState.CONFIRMED


def test_a_suspended_group_takes_no_sign_ups_until_it_is_resumed(session, join, by):
    group = make_organization()
    opportunity = make_opportunity(organization=group)
    shift = make_shift(opportunity)
    mine = join(shift)

    told = actions.suspend_organization(organization=group, by=by, reason="登録を確かめています")

    assert (told, group.status) == (1, OrganizationStatus.SUSPENDED)
    with pytest.raises(refusals.OrganizationSuspended):
        join(shift)

    actions.resume_organization(organization=group, by=by)
    assert join(shift).state == SignUpState.CONFIRMED
    assert notices(mine.asked_by)[1:] == ["opportunity-suspended", "opportunity-resumed"]


def test_a_closed_group_calls_off_what_it_has_to_come(session, join, by):
    group = make_organization()
    shift = make_shift(make_opportunity(organization=group))
    mine = join(shift)

    ended = actions.close_organization(organization=group, by=by, reason="解散しました")

    assert (ended, group.status, mine.state) == (1, OrganizationStatus.CLOSED, SignUpState.CANCELLED)


def test_everybody_signed_up_is_told_what_changed(session, join, by):
    opportunity = make_opportunity()
    shift = make_shift(opportunity)
    session.refresh(opportunity)
    mine, account = join(shift), make_account()

    content = replace(content_of(opportunity), venue="蓮華寺池公園", things_to_bring="軍手、飲み物")
    actions.change_published(opportunity=opportunity, content=content, by=by, version=opportunity.version)

    notice = session.query(Notification).filter_by(recipient_id=mine.asked_by_id, kind="opportunity-changed").one()
    assert {change["name"]: (change["before"], change["after"]) for change in notice.parameters["changes"]} == {
        "things_to_bring": ("軍手", "軍手、飲み物"),
        "venue": ("高洲地区交流センター", "蓮華寺池公園"),
    }
    assert opportunity.venue == "蓮華寺池公園"
    assert notices(account.person) == []


def test_of_a_long_text_the_new_one_is_told_and_of_the_desk_only_that_it_changed(session, join, by):
    opportunity = make_opportunity(contact_phone="0541112222")
    shift = make_shift(opportunity)
    session.refresh(opportunity)
    mine = join(shift)

    content = replace(content_of(opportunity), description="班に分かれて清掃します。" * 20, contact_phone="0543334444")
    actions.change_published(opportunity=opportunity, content=content, by=by, version=opportunity.version)

    notice = session.query(Notification).filter_by(recipient_id=mine.asked_by_id, kind="opportunity-changed").one()
    assert notice.parameters["changes"] == [
        {"name": "description", "after": "班に分かれて清掃します。" * 20},
        {"name": "contact_phone"},
    ]


@pytest.mark.parametrize(
    "ways",
    [{"joining": Joining.ALL_SHIFTS}, {"decision": Decision.BY_ORGANIZER}, {"sign_up_way": SignUpWay.NOT_NEEDED}],
)
def test_how_one_joins_stays_while_anybody_is_signed_up(session, join, by, ways):
    opportunity = make_opportunity()
    shift = make_shift(opportunity)
    session.refresh(opportunity)
    mine = join(shift)
    content = replace(content_of(opportunity), **ways)

    with pytest.raises(WaysStay):
        actions.change_published(opportunity=opportunity, content=content, by=by, version=opportunity.version)

    actions.withdraw(sign_up=mine, by=by)
    actions.change_published(opportunity=opportunity, content=content, by=by, version=opportunity.version)
    assert {name: getattr(opportunity, name) for name in ways} == ways


def test_a_change_on_top_of_somebody_elses_is_refused(session, by):
    opportunity = make_opportunity()

    with pytest.raises(Conflict):
        actions.change_published(
            opportunity=opportunity, content=content_of(opportunity), by=by, version=opportunity.version - 1
        )


def test_a_closed_opportunity_leaves_nobody_waiting(session, join, by):
    opportunity = make_opportunity()
    shift = make_shift(opportunity, starts_at=at(9), capacity=1)
    session.refresh(opportunity)
    held, waiting = join(shift), join(shift)

    with time_machine.travel(at(12)):
        actions.close_opportunity(opportunity=opportunity, by=by.actor)

    assert (held.state, waiting.state) == (SignUpState.CONFIRMED, SignUpState.EXPIRED)
    assert opportunity.status == OpportunityStatus.CLOSED


def test_what_is_cancelled_cannot_be_cancelled_again(session, by):
    opportunity = make_opportunity()
    actions.cancel_opportunity(opportunity=opportunity, by=by, reason="人手がたりません")

    with pytest.raises(WrongState):
        actions.cancel_opportunity(opportunity=opportunity, by=by, reason="人手がたりません")
