"""A company holds seats by head-count, on days that welcome teams."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from matcher.clock import now
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, Shift
from matcher.domain.organizations.models import Organization
from matcher.domain.signups.models import SignUp, SignUpState
from matcher.domain.signups.queries.team_shifts import team_shifts
from tests.support.factories import make_member, make_opportunity, make_organization, make_shift
from tests.support.visitor import Visitor

Sessions = scoped_session[Session]


def company() -> Organization:
    """An approved company."""
    return make_organization(kind="company", name="見本精密")


def team_day(capacity: int = 10, opportunity: Opportunity | None = None) -> Shift:
    """A day that welcomes teams."""
    return make_shift(opportunity, capacity=capacity, allows_teams=True)


def test_seats_are_held_changed_and_given_back(session: Sessions, client: Visitor) -> None:
    one, shift = company(), team_day()
    role = shift.roles[0]
    client.enter(make_member(one))
    listed = client.get(f"/company/{one.slug}/seats")

    held = client.submit(f"/company/{one.slug}/seats/roles/{role.id}", seats="6")
    seats = session.scalars(select(SignUp)).one()
    session.refresh(role)
    assert (held.status_code, held.location, seats.seats, role.taken) == (303, f"/company/{one.slug}/", 6, 6)
    assert "公園の清掃" in listed.text
    assert "6席" in client.get(f"/company/{one.slug}/").text
    client.submit(f"/company/{one.slug}/seats/{seats.id}", form=f"/seats/{seats.id}", seats="4")
    session.expire_all()
    assert (seats.seats, role.taken) == (4, 4)

    client.submit(f"/company/{one.slug}/seats/{seats.id}", form="/give-back")

    session.expire_all()
    assert (seats.state, role.taken) == (SignUpState.WITHDRAWN, 0)


def test_sending_the_form_twice_holds_the_seats_once(session: Sessions, client: Visitor) -> None:
    one, shift = company(), team_day()
    role_id = shift.roles[0].id
    client.enter(make_member(one))
    path = f"/company/{one.slug}/seats/roles/{role_id}"

    client.submit(path, seats="3", request_key="0" * 32)
    again = client.submit(path, seats="3", request_key="0" * 32)

    session.refresh(shift.roles[0])
    assert again.status_code == 303
    assert shift.roles[0].taken == 3


@pytest.mark.parametrize("seats", ["", "0", "201", "seven", "11"])
def test_a_number_that_cannot_be_had_is_refused_in_words(session: Sessions, client: Visitor, seats: str) -> None:
    one, shift = company(), team_day(capacity=10)
    client.enter(make_member(one))

    answer = client.submit(f"/company/{one.slug}/seats/roles/{shift.roles[0].id}", seats=seats)

    assert answer.status_code == 422
    assert "直すところがあります" in answer.text
    assert session.scalars(select(SignUp)).all() == []


def test_only_days_that_welcome_teams_and_still_take_sign_ups_are_offered(session: Sessions) -> None:
    one = company()
    offered = team_day()
    make_shift()
    team_day(opportunity=make_opportunity(status=OpportunityStatus.DRAFT))
    team_day(opportunity=make_opportunity(organization=one))
    make_shift(starts_at=now() - timedelta(days=1), allows_teams=True)

    page = team_shifts(one, at=now())

    assert [role.shift_id for role in page.roles] == [offered.id]


def test_the_offered_days_are_read_page_by_page(session: Sessions) -> None:
    one = company()
    ids = [team_day().roles[0].id for _ in range(5)]

    first = team_shifts(one, at=now(), size=2)
    second = team_shifts(one, at=now(), size=2, after=first.after)
    third = team_shifts(one, at=now(), size=2, after=second.after)

    assert [role.id for page in (first, second, third) for role in page.roles] == ids
    assert third.after is None


def test_a_day_without_teams_cannot_be_reached_by_its_number(session: Sessions, client: Visitor) -> None:
    one, shift = company(), make_shift()
    client.enter(make_member(one))

    assert client.get(f"/company/{one.slug}/seats/roles/{shift.roles[0].id}").status_code == 404


def test_another_company_s_seats_do_not_exist(session: Sessions, client: Visitor) -> None:
    one, other, shift = company(), company(), team_day()
    client.enter(make_member(other))
    client.submit(f"/company/{other.slug}/seats/roles/{shift.roles[0].id}", seats="2")
    seats = session.scalars(select(SignUp)).one()
    client.enter(make_member(one))

    assert client.get(f"/company/{one.slug}/seats/{seats.id}").status_code == 404
    assert client.get(f"/company/{other.slug}/seats/{seats.id}").status_code == 404
