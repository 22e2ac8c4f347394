"""Needs and offers: posted by approved organizations and the city, public until their last day."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm import Session, scoped_session

from matcher.clock import today
from matcher.domain.city.models import Department
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.domain.support import actions
from matcher.domain.support.models import Direction, SupportItem, SupportStatus
from matcher.domain.support.queries import (
    SupportFilters,
    public_support,
    public_support_item,
    public_support_of,
    public_support_size,
    support_of,
)
from matcher.domain.support.rules import (
    MOVES,
    PostedAlready,
    QuantityBelowPromised,
    SupportAct,
    SupportActNotPossible,
    SupportAlreadyOver,
    SupportDetails,
    SupportOwnerNotApproved,
    SupportTypeUnknown,
    UnitMissing,
    check_move,
)
from matcher.errors import Conflict
from tests.support.factories import make_account, make_department, make_organization

Sessions = scoped_session[Session]


def need(**facts: Any) -> SupportDetails:
    """Tongs that are wanted."""
    return SupportDetails(**{"direction": Direction.NEED, "type": "goods", "title": "トング20本", **facts})


def posted(owner: Organization | Department | None = None, **facts: Any) -> SupportItem:
    """A need on the public list."""
    return actions.post(owner=owner or make_organization(), details=need(**facts), by=make_account())


def listed(**filters: Any) -> list[int]:
    """The ids on the public list, in its order."""
    return [item.id for item in public_support(SupportFilters(**filters)).items]


@pytest.mark.parametrize(("status", "act"), [*itertools.product(SupportStatus, SupportAct)])
def test_a_need_moves_only_as_the_table_says(status: SupportStatus, act: SupportAct) -> None:
    if (status, act) in MOVES:
        assert check_move(status, act) == MOVES[status, act]
    else:
        with pytest.raises(SupportActNotPossible):
            check_move(status, act)


def test_what_an_approved_group_asks_for_is_public_at_once(session: Sessions) -> None:
    group = make_organization(name="蓮池クリーンクラブ")
    item = posted(group)

    (shown,) = public_support(SupportFilters()).items

    assert (shown.id, shown.owner, shown.slug) == (item.id, "蓮池クリーンクラブ", group.slug)
    assert public_support_item(item.id) is item


def test_a_department_asks_and_offers_too(session: Sessions) -> None:
    posted(make_department(name="見本課"))

    (shown,) = public_support(SupportFilters()).items

    assert (shown.owner, shown.slug) == ("見本課", None)


@pytest.mark.parametrize("status", [status for status in OrganizationStatus if status != OrganizationStatus.APPROVED])
def test_a_group_that_is_not_approved_asks_nothing(session: Sessions, status: OrganizationStatus) -> None:
    with pytest.raises(SupportOwnerNotApproved):
        posted(make_organization(status=status))


def test_what_a_suspended_group_asked_for_is_hidden(session: Sessions) -> None:
    group = make_organization()
    item = posted(group)

    group.status = OrganizationStatus.SUSPENDED

    assert listed() == []
    with pytest.raises(NoResultFound):
        public_support_item(item.id)


def test_a_need_is_public_through_its_last_day(session: Sessions) -> None:
    last_day = posted(until_on=today())
    over = posted(until_on=today())
    over.until_on = today() - timedelta(days=1)

    assert listed() == [last_day.id]


@pytest.mark.parametrize("act", [actions.fulfil, actions.close])
def test_what_is_found_or_taken_back_leaves_the_list_and_may_return(session: Sessions, act: Any) -> None:
    item = posted()

    act(item, by=make_account())
    assert listed() == []
    actions.reopen(item, by=make_account())

    assert listed() == [item.id]


def test_filters_hold_together(session: Sessions) -> None:
    wanted = posted(make_organization(district="osu"), direction=Direction.OFFER, type="space")
    posted(make_organization(district="osu"), type="space")
    posted(make_organization(district="osu"), direction=Direction.OFFER)
    posted(make_organization(), direction=Direction.OFFER, type="space")

    filters = {"direction": Direction.OFFER, "type": "space", "district": "osu"}

    assert listed(**filters) == [wanted.id]
    assert public_support_size(SupportFilters(**filters)) == 1


def test_the_list_is_read_page_by_page_newest_first(session: Sessions) -> None:
    ids = [posted(title=f"品 {number}").id for number in range(5)]

    first = public_support(SupportFilters(), size=2)
    second = public_support(SupportFilters(), after=first.after, size=2)
    third = public_support(SupportFilters(), after=second.after, size=2)

    assert [item.id for page in (first, second, third) for item in page.items] == ids[::-1]
    assert third.after is None


def test_pressing_twice_posts_once(session: Sessions) -> None:
    group = make_organization()
    posted(group)

    with pytest.raises(PostedAlready):
        posted(group)
    posted(group, direction=Direction.OFFER)
    assert len(public_support_of(group)) == 2


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"type": "ships"}, SupportTypeUnknown),
        ({"quantity": 3}, UnitMissing),
        ({"unit": "本"}, UnitMissing),
        ({"until_on": date(2020, 1, 1)}, SupportAlreadyOver),
    ],
)
def test_what_nobody_could_use_is_refused(session: Sessions, facts: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        posted(**facts)


def test_what_is_promised_stays_promised_when_the_quantity_changes(session: Sessions) -> None:
    item = posted(quantity=20, unit="本")
    item.remaining = 5
    session.flush()

    with pytest.raises(QuantityBelowPromised):
        actions.change(item, details=need(quantity=14, unit="本"), by=make_account(), version=item.version)
    actions.change(item, details=need(quantity=18, unit="本"), by=make_account(), version=item.version)
    assert item.remaining == 3


def test_of_two_changes_the_second_sees_the_first(session: Sessions) -> None:
    item = posted()
    read = item.version
    actions.change(item, details=need(title="軍手"), by=make_account(), version=read)
    session.flush()

    with pytest.raises(Conflict):
        actions.change(item, details=need(title="ほうき"), by=make_account(), version=read)


def test_an_organization_sees_all_it_ever_asked_for_open_first(session: Sessions) -> None:
    group = make_organization()
    found, open_one = posted(group, title="軍手"), posted(group, title="ほうき")
    newest = posted(group, title="水")
    actions.fulfil(found, by=make_account())
    actions.close(newest, by=make_account())
    session.flush()

    assert [item.id for item in support_of(group)] == [open_one.id, newest.id, found.id]


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"remaining": 21}, "ck_support_item_remaining"),
        ({"unit": None}, "ck_support_item_quantity"),
        ({"organization_id": None}, "ck_support_item_owner"),
        ({"from_on": date(2030, 1, 2), "until_on": date(2030, 1, 1)}, "ck_support_item_span"),
    ],
)
def test_the_database_itself_refuses_nonsense(session: Sessions, change: dict[str, Any], constraint: str) -> None:
    item = posted(quantity=20, unit="本")

    for name, value in change.items():
        setattr(item, name, value)

    with pytest.raises(IntegrityError, match=constraint):
        session.flush()
