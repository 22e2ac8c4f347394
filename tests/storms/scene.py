"""What a storm falls on: one group with a few days everybody wants and some others, and the people who press."""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from flask import Flask

from matcher.clock import end_of_day, today, tokyo_instant
from matcher.domain.opportunities.models import Decision, Timing
from matcher.domain.organizations.models import Organization
from matcher.domain.people.models import Account
from tests.support.factories import (
    make_account,
    make_member,
    make_opportunity,
    make_organization,
    make_shift,
    make_staff,
)
from tests.support.signing_in import cookie_of

MANY = 10_000  # places of a day that never fills


@dataclass(frozen=True)
class Day:
    """One shift with one role, as clients need to know it; `places`: how many there are at first."""

    name: str
    slug: str
    opportunity_id: int
    shift_id: int
    role_id: int
    places: int
    is_hot: bool = True
    is_of_office: bool = False  # entered by the office, whose staff may act on it
    is_under_way: bool = False

    @property
    def sign_up_path(self) -> str:
        """Where one signs up for it."""
        return f"/opportunities/{self.opportunity_id}/sign-up?shift={self.shift_id}"


@dataclass(frozen=True)
class Scene:
    """The days, and the session cookies of those who press: volunteers, people of the group, people of the office."""

    days: list[Day]
    volunteers: list[str]
    organizers: list[str]
    staff: list[str]


def make_scene(app: Flask, *, clients: int, places: int) -> Scene:
    """Four hot days of so many places, two of them at the same hours, and four others; one client in 25 acts for the
    group, one for the office. Committed.
    """
    group, office = make_organization(), make_staff()
    few = max(1, clients // 25)
    days = [*_hot_days(group, office, places), *(_day(f"quiet day {n}", group, MANY, in_days=20 + n) for n in range(4))]
    organizers = [make_member(group) for _ in range(few)]
    volunteers = [make_account() for _ in range(clients - 2 * few)]
    return Scene(
        days=days,
        volunteers=[cookie_of(app, account) for account in volunteers],
        organizers=[cookie_of(app, account) for account in organizers],
        staff=[cookie_of(app, office) for _ in range(few)],
    )


def make_race(app: Flask, *, clients: int, places: int) -> Scene:
    """One hot day, and nobody but volunteers. Committed."""
    day = _day("the day", make_organization(), places, in_days=10)
    accounts = [make_account() for _ in range(clients)]
    return Scene([day], [cookie_of(app, account) for account in accounts], [], [])


def _hot_days(group: Organization, office: Account, places: int) -> list[Day]:
    mine = {"created_by": office.id}
    week = {"starts_at": tokyo_instant(today()), "hours": 7 * 24, "timing": Timing.PERIOD}
    asked = {"decision": Decision.BY_ORGANIZER}
    return [
        _day("hot day", group, places, in_days=10),
        _day("hot day at the same hours", group, places, in_days=10),
        _day("hot day the office decides", group, places, in_days=11, opportunity={**mine, **asked}),
        _day("hot week under way", group, places, opportunity=mine, **week),
    ]  # fmt: skip


def _day(
    name: str,
    group: Organization,
    places: int,
    *,
    in_days: int = 0,
    opportunity: dict[str, Any] | None = None,
    **shift: Any,
) -> Day:
    is_under_way = shift.get("timing") == Timing.PERIOD
    begins = tokyo_instant(today() + timedelta(days=in_days), time(9))
    facts = {"starts_at": begins, **shift}
    if is_under_way:
        facts["sign_up_until_at"] = end_of_day(today() + timedelta(days=5))
    post = make_opportunity(organization=group, title=name, **(opportunity or {}))
    made = make_shift(post, capacity=places, **facts)
    return Day(
        name=name,
        slug=group.slug,
        opportunity_id=post.id,
        shift_id=made.id,
        role_id=made.roles[0].id,
        places=places,
        is_hot=places < MANY,
        is_of_office=post.created_by is not None,
        is_under_way=is_under_way,
    )
