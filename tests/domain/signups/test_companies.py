"""Seats companies hold by head-count."""

import pytest

from matcher.domain.organizations.models import OrganizationStatus
from matcher.domain.signups import actions
from matcher.domain.signups.models import Participant, SignUpState
from matcher.domain.signups.rules import changes
from tests.support.factories import make_account, make_member, make_organization, make_shift
from tests.support.reading import notices


@pytest.fixture
def company(session):
    return make_organization(kind="company")


@pytest.fixture
def by(company):
    return make_member(company)


def hold(company, shift, seats, by, key="once"):
    return actions.hold_seats(organization=company, role=shift.roles[0], seats=seats, by=by, request_key=key)


def test_seats_take_places_without_names(session, company, by):
    shift = make_shift(capacity=10, allows_teams=True)

    held = hold(company, shift, 6, by)

    assert shift.roles[0].taken == 6
    assert [participant.person_id for participant in held.participants] == [None] * 6
    assert notices(by.person) == ["seats-held"]


def test_the_same_request_holds_the_seats_once(session, company, by):
    shift = make_shift(capacity=10, allows_teams=True)

    assert hold(company, shift, 6, by).id == hold(company, shift, 6, by).id
    assert shift.roles[0].taken == 6


def test_more_seats_than_places_are_refused_with_what_is_left(session, company, by):
    shift = make_shift(capacity=5, allows_teams=True)

    with pytest.raises(changes.SeatsNotLeft) as refused:
        hold(company, shift, 6, by)

    assert refused.value.parameters == {"places_left": 5}
    assert shift.roles[0].taken == 0


def test_seats_given_back_go_to_who_waits(session, company, by, join):
    shift = make_shift(capacity=6, allows_teams=True)
    held = hold(company, shift, 6, by)
    waiting = [join(shift), join(shift)]

    actions.change_seats(sign_up=held, seats=5, by=by)

    assert [each.state for each in waiting] == [SignUpState.CONFIRMED, SignUpState.WAITING]
    assert session.query(Participant).filter_by(sign_up_id=held.id).count() == 5

    actions.give_back_seats(sign_up=held, by=by)
    assert waiting[1].state == SignUpState.CONFIRMED
    assert (held.state, shift.roles[0].taken) == (SignUpState.WITHDRAWN, 2)


def test_more_seats_can_be_held_while_there_are_places(session, company, by):
    shift = make_shift(capacity=6, allows_teams=True)
    held = hold(company, shift, 4, by)

    actions.change_seats(sign_up=held, seats=6, by=by)
    assert (held.seats, len(held.participants), shift.roles[0].taken) == (6, 6, 6)

    with pytest.raises(changes.SeatsNotLeft):
        actions.change_seats(sign_up=held, seats=7, by=by)


def test_companies_do_not_pass_those_who_wait(session, company, by, join):
    shift = make_shift(capacity=1, allows_teams=True)
    join(shift)
    join(shift)
    actions.change_capacity(role=shift.roles[0], capacity=2, by=by)
    join(shift)

    with pytest.raises(changes.SeatsNotLeft):
        hold(company, shift, 1, by)


def refused():
    """Who cannot hold seats where, and why."""
    return [
        ({"kind": "civic_group"}, {"allows_teams": True}, 3, changes.NotACompany),
        ({"kind": "company", "status": OrganizationStatus.SUBMITTED}, {"allows_teams": True}, 3, changes.NotACompany),
        ({"kind": "company"}, {"allows_teams": False}, 3, changes.TeamsNotAllowed),
        ({"kind": "company"}, {"allows_teams": True}, 0, changes.SeatsOutOfRange),
        ({"kind": "company"}, {"allows_teams": True}, 201, changes.SeatsOutOfRange),
    ]


@pytest.mark.parametrize(("organization", "shift", "seats", "reason"), refused())
def test_only_approved_companies_hold_seats_where_teams_are_welcome(session, organization, shift, seats, reason):
    with pytest.raises(reason):
        hold(make_organization(**organization), make_shift(capacity=None, **shift), seats, make_account())


def test_a_second_hold_in_the_same_role_is_a_change_instead(session, company, by):
    shift = make_shift(capacity=10, allows_teams=True)
    hold(company, shift, 2, by)

    with pytest.raises(changes.SeatsAlreadyHeld):
        hold(company, shift, 2, by, key="another")
