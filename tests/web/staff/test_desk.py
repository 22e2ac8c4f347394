"""The other pages of the city's people: worklist, departments, accounts, figures, the log, people to call."""

from datetime import date

from matcher.domain.city.models import Department
from matcher.domain.notifications.actions import notify
from matcher.domain.notifications.models import NoticeState, Notification
from matcher.domain.people.models import AccountStatus, PersonalView
from matcher.domain.people.queries import account_with_email
from matcher.domain.projects.models import KpiFigure
from matcher.domain.projects.yearly import enter_figure
from matcher.domain.statistics.collaboration import NPO_CORPORATIONS
from tests.support.factories import (
    make_account,
    make_department,
    make_person,
    make_staff,
)
from tests.support.signing_in import sign_in
from tests.support.visitor import posting_form


def test_a_department_ends_and_names_its_successor(client, session):
    old, new = make_department(name="旧課"), make_department(name="新課")
    sign_in(client, make_staff())

    client.submit(f"/staff/departments/{old.id}", valid_to_on="2027-03-31", successor_id=str(new.id))

    session.expire_all()
    assert (old.valid_to_on, old.successor_id) == (date(2027, 3, 31), new.id)


def test_a_code_is_used_once_and_the_refusal_stands_at_its_field(client, session):
    make_department(code="kankyo")
    sign_in(client, make_staff())

    answer = client.submit("/staff/departments", name="環境課", code="kankyo", valid_from_on="2026-04-01")

    assert answer.status_code == 422
    assert "この記号は、もう使われています" in answer.text
    assert session.query(Department).count() == 1


def test_a_new_colleague_gets_a_letter_to_set_a_password(client, session):
    sign_in(client, make_staff())

    client.submit("/staff/accounts", name="例山 職", email="colleague@example.jp", is_staff="y")

    made = account_with_email("colleague@example.jp")
    assert made.is_staff
    assert made.password_hash is None
    assert [notice.kind for notice in session.query(Notification)] == ["account-made"]


def test_an_account_is_barred_with_a_reason_and_never_ones_own(client, session):
    own, other = make_staff(), make_account()
    sign_in(client, own)

    client.submit(f"/staff/accounts/{other.id}", reason="迷惑な投稿", bar="y")

    session.expire_all()
    assert other.status == AccountStatus.SUSPENDED
    assert "自分のアカウントは変えられません" in client.get(f"/staff/accounts/{own.id}").text


def test_a_figure_of_npo_corporations_stands_on_the_public_page(client, session):
    sign_in(client, make_staff())

    client.submit("/staff/kpi-figures", as_of_on="2026-03-31", value="41", source="県の名簿")

    assert "県の名簿" in client.get("/kpi/npo").text


def test_a_figure_is_replaced_only_on_purpose_with_a_reason_and_the_earlier_one_stays_in_the_log(client, session):
    sign_in(client, make_staff())
    typed = {"as_of_on": "2026-03-31", "value": "42", "source": "県の名簿（訂正）"}
    client.submit("/staff/kpi-figures", **{**typed, "value": "41", "source": "県の名簿"})

    refused = client.submit("/staff/kpi-figures", **typed)
    action, asked = posting_form(refused.text)
    without_reason = client.post(action or "/staff/kpi-figures", data={**asked, "replace": "y"})
    still = session.query(KpiFigure).one().value
    replaced = client.post(action or "/staff/kpi-figures", data={**asked, "replace": "y", "reason": "県が直しました"})

    assert [refused.status_code, without_reason.status_code, replaced.status_code] == [422, 422, 303]
    assert "もう41（県の名簿）と入っています" in refused.text
    assert (asked["value"], asked["source"]) == ("42", "県の名簿（訂正）")
    assert "理由を入れてください" in without_reason.text
    session.expire_all()
    assert (still, session.query(KpiFigure).one().value) == (41, 42)
    log = client.get("/staff/audit?act=replace-figure").text
    assert all(words in log for words in ("41 → 42", "県の名簿 → 県の名簿（訂正）", "県が直しました"))


def test_who_replaces_a_figure_that_was_replaced_meanwhile_sees_the_new_one(client, session):
    staff = make_staff()
    sign_in(client, staff)
    day, typed = date(2026, 3, 31), {"as_of_on": "2026-03-31", "value": "42", "source": "県の名簿"}
    client.submit("/staff/kpi-figures", **{**typed, "value": "41"})
    action, asked = posting_form(client.submit("/staff/kpi-figures", **typed).text)
    seen = session.query(KpiFigure).one().edition
    given = {"kpi": NPO_CORPORATIONS, "as_of_on": day, "source": "電話", "replacing": seen, "reason": "聞きました"}
    enter_figure(value=43, by=staff, **given)

    late = client.post(action or "/staff/kpi-figures", data={**asked, "replace": "y", "reason": "県が直しました"})

    assert late.status_code == 422
    assert "もう43（電話）と入っています" in late.text


def test_who_has_no_mail_stands_on_the_list_until_told_and_the_look_is_logged(client, session):
    caller = make_person(name="仮野 ハナ", email=None, phone="0541112222")
    notify("account-made", caller, caller)
    sign_in(client, make_staff())

    page = client.get("/staff/notices")
    client.submit("/staff/notices", form="/reached")

    assert "仮野 ハナ" in page.text
    assert "054-111-2222" in page.text
    session.expire_all()
    assert session.query(Notification).one().state == NoticeState.SENT
    assert {view.person_id for view in session.query(PersonalView)} == {caller.id}


def test_the_log_tells_who_did_what_and_goes_on_by_pages(client, session):
    staff = make_staff(person=make_person(name="例山 室長"))
    sign_in(client, staff)
    client.submit("/staff/kpi-figures", as_of_on="2026-03-31", value="41", source="県の名簿")

    found = client.get("/staff/audit?act=enter-figure").text

    assert "例山 室長" in found
    assert "目標の数字を入れた" in found
    assert client.get("/staff/audit?before=x").status_code == 400
