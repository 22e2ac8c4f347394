"""Many at once, at the level of the acts: each thread has its own connection and commits."""

from collections.abc import Callable
from dataclasses import replace

from matcher.db import db
from matcher.domain.opportunities.content import content_of
from matcher.domain.opportunities.models import Joining, Opportunity, ShiftRole
from matcher.domain.people.models import Account
from matcher.domain.signups import actions
from matcher.domain.signups.invariants import invariants
from matcher.domain.signups.models import SignUp, SignUpState
from tests.support.contents import in_days, shift_content
from tests.support.factories import make_account, make_opportunity, make_shift

CLIENTS = 24


def ask(role_id: int) -> Callable[[object], object]:
    def act(account_id: object) -> object:
        account = db.session.get_one(Account, account_id)
        role = db.session.get_one(ShiftRole, role_id)
        key = f"key-{account_id}"
        return actions.sign_up(role=role, person=account.person, by=account, request_key=key).state.value

    return act


def hold() -> None:
    assert [finding for finding in invariants() if not finding.holds] == []


def test_the_last_places_go_to_as_many_as_there_are(session, at_once):
    shift = make_shift(capacity=10)
    role_id, accounts = shift.roles[0].id, [make_account().id for _ in range(CLIENTS)]

    answers = at_once(ask(role_id), accounts)

    assert (answers.count("confirmed"), answers.count("waiting")) == (10, CLIENTS - 10)
    role = db.session.get_one(ShiftRole, role_id)
    assert (role.taken, role.waiting) == (10, CLIENTS - 10)
    turns = session.query(SignUp.turn).filter_by(state=SignUpState.WAITING).order_by(SignUp.turn).all()
    assert [turn for (turn,) in turns] == list(range(1, CLIENTS - 9))
    hold()


def test_one_request_sent_many_times_at_once_is_one_sign_up(session, at_once):
    shift = make_shift(capacity=10)
    role_id, account_id = shift.roles[0].id, make_account().id

    answers = at_once(ask(role_id), [account_id] * 8)

    assert answers == ["confirmed"] * 8
    assert session.query(SignUp).count() == 1
    assert db.session.get_one(ShiftRole, role_id).taken == 1
    hold()


def test_one_person_at_two_times_at_once_holds_one(session, at_once):
    shifts = [make_shift(capacity=5) for _ in range(6)]
    role_ids, account_id = [shift.roles[0].id for shift in shifts], make_account().id

    answers = at_once(lambda role_id: ask(role_id)(account_id), role_ids)

    assert sorted(answers) == ["clash"] * 5 + ["confirmed"]
    hold()


def test_leaving_and_coming_at_once_leaves_no_place_empty_and_nobody_passed(session, at_once):
    shift = make_shift(capacity=4)
    role_id = shift.roles[0].id
    first = [make_account().id for _ in range(8)]
    for account_id in first:
        ask(role_id)(account_id)
    leaving = [f"leave-{account_id}" for account_id in first[:4]]
    coming = [make_account().id for _ in range(8)]

    def act(item: object) -> object:
        if not str(item).startswith("leave-"):
            return ask(role_id)(item)
        account = db.session.get_one(Account, int(str(item).removeprefix("leave-")))
        mine = db.session.query(SignUp).filter_by(asked_by_id=account.person_id).one()
        actions.withdraw(sign_up=mine, by=account)
        return "left"

    answers = at_once(act, [*leaving, *coming])

    assert answers.count("left") == 4
    role = db.session.get_one(ShiftRole, role_id)
    assert (role.taken, role.waiting) == (4, 8)
    served = session.query(SignUp.turn).filter_by(state=SignUpState.CONFIRMED).all()
    assert {turn for (turn,) in served} == {1, 2, 3, 4}
    hold()


def test_two_lines_with_the_same_people_do_not_wait_for_each_other(session, at_once):
    """Promoting in two shifts at once touches the same waiting people in opposite orders."""
    opportunity = make_shift(capacity=1).opportunity
    one, other = make_shift(opportunity, capacity=1), make_shift(opportunity, capacity=1, hours=1)
    held = [make_account(), make_account()]
    holding = [actions_for(one, held[0]), actions_for(other, held[1])]
    people = [make_account() for _ in range(6)]
    for account in people:
        actions_for(one, account)
    for account in reversed(people):
        actions_for(other, account)

    def act(sign_up_id: object) -> object:
        actions.withdraw(sign_up=db.session.get_one(SignUp, sign_up_id), by=db.session.query(Account).first())
        return "left"

    answers = at_once(act, [sign_up.id for sign_up in holding])

    assert answers == ["left", "left"]
    hold()


def actions_for(shift, account):
    return actions.sign_up(
        role=shift.roles[0], person=account.person, by=account, request_key=f"{shift.id}-{account.id}"
    )


def test_places_left_add_up_over_shifts_of_one_post(session, at_once):
    opportunity = make_shift(capacity=6).opportunity
    make_shift(opportunity, capacity=6)
    opportunity.places_left, opportunity.first_open_starts_at = 12, opportunity.shifts[0].starts_at
    opportunity_id = opportunity.id
    session.refresh(opportunity)
    pairs = [(shift.roles[0].id, make_account().id) for shift in opportunity.shifts for _ in range(6)]

    at_once(lambda pair: ask(pair[0])(pair[1]), pairs)

    assert db.session.get_one(Opportunity, opportunity_id).places_left == 0
    hold()


def test_a_course_grows_or_is_joined_but_nobody_is_in_it_for_some_of_its_days(session, at_once):
    opportunity = make_opportunity(joining=Joining.ALL_SHIFTS)
    for days in (5, 12):
        make_shift(opportunity, starts_at=in_days(days))
    session.refresh(opportunity)
    opportunity_id, role_id = opportunity.id, opportunity.shifts[0].roles[0].id
    by_id, accounts = make_account().id, [make_account().id for _ in range(8)]

    def act(item: object) -> object:
        if item != "add":
            return ask(role_id)(item)
        course, by = db.session.get_one(Opportunity, opportunity_id), db.session.get_one(Account, by_id)
        content = shift_content(starts_at=in_days(19))
        actions.add_published_shift(opportunity=course, content=content, by=by, version=course.version)
        return "added"

    answers = at_once(act, [*accounts[:4], "add", *accounts[4:]])

    days = 3 if "added" in answers else 2
    assert set(answers) <= {"confirmed", "added", "course-grew", "course-has-sign-ups"}
    assert session.query(SignUp).count() == days * answers.count("confirmed")
    hold()


def test_of_two_changes_of_one_post_at_once_the_second_looks_again(session, at_once):
    opportunity = make_shift().opportunity
    opportunity_id, seen, by_id = opportunity.id, opportunity.version, make_account().id

    def act(venue: object) -> object:
        post, by = db.session.get_one(Opportunity, opportunity_id), db.session.get_one(Account, by_id)
        content = replace(content_of(post), venue=venue)
        return bool(actions.change_published(opportunity=post, content=content, by=by, version=seen))

    answers = at_once(act, [f"会場{number}" for number in range(4)])

    assert sorted(map(str, answers)) == ["True", *["changed-meanwhile"] * 3]
