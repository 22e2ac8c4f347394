"""The list of a day: marked in one touch, corrected later, and who came unannounced added in a moment."""

from datetime import time, timedelta
from itertools import count

import pytest
import time_machine

from matcher.clock import tokyo_date
from matcher.domain.opportunities.models import Timing
from matcher.domain.people.models import PersonalView
from matcher.domain.signups import actions
from matcher.domain.signups.models import Attendance, AttendanceStatus, Participant
from tests.support.contents import in_days
from tests.support.factories import make_account, make_member, make_organization, make_person, make_shift, make_staff
from tests.support.signing_in import sign_in

PRESENT, ABSENT = AttendanceStatus.PRESENT, AttendanceStatus.ABSENT
_keys = count(1)


@pytest.fixture
def shift(session):
    return make_shift(hours=2.5, allows_teams=True)


@pytest.fixture
def by(shift):
    return make_member(shift.opportunity.organization)


def join(shift, **person) -> Participant:
    account = make_account(person=make_person(**person))
    asked = actions.sign_up(role=shift.roles[0], person=account.person, by=account, request_key=f"day-{next(_keys)}")
    return asked.participants[0]


def address(shift, **on):
    return f"/organizer/{shift.opportunity.organization.slug}/shifts/{shift.id}/attendance" + (
        f"?on={on['on'].isoformat()}" if on else ""
    )


def on_the_day(shift):
    return time_machine.travel(shift.starts_at + timedelta(hours=4))


def list_of(client, shift, **fields):
    return client.submit(address(shift), form=f"attendance?on={tokyo_date(shift.starts_at)}", **fields)


def written(session) -> dict[int, tuple[AttendanceStatus, int]]:
    session.expire_all()
    return {each.participant_id: (each.status, each.minutes) for each in session.query(Attendance)}


def test_one_touch_for_each_and_the_minutes_are_those_of_the_day(client, session, shift, by):
    came, away, untouched = (join(shift) for _ in range(3))
    with on_the_day(shift):
        sign_in(client, by)

        answer = list_of(client, shift, **{f"seat-{came.id}-status": "present", f"seat-{away.id}-status": "absent"})

        assert answer.status_code == 303
        assert written(session) == {came.id: (PRESENT, 150), away.id: (ABSENT, 0)}
        assert "来た1人・休み1人・まだ1人" in client.get(answer.location).text
    assert {view.place for view in session.query(PersonalView)} == {"organizer-attendance"}
    assert untouched.person_id in {view.person_id for view in session.query(PersonalView)}


def test_the_rest_is_taken_for_present_with_one_button(client, session, shift, by):
    away, other = join(shift), join(shift)
    with on_the_day(shift):
        sign_in(client, by)

        list_of(client, shift, rest="y", **{f"seat-{away.id}-status": "absent"})

    assert written(session) == {away.id: (ABSENT, 0), other.id: (PRESENT, 150)}


def test_a_record_is_corrected(client, session, shift, by):
    came = join(shift)
    with on_the_day(shift):
        sign_in(client, by)
        list_of(client, shift, **{f"seat-{came.id}-status": "absent"})

        list_of(client, shift, **{f"seat-{came.id}-status": "present", f"seat-{came.id}-minutes": "45"})

    assert written(session) == {came.id: (PRESENT, 45)}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"status": "present", "minutes": "二時間"}, "数字で入れてください"),
        ({"status": "present", "minutes": "1441"}, "0分から1440分まで"),
        ({"status": "perhaps"}, "来た・休みのどちらかを選んでください"),
        ({"minutes": "30"}, "来た・休みのどちらかを選んでください"),
    ],
)
def test_what_cannot_be_written_comes_back_as_typed_and_nothing_is_written(client, session, shift, by, typed, words):
    came = join(shift, name="例山 ゆき")
    other = join(shift)
    with on_the_day(shift):
        sign_in(client, by)

        answer = list_of(
            client,
            shift,
            **{f"seat-{came.id}-{name}": value for name, value in typed.items()},
            **{f"seat-{other.id}-status": "present"},
        )

    assert answer.status_code == 422
    assert f"例山 ゆき：{words}" in answer.text
    assert f'value="{typed.get("minutes", "150")}"' in answer.text
    assert written(session) == {}


def test_before_the_day_the_page_says_from_when_on_and_nothing_is_written(client, session, shift, by):
    join(shift, name="例山 ゆき")
    sign_in(client, by)

    page = client.get(address(shift)).text

    assert "から記録できます" in page
    assert "出席を保存する" not in page


def test_a_day_called_off_says_so(client, session, shift, by):
    actions.cancel_shift(shift=shift, by=by, reason="大雨のため")
    with on_the_day(shift):
        sign_in(client, by)

        assert "中止になった日です" in client.get(address(shift)).text


