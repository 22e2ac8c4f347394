"""A day that is over already is told before hand-in, with its year: a wrong year looks like any other day."""

from datetime import timedelta

import pytest

from matcher.clock import today
from matcher.db import db
from matcher.domain.audit.actions import CLI
from matcher.domain.opportunities.actions import draft, submit
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.opportunities.shift_actions import add_shift
from matcher.domain.organizations.models import Organization
from tests.support.contents import in_days, opportunity_content, shift_content
from tests.support.factories import make_member, make_opportunity, make_organization, make_shift, make_staff
from tests.support.signing_in import sign_in
from tests.support.visitor import Visitor

LONG_GONE = -353


@pytest.fixture
def group(client: Visitor) -> Organization:
    """A group of which the visitor is a member."""
    organization = make_organization(slug="hasuike")
    sign_in(client, make_member(organization))
    return organization


def of_days(group: Organization, *days: int) -> Opportunity:
    opportunity = draft(group, opportunity_content(), by=CLI)
    for day in days:
        add_shift(opportunity, shift_content(starts_at=in_days(day)), by=CLI)
    db.session.commit()
    return opportunity


def year_and_month(days: int) -> str:
    on = today() + timedelta(days=days)
    return f"{on.year}年{on.month}月{on.day}日"


@pytest.mark.parametrize("address", ["", "/shifts"])
def test_a_day_typed_with_the_wrong_year_is_told_on_the_days_page_and_in_the_preview(
    client: Visitor, group: Organization, address: str
) -> None:
    opportunity = of_days(group, LONG_GONE, 12)

    shown = client.get(f"/organizer/hasuike/opportunities/{opportunity.id}{address}").text

    assert f"もう過ぎた日が、1日あります（{year_and_month(LONG_GONE)}" in shown
    assert shown.count(year_and_month(LONG_GONE)) > 1, "the list of days shows the year too"
    assert year_and_month(12) not in shown


@pytest.mark.parametrize("address", ["", "/shifts"])
def test_days_to_come_are_no_reason_for_a_warning_and_need_no_year(
    client: Visitor, group: Organization, address: str
) -> None:
    opportunity = of_days(group, 3, 12)

    shown = client.get(f"/organizer/hasuike/opportunities/{opportunity.id}{address}").text

    assert "もう過ぎた日" not in shown
    assert f"{today().year}年" not in shown.partition("<main")[2].partition("</main")[0]


def test_it_is_told_at_once_when_the_day_is_added(client: Visitor, group: Organization) -> None:
    opportunity = of_days(group)
    days = f"/organizer/hasuike/opportunities/{opportunity.id}/shifts"
    on = (today() + timedelta(days=LONG_GONE)).isoformat()

    answer = client.submit(days, on=on, starts="9:00", ends="11:30")

    assert answer.status_code == 303
    assert "もう過ぎた日が、1日あります" in client.get(days).text


def test_of_many_days_the_first_three_are_named(client: Visitor, group: Organization) -> None:
    opportunity = of_days(group, *range(-40, -35))

    shown = client.get(f"/organizer/hasuike/opportunities/{opportunity.id}").text

    assert "もう過ぎた日が、5日あります" in shown
    assert shown.count(year_and_month(-38)) == 2
    assert shown.count(year_and_month(-37)) == 1


def test_the_past_of_what_is_public_is_no_mistake(client: Visitor, group: Organization) -> None:
    public = make_opportunity(organization=group)
    make_shift(public, starts_at=in_days(-30))

    assert "もう過ぎた日" not in client.get(f"/organizer/hasuike/opportunities/{public.id}").text


def test_the_office_sees_it_before_it_decides(client: Visitor) -> None:
    group = make_organization()
    opportunity = of_days(group, LONG_GONE, 12)
    submit(opportunity, by=make_member(group))
    client.enter(make_staff())

    shown = client.get(f"/staff/opportunities/{opportunity.id}").text

    assert "もう過ぎた日が、1日あります" in shown
    assert shown.count(year_and_month(LONG_GONE)) == 2
