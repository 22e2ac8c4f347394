"""Signing up through the pages."""

import re
from datetime import date, timedelta

import pytest

from matcher.clock import now, today
from matcher.domain.opportunities.models import Decision, Joining, ShiftRole
from matcher.domain.signups import actions
from matcher.domain.signups.models import SignUp, SignUpState
from matcher.sealing import seal_date
from tests.support.days import at
from tests.support.factories import make_account, make_opportunity, make_person, make_shift
from tests.support.visitor import posting_form


@pytest.fixture
def me(session):
    return make_account()


@pytest.fixture
def signed_in(client, me):
    client.enter(me)
    return client


def address(shift):
    return f"/opportunities/{shift.opportunity_id}/sign-up?shift={shift.id}"


def fill(shift):
    other = make_account()
    actions.sign_up(role=shift.roles[0], person=other.person, by=other, request_key=f"{shift.id}-{other.id}")


def mine(session, me):
    return session.query(SignUp).filter_by(asked_by_id=me.person_id)


def test_signing_up_ends_on_ones_own_sign_up(session, signed_in, me):
    shift = make_shift()

    answer = signed_in.submit(address(shift), agree="y", message="座ってする仕事がよいです")

    sign_up = mine(session, me).one()
    assert answer.status_code == 303
    assert answer.location == f"/me/sign-ups/{sign_up.id}"
    assert (sign_up.state, sign_up.message) == (SignUpState.CONFIRMED, "座ってする仕事がよいです")
    page = signed_in.get(answer.location).text
    assert "申し込みました。参加が決まりました。" in page
    assert "座ってする仕事がよいです" in page


def test_pressing_twice_is_one_sign_up(session, signed_in, me):
    shift = make_shift()
    action, filled = posting_form(signed_in.get(address(shift)).text)
    sent = {**filled, "agree": "y"}

    first, second = (signed_in.post(action or address(shift), data=sent) for _ in range(2))

    assert first.location == second.location
    assert mine(session, me).count() == 1


def test_what_is_shared_is_confirmed_and_what_was_typed_stays(session, signed_in, me):
    shift = make_shift()

    answer = signed_in.submit(address(shift), message="車いすで行きます")

    assert answer.status_code == 422
    assert "確かめて、しるしを付けてください。" in answer.text
    assert "車いすで行きます" in answer.text
    assert mine(session, me).count() == 0


def test_a_full_day_says_how_many_wait_before_one_joins_the_line(session, signed_in, me):
    shift = make_shift(capacity=1)
    fill(shift)
    fill(shift)

    page = signed_in.get(address(shift)).text
    signed_in.submit(address(shift), agree="y")

    assert "2番目に並ぶ" in page
    assert mine(session, me).one().state == SignUpState.WAITING
    assert "キャンセル待ち 2番" in signed_in.get("/me").text


def test_a_day_that_clashes_says_with_what_and_offers_the_other_days(session, signed_in, me):
    held = make_shift(make_opportunity(title="竹林整備"), starts_at=at(9))
    actions.sign_up(role=held.roles[0], person=me.person, by=me, request_key="held")
    opportunity = make_opportunity()
    wanted, other = make_shift(opportunity, starts_at=at(10)), make_shift(opportunity, starts_at=at(10, 12))

    page = signed_in.get(address(wanted)).text

    assert "「竹林整備」" in page
    assert "時間が重なっています" in page
    assert f"shift={other.id}" in page


def test_a_clash_that_comes_up_while_the_form_is_open_is_told_on_the_form(session, signed_in, me):
    shift = make_shift(starts_at=at(9))
    action, filled = posting_form(signed_in.get(address(shift)).text)
    held = make_shift(starts_at=at(9))
    actions.sign_up(role=held.roles[0], person=me.person, by=me, request_key="held")

    answer = signed_in.post(action or address(shift), data={**filled, "agree": "y", "message": "よろしく"})

    assert answer.status_code == 422
    assert "時間が重なっています" in answer.text
    assert "よろしく" in answer.text


def test_a_day_one_has_already_sent_again_from_a_second_window_says_so(session, signed_in, me):
    shift = make_shift()
    action, filled = posting_form(signed_in.get(address(shift)).text)
    actions.sign_up(role=shift.roles[0], person=me.person, by=me, request_key="first window")

    answer = signed_in.post(action or address(shift), data={**filled, "agree": "y"})

    assert answer.status_code == 422
    assert "もう申し込んでいます" in answer.text
    assert "まだ申し込みは終わっていません" not in answer.text