def test_each_day_of_a_period_has_its_list_and_wants_the_minutes(client, session):
    period = make_shift(starts_at=in_days(1, time(0)), hours=72, timing=Timing.PERIOD)
    came = join(period)
    first = tokyo_date(period.starts_at)
    with time_machine.travel(in_days(2, time(12))):
        sign_in(client, make_member(period.opportunity.organization))
        day = {"form": f"attendance?on={first}", f"seat-{came.id}-status": "present"}

        refused = client.submit(address(period, on=first), **day)
        client.submit(address(period, on=first), **day, **{f"seat-{came.id}-minutes": "60"})

        assert "活動した時間を、分で入れてください" in refused.text
        assert [(each.happened_on, each.minutes) for each in session.query(Attendance)] == [(first, 60)]
        answers = [client.get(f"{address(period)}?on={on}").status_code for on in ("x", first - timedelta(days=1))]
        ahead = client.get(address(period, on=first + timedelta(days=2)))
    assert answers == [400, 404]
    assert "から記録できます" in ahead.text


def test_seats_of_a_company_are_counted(client, session, shift, by):
    company = make_organization(kind="company", name="見本製作所")
    held = actions.hold_seats(
        organization=company, role=shift.roles[0], seats=3, by=make_member(company), request_key="seats"
    )
    first = held.participants[0].id
    with on_the_day(shift):
        sign_in(client, by)

        refused = list_of(client, shift, **{f"seat-{first}-present": "4"})
        list_of(client, shift, **{f"seat-{first}-present": "2"})

    assert "見本製作所：0人から3人まで" in refused.text
    assert sorted(written(session).values()) == [(ABSENT, 0), (PRESENT, 150), (PRESENT, 150)]


def test_somebody_unannounced_is_added_by_name_and_number(client, session, shift, by):
    known = make_person(name="見本 花子", phone="0540000009")
    with on_the_day(shift):
        sign_in(client, by)

        answer = client.submit(
            address(shift),
            form=f"/person?on={tokyo_date(shift.starts_at)}",
            **{"person-name": "見本　花子", "person-phone": "054-000-0009", "person-is_adult": "y"},
        )

        assert "来た人に足しました" in client.get(answer.location).text
    [(participant, what)] = written(session).items()
    assert what == (PRESENT, 150)
    assert session.get(Participant, participant).person_id == known.id


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"person-name": ""}, "入れてください"),
        ({"person-phone": "", "person-is_adult": "y"}, 'id="person-phone-error"'),
        ({"person-phone": "12", "person-is_adult": "y"}, "電話"),
        ({"person-phone": "0540000001"}, "18歳未満の人は、名前を書かずに「人数だけ足す」"),
    ],
)
def test_who_cannot_be_added_by_name_is_told_why_and_what_was_typed_stays(client, session, shift, by, typed, words):
    with on_the_day(shift):
        sign_in(client, by)

        answer = client.submit(
            address(shift),
            form=f"/person?on={tokyo_date(shift.starts_at)}",
            **{"person-name": "例山 ゆき", "person-minutes": "77", **typed},
        )

    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="77"' in answer.text
    assert written(session) == {}


def test_heads_without_names_are_added_once_however_often_the_button_is_pressed(client, session, shift, by):
    with on_the_day(shift):
        sign_in(client, by)
        form = {"form": f"/heads?on={tokyo_date(shift.starts_at)}", "heads-heads": "3"}

        client.submit(address(shift), **form, **{"heads-key": "once"})
        client.submit(address(shift), **form, **{"heads-key": "once"})
        refused = [client.submit(address(shift), **{**form, "heads-heads": heads}) for heads in ("0", "x", "")]

        assert [answer.status_code for answer in refused] == [422] * 3
        assert "名前を書かなかった人" in client.get(address(shift)).text
    assert list(written(session).values()) == [(PRESENT, 150)] * 3


def test_another_group_and_the_office_find_no_list(client, another_client, session, shift):
    sign_in(client, make_member(make_organization()))
    sign_in(another_client, make_staff())

    assert [each.get(address(shift)).status_code for each in (client, another_client)] == [404, 404]


def test_who_came_unannounced_is_counted_beside_those_who_were_to_come(client, session, shift, by):
    came, away, _untouched = (join(shift) for _ in range(3))
    day = tokyo_date(shift.starts_at)
    with on_the_day(shift):
        actions.record_attendance(participant=came, happened_on=day, status=PRESENT, by=by)
        actions.record_attendance(participant=away, happened_on=day, status=ABSENT, by=by)
        actions.add_heads(role=shift.roles[0], happened_on=day, heads=4, by=by, request_key="four")
        sign_in(client, by)

        page = client.get(address(shift)).text

    assert "申し込んでいた3人のうち、来た1人・休み1人・まだ1人" in page
    assert "ほかに、当日来た4人" in page


def test_all_that_a_name_needs_is_told_at_once(client, session, shift, by):
    with on_the_day(shift):
        sign_in(client, by)

        answer = client.submit(address(shift), form=f"/person?on={tokyo_date(shift.starts_at)}")

    assert all(f'id="person-{name}-error"' in answer.text for name in ("name", "phone", "is_adult"))
