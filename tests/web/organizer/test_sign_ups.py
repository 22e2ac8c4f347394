"""The people of a day: seen by their group alone, given places, put in line or turned down with a reason."""

from itertools import count

import pytest

from matcher.domain.opportunities.models import Decision, Joining
from matcher.domain.people.models import PersonalView
from matcher.domain.signups import actions
from matcher.domain.signups.models import SignUp, SignUpState
from tests.support.contents import in_days
from tests.support.factories import (
    make_account,
    make_member,
    make_opportunity,
    make_organization,
    make_person,
    make_shift,
    make_staff,
)
from tests.support.reading import notices
from tests.support.signing_in import sign_in

_keys = count(1)


@pytest.fixture
def shift(session):
    return make_shift(make_opportunity(decision=Decision.BY_ORGANIZER), capacity=1)


def address(shift, page="sign-ups"):
    return f"/organizer/{shift.opportunity.organization.slug}/opportunities/{shift.opportunity_id}/{page}"


def ask(shift, *, message=None, **person) -> SignUp:
    account = make_account(person=make_person(**person))
    return actions.sign_up(
        role=shift.roles[0], person=account.person, by=account, request_key=f"page-{next(_keys)}", message=message
    )


def member_signs_in(client, shift):
    sign_in(client, make_member(shift.opportunity.organization))


def test_the_group_sees_names_contacts_and_messages_and_each_look_is_kept(client, session, shift):
    asked = ask(shift, name="例山 ゆき", phone="0540000001", message="膝が痛むので座る仕事を希望します")
    member_signs_in(client, shift)

    page = client.get(address(shift)).text

    for shown in ("例山 ゆき", "054-000-0001", "膝が痛むので座る仕事を希望します", "返事を待っている人　1人"):
        assert shown in page
    assert [view.person_id for view in session.query(PersonalView)] == [asked.asked_by_id]


