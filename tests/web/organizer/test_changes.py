"""Acts on what is public: each says first whom it touches, then does it and tells them."""

from datetime import date, datetime, time, timedelta
from itertools import count

import pytest
import time_machine

from matcher.clock import today, tokyo_instant
from matcher.domain.opportunities.models import OpportunityStatus, ShiftStatus, Timing
from matcher.domain.people.models import ContactWay, PersonalView
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
)
from tests.support.reading import notices
from tests.support.signing_in import sign_in
from tests.support.visitor import posting_form

_keys = count(1)
ACTS = ("changes", "changes/cancel")


@pytest.fixture
def shift(session):
    return make_shift(capacity=2)


def join(shift, account=None, **person) -> SignUp:
    who = account.person if account else make_person(**person)
    return actions.sign_up(
        role=shift.roles[0], person=who, by=account or make_account(), request_key=f"change-{next(_keys)}"
    )


def group(shift):
    return f"/organizer/{shift.opportunity.organization.slug}"


def whole(shift, act="changes"):
    return f"{group(shift)}/opportunities/{shift.opportunity_id}/{act}"


def of_day(shift, act):
    return f"{group(shift)}/shifts/{shift.id}/{act}"


def of_places(shift):
    return f"{group(shift)}/roles/{shift.roles[0].id}/capacity"


def member_signs_in(client, shift):
    sign_in(client, make_member(shift.opportunity.organization))


def typed(on: date, starts: str, ends: str) -> dict[str, str]:
    return {"on": on.isoformat(), "starts_at": starts, "ends_at": ends}


def test_the_menu_leads_to_every_act_of_each_day(client, session, shift):
    join(shift)
    member_signs_in(client, shift)

    page = client.get(whole(shift)).text

    for address in (of_day(shift, "cancel"), of_day(shift, "move"), of_places(shift), whole(shift, "changes/cancel")):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
    assert "決まった人1人" in page


def test_before_a_day_is_called_off_the_page_says_whom_it_touches_and_whom_no_mail_reaches(client, session, shift):
    join(shift)
    caller = join(shift, name="見本 一郎", email=None, phone="0540000003", contact_by=ContactWay.PHONE)
    join(shift)
    member_signs_in(client, shift)

    page = client.get(of_day(shift, "cancel")).text

    for words in ("決まった人2人と、返事や空きを待っている1人", "メールでは届かない1人", "見本 一郎", "054-000-0003"):
        assert words in page
    assert [view.person_id for view in session.query(PersonalView)] == [caller.asked_by_id]


def test_a_day_is_called_off_with_a_reason_and_everybody_is_told(client, session, shift):
    joined = join(shift)
    member_signs_in(client, shift)

    refused = client.submit(of_day(shift, "cancel"), reason="")
    done = client.submit(of_day(shift, "cancel"), reason="大雨の予報のため")

    assert (refused.status_code, done.status_code) == (422, 303)
    session.expire_all()
    assert (shift.status, joined.state) == (ShiftStatus.CANCELLED, SignUpState.CANCELLED)
    assert notices(joined.asked_by)[-1] == "shift-cancelled"
    assert "中止" in client.get(whole(shift)).text


def test_the_whole_is_called_off(client, session, shift):
    joined = [join(shift), join(make_shift(shift.opportunity, starts_at=in_days(20)))]
    session.refresh(shift.opportunity)
    member_signs_in(client, shift)

    assert "これからの2日" in client.get(whole(shift, "changes/cancel")).text
    client.submit(whole(shift, "changes/cancel"), reason="会場が使えないため")

    session.expire_all()
    assert shift.opportunity.status == OpportunityStatus.CANCELLED
    assert {one.state for one in joined} == {SignUpState.CANCELLED}
    assert all(notices(one.asked_by)[-1] == "opportunity-cancelled" for one in joined)


def test_a_day_gets_another_time_and_its_people_keep_their_places(client, session, shift):
    joined = join(shift)
    member_signs_in(client, shift)
    day = today() + timedelta(days=17)

    answer = client.submit(of_day(shift, "move"), **typed(day, "13:00", "15:30"), reason="会場の都合のため")

    assert "申し込んだ1人に知らせます" in client.get(answer.location).text
    session.expire_all()
    assert (shift.starts_at, shift.ends_at) == (tokyo_instant(day, time(13)), tokyo_instant(day, time(15, 30)))
    assert joined.state == SignUpState.CONFIRMED
    assert notices(joined.asked_by)[-1] == "shift-moved"


