"""The machine that plays with places and waiting lists and compares the service with the model after every act."""

import itertools
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from matcher.clock import today, tokyo_instant
from matcher.db import db
from matcher.domain.signups import actions
from matcher.domain.signups.invariants import invariants
from matcher.domain.signups.models import HELD, LIVE, SignUp
from matcher.errors import DomainError
from tests.domain.signups.line import Line, Town
from tests.support.factories import make_account, make_opportunity, make_organization, make_shift

HOURS = ((9, 11), (10, 12), (12, 14))
PEOPLE = "abcde"
shifts, people = st.integers(0, len(HOURS) - 1), st.sampled_from(PEOPLE)
sizes = st.one_of(st.none(), st.integers(1, 3))


class Signing(RuleBasedStateMachine):
    """Joining, leaving, resizing, moving, calling off, holding seats, in any order."""

    @initialize(capacities=st.tuples(*[st.one_of(st.none(), st.integers(1, 2))] * len(HOURS)))
    def begin(self, capacities: tuple[int | None, ...]) -> None:
        db.session.rollback()
        opportunity = make_opportunity()
        self.shifts = [
            make_shift(opportunity, starts_at=at(hours[0]), hours=hours[1] - hours[0], capacity=size, allows_teams=True)
            for hours, size in zip(HOURS, capacities, strict=True)
        ]
        db.session.refresh(opportunity)
        self.accounts = {who: make_account() for who in PEOPLE}
        self.company = make_organization(kind="company")
        self.by, self.keys = make_account(), itertools.count()
        self.town = Town([Line(hours, size) for hours, size in zip(HOURS, capacities, strict=True)])

    @rule(number=shifts, who=people)
    def join(self, number: int, who: str) -> None:
        account, role = self.accounts[who], self.shifts[number].roles[0]
        key = f"key-{next(self.keys)}"
        answer = said(
            lambda: actions.sign_up(role=role, person=account.person, by=account, request_key=key).state.value
        )
        assert answer == self.town.join(number, who)

    @rule(number=shifts, who=people)
    def leave(self, number: int, who: str) -> None:
        mine = self.live(number, self.accounts[who].person_id)
        assert (mine is not None) == (who in self.town.lines[number].live)
        if mine is not None:
            actions.withdraw(sign_up=mine, by=self.accounts[who])
            self.town.leave(number, who)

    @rule(number=shifts, size=sizes)
    def resize(self, number: int, size: int | None) -> None:
        role = self.shifts[number].roles[0]
        answer = said(lambda: actions.change_capacity(role=role, capacity=size, by=self.by))
        assert answer == self.town.resize(number, size)

    @precondition(lambda self: sum(line.cancelled for line in self.town.lines) == 0)
    @rule(number=shifts)
    def cancel(self, number: int) -> None:
        told = set(self.town.lines[number].live)
        ended = actions.cancel_shift(shift=self.shifts[number], by=self.by, reason="大雨のため")
        assert ended == len(told) + bool(self.town.lines[number].seats)
        self.town.cancel(number)

    @rule(number=shifts, hours=st.sampled_from(HOURS))
    def move(self, number: int, hours: tuple[int, int]) -> None:
        if not self.town.lines[number].cancelled:
            actions.move_shift(shift=self.shifts[number], starts_at=at(hours[0]), ends_at=at(hours[1]), by=self.by)
            self.town.move(number, hours)

    @rule(number=shifts, seats=st.integers(1, 2))
    def hold_seats(self, number: int, seats: int) -> None:
        role, key = self.shifts[number].roles[0], f"key-{next(self.keys)}"
        answer = said(
            lambda: (
                actions.hold_seats(organization=self.company, role=role, seats=seats, by=self.by, request_key=key)
                and None
            )
        )
        assert answer == self.town.hold(number, seats)

    @rule(number=shifts)
    def give_back_seats(self, number: int) -> None:
        if self.town.lines[number].seats:
            held = db.session.scalars(
                select(SignUp).where(
                    SignUp.shift_id == self.shifts[number].id,
                    SignUp.organization_id == self.company.id,
                    SignUp.state.in_(HELD),
                )
            ).one()
            actions.give_back_seats(sign_up=held, by=self.by)
            self.town.give_back(number)

    @invariant()
    def the_service_says_what_the_model_says(self) -> None:
        for number, line in enumerate(self.town.lines):
            role = self.shifts[number].roles[0]
            db.session.refresh(role)
            states = {who: self.live(number, account.person_id) for who, account in self.accounts.items()}
            assert {who: one.state.value for who, one in states.items() if one} == line.live
            assert (role.taken, role.waiting) == (line.taken, len(line.waits))
            turns = [states[who].turn for who in line.waits]  # type: ignore[union-attr]
            assert turns == sorted(turns)

    @invariant()
    def every_promise_holds(self) -> None:
        assert [finding for finding in invariants() if not finding.holds] == []

    def live(self, number: int, person_id: int) -> SignUp | None:
        return db.session.scalar(
            select(SignUp).where(
                SignUp.shift_id == self.shifts[number].id, SignUp.asked_by_id == person_id, SignUp.state.in_(LIVE)
            )
        )

    def teardown(self) -> None:
        db.session.rollback()


def at(hour: int) -> Any:
    return tokyo_instant(today() + timedelta(days=10), time(hour))


def said(act: Callable[[], Any]) -> Any:
    """What an act answers; a refusal by its code."""
    try:
        return act()
    except DomainError as refusal:
        return refusal.code