def test_another_group_finds_nothing_at_this_address_and_nothing_at_its_own(client, session, shift):
    asked, other = ask(shift), make_organization()
    sign_in(client, make_member(other))

    answers = [
        client.get(address(shift)),
        client.get(f"/organizer/{other.slug}/opportunities/{shift.opportunity_id}/sign-ups"),
        client.get(address(shift, "sheet")),
        client.get(f"/organizer/{other.slug}/sign-ups/{asked.id}/decline"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_staff_see_the_people_only_of_what_they_entered_for_a_group_with_paper(client, session):
    staff = make_staff()
    own, other = (make_shift(make_opportunity(created_by=author)) for author in (staff.id, None))
    sign_in(client, staff)

    answers = [client.get(address(own)).status_code, client.get(address(other)).status_code]

    assert answers == [200, 404]


def test_a_request_gets_its_place_and_the_person_is_told(client, session, shift):
    asked = ask(shift)
    member_signs_in(client, shift)

    answer = client.submit(address(shift), form="/accept")

    assert answer.status_code == 303
    assert "席を渡しました。" in client.get(answer.location).text
    session.expire_all()
    assert asked.state == SignUpState.CONFIRMED
    assert notices(asked.asked_by)[-1] == "sign-up-accepted"


def test_without_a_place_left_the_page_says_what_to_do_and_nothing_changes(client, session, shift):
    first, second = ask(shift), ask(shift)
    actions.accept(sign_up=first, by=make_account())
    member_signs_in(client, shift)

    answer = client.submit(address(shift), form=f"/{second.id}/accept")

    assert answer.status_code == 422
    assert "空いている席がありません。" in answer.text
    session.expire_all()
    assert second.state == SignUpState.REQUESTED


def test_a_request_waits_in_line_with_its_turn(client, session, shift):
    first, second = ask(shift), ask(shift, name="仮野 さとし")
    actions.accept(sign_up=first, by=make_account())
    member_signs_in(client, shift)

    client.submit(address(shift), form=f"/{second.id}/wait")

    session.expire_all()
    assert second.state == SignUpState.WAITING
    assert "1番　仮野 さとし" in client.get(address(shift)).text


def test_nobody_is_turned_down_without_a_reason(client, session, shift):
    asked = ask(shift)
    member_signs_in(client, shift)
    page = f"/organizer/{shift.opportunity.organization.slug}/sign-ups/{asked.id}/decline"

    refused = client.submit(page, reason=" ")
    done = client.submit(page, reason="定員に達したため")

    assert (refused.status_code, done.status_code) == (422, 303)
    session.expire_all()
    assert (asked.state, asked.reason_text) == (SignUpState.DECLINED, "定員に達したため")
    assert notices(asked.asked_by)[-1] == "sign-up-declined"


def test_too_long_a_reason_comes_back_as_it_was_typed(client, session, shift):
    asked = ask(shift)
    member_signs_in(client, shift)
    typed = "長" * 501

    answer = client.submit(
        f"/organizer/{shift.opportunity.organization.slug}/sign-ups/{asked.id}/decline", reason=typed
    )

    assert answer.status_code == 422
    assert typed in answer.text


def test_a_place_taken_away_goes_to_who_is_next(client, session):
    shift = make_shift(capacity=1)
    held, waiting = ask(shift), ask(shift)
    member_signs_in(client, shift)

    client.submit(
        f"/organizer/{shift.opportunity.organization.slug}/sign-ups/{held.id}/decline", reason="ご本人からの電話"
    )

    session.expire_all()
    assert [held.state, waiting.state] == [SignUpState.CANCELLED, SignUpState.CONFIRMED]


def test_what_somebody_else_decided_first_is_said(client, session, shift):
    asked = ask(shift)
    member_signs_in(client, shift)
    client.get(address(shift))
    slug = shift.opportunity.organization.slug
    actions.decline(sign_up=asked, by=make_account(), reason="定員に達したため")
    another = ask(shift)

    fresh = client.submit(f"/organizer/{slug}/sign-ups/{another.id}/decline", reason="定員に達したため")
    late = client.submit(f"/organizer/{slug}/sign-ups/{asked.id}/decline", reason="定員に達したため")

    assert fresh.status_code == 303
    assert late.status_code == 422
    assert "いまの状態を確かめてください" in late.text


def test_a_course_is_answered_for_all_its_days(client, session):
    course = make_opportunity(decision=Decision.BY_ORGANIZER, joining=Joining.ALL_SHIFTS)
    days = [make_shift(course, starts_at=in_days(after)) for after in (10, 11)]
    session.refresh(course)
    ask(days[0])
    member_signs_in(client, days[0])

    page = client.get(address(days[0])).text
    client.submit(address(days[0]), form="/accept")

    assert "これからの全部の日に効きます" in page
    assert "キャンセル待ちへ" not in page
    session.expire_all()
    assert {one.state for one in session.query(SignUp)} == {SignUpState.CONFIRMED}


def test_a_day_nobody_signed_up_for_and_one_that_is_not_of_this_opportunity(client, session, shift):
    member_signs_in(client, shift)

    answers = [client.get(f"{address(shift)}?shift={which}") for which in (shift.id, make_shift().id, "x")]

    assert [answer.status_code for answer in answers] == [200, 404, 400]
    assert "この日に申し込んだ人は、まだいません" in answers[0].text


def test_the_sheet_lists_who_comes_and_leaves_room_for_others(client, session, shift):
    asked = ask(shift, name="例山 ゆき", name_kana="レイヤマ ユキ", phone="0540000001")
    actions.accept(sign_up=asked, by=make_account())
    ask(shift, name="仮野 さとし")
    member_signs_in(client, shift)

    page = client.get(f"{address(shift, 'sheet')}?shift={shift.id}").text

    assert "レイヤマ ユキ" in page
    assert "2番から下は" in page
    assert "仮野 さとし" not in page
    assert "054-000-0001" not in page
    assert [view.place for view in session.query(PersonalView)] == ["organizer-sheet"]