def test_who_has_another_place_at_the_new_time_is_counted_before_and_after(client, session, shift):
    busy = make_account()
    joined = join(shift, busy)
    join(make_shift(starts_at=in_days(17, time(14))), busy)
    member_signs_in(client, shift)
    new_time = typed(today() + timedelta(days=17), "13:00", "15:30")

    asked = client.submit(of_day(shift, "move"), **new_time)

    assert asked.status_code == 422
    assert "ほかの席がある人が1人います" in asked.text
    session.expire_all()
    assert (joined.state, shift.starts_at) == (SignUpState.CONFIRMED, in_days(10))

    answer = client.post(of_day(shift, "move"), data=posting_form(asked.text)[1])

    assert "ほかの予定と重なる1人は、席が外れました" in client.get(answer.location).text


def test_a_night_stays_a_night_when_it_moves(client, session):
    night = make_shift(starts_at=in_days(10, time(22)), hours=8)
    member_signs_in(client, night)
    day = today() + timedelta(days=12)

    client.submit(of_day(night, "move"), **typed(day, "21:00", "05:00"))

    session.expire_all()
    assert night.ends_at - night.starts_at == timedelta(hours=8)


def test_a_period_gets_other_days(client, session):
    period = make_shift(starts_at=in_days(5, time(0)), hours=72, timing=Timing.PERIOD)
    member_signs_in(client, period)
    first, last = (today() + timedelta(days=days) for days in (6, 9))

    client.submit(of_day(period, "move"), starts_at=first.isoformat(), ends_at=last.isoformat())

    session.expire_all()
    assert (period.starts_at, period.ends_at) == (tokyo_instant(first), tokyo_instant(last + timedelta(days=1)))


@pytest.mark.parametrize(
    "given",
    [
        {"on": "2020-01-01"},
        {"on": "0001-01-01"},
        {"on": "あした"},
        {"starts_at": "25:00"},
        {"starts_at": "11:00", "ends_at": "10:00"},
        {"reason": "長" * 501},
    ],
)
def test_a_time_that_cannot_be_comes_back_as_typed(client, session, shift, given):
    member_signs_in(client, shift)
    before: datetime = shift.starts_at

    answer = client.submit(of_day(shift, "move"), **given)

    assert answer.status_code == 422
    assert all(value in answer.text for value in given.values())
    session.expire_all()
    assert shift.starts_at == before


def test_more_places_go_to_who_waits(client, session, shift):
    joined = [join(shift) for _ in range(3)]
    member_signs_in(client, shift)

    assert "増やすと、待っている人に順番に席が渡り" in client.get(of_places(shift)).text
    client.submit(of_places(shift), capacity="3")

    session.expire_all()
    assert {one.state for one in joined} == {SignUpState.CONFIRMED}
    assert notices(joined[2].asked_by)[-1] == "sign-up-promoted"


@pytest.mark.parametrize(("capacity", "words"), [("1", "決まった人が2人います"), ("0", "1人以上"), ("多め", "数字で")])
def test_places_that_cannot_be_are_refused_in_words(client, session, shift, capacity, words):
    join(shift), join(shift)
    member_signs_in(client, shift)

    answer = client.submit(of_places(shift), capacity=capacity)

    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{capacity}"' in answer.text
    session.expire_all()
    assert shift.roles[0].capacity == 2


def test_nothing_typed_means_no_limit(client, session, shift):
    member_signs_in(client, shift)

    client.submit(of_places(shift), capacity="")

    session.expire_all()
    assert shift.roles[0].capacity is None


def test_it_is_closed_when_all_its_days_are_over(client, session, shift):
    member = make_member(shift.opportunity.organization)
    with time_machine.travel(in_days(11)):
        sign_in(client, member)
        client.submit(whole(shift), form="/close")

    session.expire_all()
    assert shift.opportunity.status == OpportunityStatus.CLOSED


def test_a_draft_is_not_changed_here(client, session):
    draft = make_shift(make_opportunity(status=OpportunityStatus.DRAFT))
    member_signs_in(client, draft)

    assert "公開している募集だけ" in client.get(whole(draft)).text
    assert client.get(of_day(draft, "cancel")).status_code == 409


def test_another_group_finds_none_of_these_pages(client, session, shift):
    sign_in(client, make_member(make_organization()))

    pages = [whole(shift, act) for act in ACTS] + [of_day(shift, "cancel"), of_day(shift, "move"), of_places(shift)]

    assert {client.get(page).status_code for page in pages} == {404}