def test_the_page_of_an_activity_knows_ones_own_days(session, signed_in, client, another_client, me):
    opportunity = make_opportunity()
    own, free = make_shift(opportunity, starts_at=at(9)), make_shift(opportunity, starts_at=at(9, 12))
    mine = actions.sign_up(role=own.roles[0], person=me.person, by=me, request_key="own")

    page = signed_in.get(f"/opportunities/{opportunity.id}").text

    assert "申し込み済み" in page
    assert f'href="/me/sign-ups/{mine.id}"' in page
    assert re.search(rf'value="{own.id}"[^>]* disabled', page)
    assert re.search(rf'value="{free.id}"[^>]* checked', page)
    assert "申し込み済み" not in another_client.get(f"/opportunities/{opportunity.id}").text


@pytest.mark.parametrize("joining", [Joining.EACH_SHIFT, Joining.ALL_SHIFTS])
def test_where_no_day_is_left_to_choose_the_page_leads_to_ones_own_days(session, signed_in, me, joining):
    opportunity = make_opportunity(joining=joining)
    shift = make_shift(opportunity)
    actions.sign_up(role=shift.roles[0], person=me.person, by=me, request_key="own")

    page = signed_in.get(f"/opportunities/{opportunity.id}").text

    assert "もう申し込んでいます" in page
    assert "この日に申し込む" not in page


def test_under_18_one_is_told_what_is_needed_and_is_not_asked_the_age_again(session, client):
    born_on = date(today().year - 15, 1, 1)
    born = {"birth_on_sealed": seal_date(born_on), "adult_on": born_on.replace(year=born_on.year + 18)}
    client.enter(make_account(person=make_person(adult_declared_at=None, **born)))

    page = client.get(address(make_shift()))

    assert "保護者の確認がいります" in page.text
    assert "/me/age" not in page.text
    assert session.query(SignUp).count() == 0


def test_whose_age_is_unknown_is_led_to_say_it(session, client):
    client.enter(make_account(person=make_person(adult_declared_at=None)))

    page = client.get(address(make_shift())).text

    assert "年齢がまだわからないので" in page
    assert "/me/age?next=" in page


def test_several_days_are_offered_to_choose_from(session, signed_in):
    opportunity = make_opportunity()
    first, second = make_shift(opportunity, starts_at=at(9)), make_shift(opportunity, starts_at=at(9, 12))

    page = signed_in.get(f"/opportunities/{opportunity.id}/sign-up").text

    assert f'value="{first.id}"' in page
    assert f'value="{second.id}"' in page


def test_a_course_is_signed_up_for_as_a_whole(session, signed_in, me):
    opportunity = make_opportunity(joining=Joining.ALL_SHIFTS)
    shifts = [make_shift(opportunity, starts_at=at(9, day)) for day in (10, 17)]

    signed_in.submit(f"/opportunities/{opportunity.id}/sign-up", agree="y")

    assert {each.shift_id for each in mine(session, me)} == {shift.id for shift in shifts}


def test_a_role_is_chosen_where_there_are_several(session, signed_in, me):
    shift = make_shift(role="調理")
    serving = ShiftRole(shift_id=shift.id, name="配膳", capacity=3)
    session.add(serving)
    session.flush()

    without = signed_in.submit(address(shift), agree="y", role=None)
    signed_in.submit(address(shift), agree="y", role=str(serving.id))

    assert without.status_code == 422
    assert mine(session, me).one().shift_role_id == serving.id


def test_a_request_waits_for_the_group(session, signed_in, me):
    shift = make_shift(make_opportunity(decision=Decision.BY_ORGANIZER))

    signed_in.submit(address(shift), agree="y")

    assert mine(session, me).one().state == SignUpState.REQUESTED
    assert "団体の返事待ち" in signed_in.get("/me").text


@pytest.mark.parametrize("shift", ["999999", "abc", "-1", "９"])
def test_a_day_there_is_not_is_not_found(session, signed_in, shift):
    opportunity = make_shift().opportunity

    assert signed_in.get(f"/opportunities/{opportunity.id}/sign-up?shift={shift}").status_code == 404


def test_a_day_that_is_over_cannot_be_had(session, signed_in, me):
    past = make_shift(starts_at=now() - timedelta(days=1))

    page = signed_in.get(address(past))

    assert "この日の活動は終わりました" in page.text


@pytest.mark.parametrize(
    "sent", [{"role": "999999"}, {"role": "x"}, {"message": "あ" * 501}, {"request_key": "x" * 99}]
)
def test_no_input_breaks_the_page(session, signed_in, me, sent):
    answer = signed_in.submit(address(make_shift()), **{"agree": "y", **sent})

    assert answer.status_code in (303, 422)


def test_a_visitor_signs_in_first_and_comes_back(session, client):
    shift = make_shift()

    answer = client.get(address(shift))

    assert answer.status_code == 303
    assert "/sign-in?next=" in answer.location


def test_somebody_elses_sign_up_is_not_found(session, signed_in):
    shift = make_shift()
    fill(shift)
    theirs = session.query(SignUp).one()

    answers = [signed_in.get(f"/me/sign-ups/{theirs.id}{page}").status_code for page in ("", "/withdraw")]

    assert answers == [404, 404]
