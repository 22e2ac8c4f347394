"""What waits for the city: for whom, in what order, page by page, and at what cost."""

import re
from datetime import timedelta

import pytest

from matcher.clock import now
from matcher.domain.opportunities.models import OpportunityStatus
from matcher.domain.organizations.models import MemberRole, Membership, Organization, OrganizationStatus
from matcher.domain.projects import actions
from tests.support.collaboration import make_confirmer, make_year, prove
from tests.support.databases import on_sqlite
from tests.support.factories import add, make_opportunity, make_organization, make_staff
from tests.support.statements import counted_rows, counted_statements

LISTS = ("/staff/", "/staff/organizations")


def groups(number: int) -> list[Organization]:
    """Registrations that wait, handed in one after another long ago."""
    first = now() - timedelta(days=40)
    return [
        make_organization(
            name=f"第{one}の会", status=OrganizationStatus.SUBMITTED, submitted_at=first + timedelta(minutes=one)
        )
        for one in range(number)
    ]


def next_page(page: str) -> str:
    found = re.search(r'href="([^"]*)" rel="next"', page)
    assert found, "no next page"
    return found[1].replace("&amp;", "&")


def test_the_worklist_holds_what_waits_for_this_account_and_nothing_else(client, another_client, session):
    make_organization(name="待っている会", status=OrganizationStatus.SUBMITTED)
    year = make_year(name="川の事業")
    prove(year)
    year.status = "submitted"
    client.enter(make_staff())
    another_client.enter(make_confirmer(year))

    office, department = client.get("/staff/").text, another_client.get("/staff/").text

    assert "待っている会" in office
    assert "川の事業" not in office
    assert "川の事業" in department
    assert "待っている会" not in department


def test_what_one_handed_in_or_runs_oneself_waits_for_a_colleague_and_is_not_counted(client, another_client, session):
    staff, colleague = make_staff(), make_staff()
    handed_in = {"status": OpportunityStatus.SUBMITTED, "submitted_by": staff.id}
    own = make_organization(name="わたしの会", status=OrganizationStatus.SUBMITTED)
    add(Membership(organization_id=own.id, account_id=staff.id, role=MemberRole.OWNER, started_at=now()))
    make_opportunity(title="紙で届いた募集", **handed_in)
    make_organization(name="よその会", status=OrganizationStatus.SUBMITTED)
    year = make_year(name="川の事業", by=staff)
    prove(year)
    actions.submit(year=year, by=staff)
    actions.confirm(year=year, by=make_confirmer(year))
    client.enter(staff)
    another_client.enter(colleague)

    mine, apart, theirs = client.get("/staff/"), client.get("/staff/?view=own"), another_client.get("/staff/")

    waiting = (f"/staff/organizations/{own.slug}", "紙で届いた募集", "川の事業")
    assert "よその会" in mine.text
    assert "1件が待っています" in mine.text
    assert "ほかの職員が決めるもの 3件" in mine.text
    assert "よその会" not in apart.text
    assert all(name in apart.text and name not in mine.text for name in waiting)
    assert "4件が待っています" in theirs.text
    assert "ほかの職員が決めるもの" not in theirs.text


def test_with_nothing_to_do_the_worklist_says_so(client, session):
    client.enter(make_staff())

    assert "待っているものはありません" in client.get("/staff/").text


def test_one_kind_of_what_waits_is_a_view_of_its_own_also_on_its_next_page(client, session):
    groups(51)
    make_opportunity(title="川の清掃", status=OpportunityStatus.SUBMITTED, submitted_at=now() - timedelta(days=50))
    client.enter(make_staff())

    all_kinds = client.get("/staff/").text
    following = client.get(next_page(client.get("/staff/?view=organization").text)).text

    assert "川の清掃" in all_kinds
    assert "団体の登録 51件" in all_kinds
    assert "第50の会" in following
    assert "川の清掃" not in following
    assert 'href="/staff/?view=organization"' in following
    assert "52件が待っています" in following


def test_a_page_goes_on_where_the_one_before_ended_though_its_last_row_was_decided_meanwhile(client, session):
    waiting = groups(102)
    client.enter(make_staff())
    following = next_page(client.get("/staff/").text)

    waiting[49].status, waiting[49].decided_by = OrganizationStatus.RETURNED, make_staff().id
    page = client.get(following).text

    assert [f"第{one}の会" in page for one in (49, 50, 99, 100)] == [False, True, True, False]


@pytest.mark.parametrize("address", LISTS)
@on_sqlite
def test_a_page_costs_the_same_whatever_waits_behind_it(client, address):
    staff = make_staff()
    groups(60)
    client.enter(staff)
    client.get(address)

    costs = []
    for more in (0, 200):
        groups(more)
        with counted_statements() as statements, counted_rows() as rows:
            page = client.get(address).text
        costs.append((len(statements), len(rows), page.count("の会</a>")))

    assert costs[0] == costs[1]
    assert costs[0][1] < 120
    assert costs[0][2] == 50


@pytest.mark.parametrize(
    "after", ["x", "1-2", "1-3-1", "1-0-0", "-1-0-1", "9" * 30 + "-0-1", "1-0-2147483648", "１-0-1"]
)
@on_sqlite
def test_a_place_nobody_was_given_is_a_bad_request(client, after):
    client.enter(make_staff())

    assert client.get("/staff/", query_string={"after": after}).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/staff/?view=x",
        "/staff/notices?view=x",
        *(
            f"{one}?after=x"
            for one in (
                "/staff/organizations",
                "/staff/candidates",
                "/staff/projects",
                "/staff/notices",
                "/staff/accounts",
            )
        ),
    ],
)
@on_sqlite
def test_a_question_no_list_of_the_office_answers_is_a_bad_request(client, address):
    client.enter(make_staff())

    assert client.get(address).status_code == 400
