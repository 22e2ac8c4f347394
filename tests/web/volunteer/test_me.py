"""わたしの予定, and taking a sign-up back."""

import pytest
import time_machine

from matcher.clock import now, tokyo_date
from matcher.domain.opportunities.models import Joining
from matcher.domain.organizations.models import MemberRole, Membership
from matcher.domain.signups import actions
from matcher.domain.signups.models import AttendanceStatus, SignUpState
from matcher.web.formats import shift_when
from tests.support.days import at
from tests.support.factories import add, make_account, make_opportunity, make_organization, make_shift
from tests.support.visitor import posting_form


@pytest.fixture
def me(session):
    return make_account()


@pytest.fixture
def signed_in(client, me):
    client.enter(me)
    return client


def join(shift, account):
    return actions.sign_up(
        role=shift.roles[0], person=account.person, by=account, request_key=f"{shift.id}-{account.id}"
    )


def test_without_any_day_one_is_led_to_the_activities(session, signed_in):
    page = signed_in.get("/me").text

    assert "これからの予定は、まだありません" in page
    assert 'href="/opportunities"' in page


def test_whoever_acts_for_a_group_or_a_company_finds_it_there(session, signed_in, me):
    group, company = make_organization(name="花の会"), make_organization(name="緑の工場", kind="company")
    for each in (group, company):
        add(Membership(organization_id=each.id, account_id=me.id, role=MemberRole.OWNER, started_at=now()))

    page = signed_in.get("/me").text

    assert f'href="/organizer/{group.slug}/"' in page.partition("これからの活動")[0].partition("わたしの団体")[2]
    assert f'href="/company/{company.slug}/"' in page.partition("これからの活動")[0].partition("わたしの団体")[2]


def test_coming_days_stand_there_with_their_state(session, signed_in, me):
    join(make_shift(make_opportunity(title="朝のごみ拾い")), me)

    page = signed_in.get("/me").text

    assert "朝のごみ拾い" in page
    assert "決まりました" in page


def test_what_was_called_off_is_told_with_its_reason(session, signed_in, me):
    shift = make_shift()
    sign_up = join(shift, me)
    actions.remove(sign_up=sign_up, by=make_account(), reason="人数がそろいました")

    assert "参加できなくなったもの" in signed_in.get("/me").text
    assert "人数がそろいました" in signed_in.get(f"/me/sign-ups/{sign_up.id}").text


def test_a_day_that_moved_away_from_the_person_is_not_called_off(session, signed_in, me):
    shift, other = make_shift(starts_at=at(9)), make_shift(starts_at=at(17))
    sign_up = join(shift, me)
    join(other, me)
    actions.move_shift(shift=shift, starts_at=at(17), ends_at=at(19), by=make_account(), reason="会場のつごう")

    pages = [signed_in.get("/me").text, signed_in.get(f"/me/sign-ups/{sign_up.id}").text]

    assert all("日時が変わり、外れました" in page and "主催者が中止" not in page for page in pages)
    assert "会場のつごう" in pages[1]
    assert all(hour in pages[1] for hour in ("9:00〜11:00", "17:00〜19:00"))


def test_hours_are_shown_by_fiscal_year(session, signed_in, me):
    shift = make_shift(starts_at=at(9, -1), sign_up_until_at=at(9, -1), hours=2.5)
    with time_machine.travel(at(9, -3)):
        sign_up = join(shift, me)
    actions.record_attendance(
        participant=sign_up.participants[0],
        happened_on=tokyo_date(shift.starts_at),
        status=AttendanceStatus.PRESENT,
        by=me,
    )

    page = signed_in.get("/me").text

    assert "2時間30分" in page
    assert "1回、1つの団体で活動しました" in page


def test_taking_back_gives_the_place_to_the_next(session, signed_in, me):
    shift = make_shift(capacity=1)
    sign_up, waiting = join(shift, me), join(shift, make_account())

    answer = signed_in.submit(f"/me/sign-ups/{sign_up.id}/withdraw")

    assert (answer.status_code, answer.location) == (303, "/me")
    for each in (sign_up, waiting):
        session.refresh(each)
    assert (sign_up.state, waiting.state) == (SignUpState.WITHDRAWN, SignUpState.CONFIRMED)
    assert "取り消しました" in signed_in.get("/me").text


def test_what_has_ended_cannot_be_taken_back_again(session, signed_in, me):
    sign_up = join(make_shift(), me)
    path = f"/me/sign-ups/{sign_up.id}/withdraw"
    action, filled = posting_form(signed_in.get(path).text)
    actions.withdraw(sign_up=sign_up, by=me)

    answer = signed_in.post(action or path, data=filled)

    assert answer.status_code == 422
    assert "取り消すものはありません" in signed_in.get(path).text


def test_who_leaves_a_course_sees_every_day_that_goes_with_it(session, signed_in, me):
    opportunity = make_opportunity(joining=Joining.ALL_SHIFTS)
    shifts = [make_shift(opportunity, starts_at=at(9, day)) for day in (10, 17, 24)]
    session.refresh(opportunity)
    sign_up = join(shifts[0], me)

    pages = [signed_in.get(f"/me/sign-ups/{sign_up.id}{page}").text for page in ("", "/withdraw")]

    assert all(shift_when(shift) in page for shift in shifts for page in pages)
    assert "上の3日がすべて取り消しになります" in pages[1]


def test_after_the_deadline_one_is_warned(session, signed_in, me):
    shift = make_shift(starts_at=at(9, 1), sign_up_until_at=at(9, -1))
    with time_machine.travel(at(9, -3)):
        sign_up = join(shift, me)

    page = signed_in.get(f"/me/sign-ups/{sign_up.id}/withdraw").text

    assert "締切を過ぎています" in page
