"""Every list of the product with more rows than a page holds, each row named by a token that is found again.

A list's function makes the rows in an order that is not the list's, with some that its filters leave out, and gives who
looks (None: anybody) and the address.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from matcher.clock import fiscal_year, now, today
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.models import OpportunityStatus, Shift
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.domain.people.models import Account
from matcher.domain.projects.models import KpiFigure
from matcher.domain.support.models import Direction, SupportItem, SupportStatus
from tests.support.collaboration import make_verified_year
from tests.support.factories import (
    add,
    make_department,
    make_member,
    make_opportunity,
    make_organization,
    make_shift,
)

Looking = tuple[Account | None, str]
Making = Callable[[], Looking]
Lists = dict[str, Making]


def tokens(number: int, *, first: int = 0) -> Iterator[tuple[int, str]]:
    """So many tokens in no order, each with its number."""
    for one in random.Random(number).sample(range(number), number):
        yield one, f"q{first + one:03d}q"


def left_out() -> Iterator[tuple[int, str]]:
    """Tokens of rows that are not to be seen."""
    return tokens(3, first=900)


def shown(lists: Lists, name: str) -> Callable[[Making], Making]:
    """Keep the function that makes a list by the list's name."""

    def keep(making: Making) -> Making:
        lists[name] = making
        return making

    return keep


def verified(number: int) -> None:
    department = make_department().id
    for _number, token in tokens(number):
        make_verified_year(name=token, fiscal_year=fiscal_year(today()), lead_department_id=department)
    make_verified_year(name="q900q", fiscal_year=fiscal_year(today()), publish=False)


def figures(number: int) -> None:
    for one, token in tokens(number):
        on = date(2025, 4, 1) + timedelta(days=one)
        add(
            KpiFigure(
                kpi="kpi_npo_corps", fiscal_year=2025, as_of_on=on, value=40 + one, source=token, entered_at=now()
            )
        )


def items(owner: Organization | None, number: int, **facts: Any) -> None:
    given = {"type": "goods", "created_at": now(), **({"organization_id": owner.id} if owner else {}), **facts}
    for _number, token in tokens(number):
        add(SupportItem(direction=Direction.OFFER, title=token, **given))
    stranger = make_organization(status=OrganizationStatus.SUSPENDED)
    for _number, token in left_out():
        hidden = {"organization_id": stranger.id, "department_id": None, "status": SupportStatus.OPEN}
        add(SupportItem(direction=Direction.OFFER, title=token, **{**given, **hidden}))


def drafts(group: Organization, status: OpportunityStatus, **facts: Any) -> None:
    for number, token in tokens(55):
        moment = now() - timedelta(hours=number % 11)
        make_opportunity(organization=group, status=status, title=token, submitted_at=moment, **facts)


def posted(starts_at: Any) -> tuple[Shift, Account]:
    group = make_organization()
    shift = make_shift(make_opportunity(organization=group), starts_at=starts_at, capacity=50)
    return shift, make_member(group)


def waiting_organizations() -> None:
    for number, token in tokens(55):
        moment = now() - timedelta(days=number % 5)
        make_organization(name=token, status=OrganizationStatus.SUBMITTED, submitted_at=moment)


def another_district() -> str:
    """A district of the plan that is not the one of the factories."""
    return next(one.code for one in current_plan().districts if one.code != "takasu")
