"""The ledger as the city's people use it: from entering a project to the number on the public page."""

from datetime import date

import pytest
import time_machine

from matcher.clock import tokyo_instant
from matcher.domain.projects.models import ProjectYear, ProjectYearOpportunity
from tests.support.collaboration import attend, make_confirmer, make_verified_year, make_year, prove
from tests.support.factories import (
    make_account,
    make_department,
    make_opportunity,
    make_organization,
    make_shift,
    make_staff,
)
from tests.support.signing_in import sign_in

TODAY = "2026-11-24T12:00:00+09:00"


@pytest.fixture(autouse=True)
def _at_the_time_of_the_story():
    with time_machine.travel(TODAY):
        yield


def only_year(session) -> ProjectYear:
    session.expire_all()
    return session.query(ProjectYear).one()


def test_a_project_that_never_touched_the_service_is_entered_proved_confirmed_and_counted(
    client, another_client, session
):
    department = make_department(name="環境課")
    sign_in(client, make_staff())
    answer = client.submit(
        "/staff/projects/new",
        name="河川の清掃",
        lead_department_id=str(department.id),
        purpose="川をきれいに保つ",
        city_role="用具",
        partner_role="清掃",
        forms="commission",
        primary_form="commission",
        **{"parties-0-name": "見本の会", "parties-0-kind": "civic_group"},
    )
    page = answer.headers["Location"]
    for kind, title in (("contract", "委託契約書"), ("result_report", "実績報告書")):
        client.submit(page, form="/evidence", type=kind, dated_on="2026-06-01", title=title, document_number="環第1号")
    client.submit(page, form="/submit")
    assert "まだ数えません" in client.get(page).text

    sign_in(another_client, make_account(department_id=department.id))
    another_client.submit(page, form="/confirm")
    sign_in(another_client, make_staff())
    another_client.submit(page, form="/verify")

    assert only_year(session).status == "verified"
    assert "河川の清掃" in client.get("/kpi/projects?year=2026").text
    assert "河川の清掃" in client.get("/projects").text
    assert client.get(f"/projects/{only_year(session).project_id}").status_code == 200


def test_whoever_entered_it_finds_no_button_to_verify_and_is_refused(client, session):
    author = make_staff()
    year = make_year(by=author)
    prove(year)
    sign_in(client, author)
    page = f"/staff/projects/{year.id}"
    client.submit(page, form="/submit")
    session.expire_all()
    year.status, year.confirmed_by = "department-confirmed", make_confirmer(year).id
    session.commit()

    assert "支援室として確認する" not in client.get(page).text
    answer = client.submit(page, form="/return", reason="", csrf_token=None)
    assert answer.status_code == 400


def test_what_lacks_is_said_on_the_page_and_nothing_moves(client, session):
    year = make_year()
    sign_in(client, make_staff())

    answer = client.submit(f"/staff/projects/{year.id}", form="/submit")

    assert answer.status_code == 422
    assert "「この年度に実際に行った」「根拠の書類と、行ったことの記録がある」がたりません" in answer.text
    assert "C5" not in answer.text
    assert only_year(session).status == "draft"


def test_a_candidate_is_filled_in_from_its_opportunity_and_its_attendance_becomes_evidence(client, session):
    department = make_department(name="観光課")
    opportunity = make_opportunity(
        organization=make_organization(name="まちあるきの会"),
        title="まちあるき案内",
        department_id=department.id,
        city_role="広報",
        partner_role="案内",
        shared_purpose="まちの魅力を伝える",
    )
    attend(make_shift(opportunity, starts_at=tokyo_instant(date(2026, 6, 1))))
    sign_in(client, make_account(department_id=department.id))
    assert "まちあるき案内" in client.get("/staff/candidates").text

    answer = client.submit(f"/staff/candidates/{opportunity.id}")
    client.submit(answer.headers["Location"], form="/attendance")

    year = only_year(session)
    assert (year.purpose, year.city_role, year.parties[0].name) == ("まちの魅力を伝える", "広報", "まちあるきの会")
    assert year.evidence[0].figures == {"attendances": 1, "people": 1, "minutes": 120, "days": 1}
    assert "まちあるき案内" not in client.get("/staff/candidates").text


def test_attendance_is_attached_again_only_where_more_came(client, session):
    shift = make_shift(starts_at=tokyo_instant(date(2026, 6, 1)))
    attend(shift)
    year = make_year()
    session.add(ProjectYearOpportunity(project_year_id=year.id, opportunity_id=shift.opportunity_id))
    sign_in(client, make_staff())
    page = f"/staff/projects/{year.id}"

    client.submit(page, form="/attendance")
    attached = client.get(page).text
    attend(shift)

    assert "この参加は、記録に入っています。" in attached
    assert "このサービスの参加の記録" in attached
    assert "attendance_record" not in attached
    assert "いまの参加の記録に入れ替える" in client.get(page).text


def test_a_form_with_faults_comes_back_with_what_was_typed(client, session):
    sign_in(client, make_staff())
    make_department()

    answer = client.submit("/staff/projects/new", name="", purpose="のこる文", from_on="2026-06-02", to_on="2026-06-01")

    assert answer.status_code == 422
    assert "のこる文" in answer.text
    assert "おわりの日が、はじまりより前になっています。" in answer.text


def test_another_departments_project_does_not_exist_for_a_department(client, session):
    year = make_verified_year()
    sign_in(client, make_account(department_id=make_department().id))

    assert client.get(f"/staff/projects/{year.id}").status_code == 404
    assert year.project.name not in client.get("/staff/projects").text


def test_likely_duplicates_are_shown_and_merged_with_a_reason(client, session):
    kept, twin = make_verified_year(name="水辺の清掃"), make_year(name="水辺の清掃")
    sign_in(client, make_staff())

    answer = client.submit(f"/staff/projects/{twin.id}", form="/merge", target=str(kept.id), reason="同じ事業でした")

    assert answer.status_code == 303
    session.expire_all()
    assert twin.status == "merged"
