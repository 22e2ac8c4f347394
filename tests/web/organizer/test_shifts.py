"""The days of a draft, written on a page of their own."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from matcher.clock import end_of_day, today, tokyo_instant
from matcher.db import db
from matcher.domain.audit.actions import CLI
from matcher.domain.opportunities.actions import draft
from matcher.domain.opportunities.content import RoleContent
from matcher.domain.opportunities.models import Opportunity, Shift, Timing
from matcher.domain.opportunities.shift_actions import add_shift
from tests.support.contents import opportunity_content, shift_content
from tests.support.factories import make_member, make_opportunity, make_organization, make_shift
from tests.support.signing_in import sign_in
from tests.support.visitor import Visitor


@pytest.fixture
def opportunity(client: Visitor) -> Opportunity:
    """A draft without days, of a group of which the visitor is a member."""
    group = make_organization(slug="hasuike")
    sign_in(client, make_member(group))
    return draft(group, opportunity_content(), by=CLI)


def in_ten_days() -> date:
    return today() + timedelta(days=10)


def days(opportunity: Opportunity) -> str:
    return f"/organizer/hasuike/opportunities/{opportunity.id}/shifts"


def shifts() -> list[Shift]:
    db.session.rollback()
    return list(db.session.scalars(select(Shift).order_by(Shift.starts_at)))


def typed(**fields: Any) -> dict[str, Any]:
    morning = {"on": in_ten_days().isoformat(), "starts": "9:00", "ends": "11:30", "roles-0-capacity": "10"}
    return {**morning, **{name.replace("__", "-"): value for name, value in fields.items()}}


def test_a_day_is_added_with_its_hours_and_places(client: Visitor, opportunity: Opportunity) -> None:
    answer = client.submit(days(opportunity), **typed())

    shift = shifts()[0]
    assert answer.status_code == 303
    assert shift.starts_at == tokyo_instant(in_ten_days(), time(9))
    assert shift.ends_at == tokyo_instant(in_ten_days(), time(11, 30))
    assert shift.sign_up_until_at == shift.starts_at
    assert [(role.name, role.capacity) for role in shift.roles] == [("", 10)]
    assert "9:00〜11:30" in client.get(days(opportunity)).text


@pytest.mark.parametrize(
    ("starts", "ends", "minutes"),
    [
        ("２２：００", "24:00", 120),
        ("22:00", "25:30", 210),
        ("9時", "9時30分", 30),
        ("0900", "1015", 75),
        ("0:00", "23:59", 1439),
    ],
)
def test_hours_are_understood_as_people_write_them(
    client: Visitor, opportunity: Opportunity, starts: str, ends: str, minutes: int
) -> None:
    client.submit(days(opportunity), **typed(starts=starts, ends=ends))

    assert [shift.ends_at - shift.starts_at for shift in shifts()] == [timedelta(minutes=minutes)]


def test_a_deadline_is_the_end_of_its_day(client: Visitor, opportunity: Opportunity) -> None:
    until_on = in_ten_days() - timedelta(days=2)

    client.submit(days(opportunity), **typed(sign_up_until_on=until_on.isoformat()))

    assert shifts()[0].sign_up_until_at == end_of_day(until_on)


def test_a_period_has_a_last_day_and_no_hours(client: Visitor, opportunity: Opportunity) -> None:
    last_on = in_ten_days() + timedelta(days=30)

    client.submit(
        days(opportunity),
        **typed(timing="period", starts="", ends="", last_on=last_on.isoformat(), label="平日 10時から"),
    )

    shift = shifts()[0]
    assert (shift.timing, shift.label) == (Timing.PERIOD, "平日 10時から")
    assert (shift.starts_at, shift.ends_at) == (tokyo_instant(in_ten_days()), end_of_day(last_on))


def test_several_roles_have_names_of_their_own(client: Visitor, opportunity: Opportunity) -> None:
    client.submit(
        days(opportunity),
        **typed(
            roles__0__name="調理",
            roles__0__capacity="4",
            roles__0__minimum="2",
            roles__1__name="配膳",
            roles__1__capacity="",
        ),
    )

    assert [(role.name, role.capacity, role.minimum) for role in shifts()[0].roles] == [
        ("調理", 4, 2),
        ("配膳", None, 0),
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": ""}, "入れてください。"),
        ({"on": "来週"}, "日にちを 2026-12-12 のように"),
        ({"on": "9999-12-31"}, "年を確かめてください"),
        ({"starts": "朝"}, "時刻を 9:00 のように"),
        ({"ends": "31:00"}, "時刻を 9:00 のように"),
        ({"ends": "8:00"}, "終わりの時刻は、始まりより後に"),
        ({"timing": "period"}, "入れてください。"),
        ({"roles__0__capacity": "0"}, "1 から 100000 まで"),
        (
            {
                **{"roles__0__name": "調理", "roles__1__name": "配膳"},
                **{"roles__1__capacity": "2", "roles__1__minimum": "3"},
            },
            "2行目の役割で、最低の人数（3人）が、定員（2人）より多く",
        ),
        ({"roles__0__name": "調理", "roles__1__name": "調理"}, "同じ名前の役割があります"),
        ({"roles__0__name": "", "roles__1__name": "調理"}, "それぞれに名前を付けてください"),
    ],
)
def test_a_day_that_cannot_be_comes_back_in_words_with_all_that_was_typed(
    client: Visitor, opportunity: Opportunity, fields: dict[str, str], words: str
) -> None:
    answer = client.submit(days(opportunity), **typed(label="1班", **fields))

    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="1班"' in answer.text
    assert shifts() == []


def test_a_day_is_written_anew(client: Visitor, opportunity: Opportunity) -> None:
    shift = add_shift(opportunity, shift_content(roles=(RoleContent(name="調理"), RoleContent(name="配膳"))), by=CLI)
    db.session.flush()

    answer = client.submit(f"{days(opportunity)}/{shift.id}", form=f"/{shift.id}", starts="13:00", ends="15:00")

    changed = shifts()[0]
    assert answer.status_code == 303
    assert changed.starts_at == tokyo_instant(in_ten_days(), time(13))
    assert [role.name for role in changed.roles] == ["調理", "配膳"]


def test_a_day_is_repeated(client: Visitor, opportunity: Opportunity) -> None:
    shift = add_shift(opportunity, shift_content(), by=CLI)
    db.session.flush()

    answer = client.submit(f"{days(opportunity)}/{shift.id}", form="/repeat", rhythm="weekly", count="3")

    assert answer.status_code == 303
    assert len(shifts()) == 4


def test_how_often_it_repeats_must_be_said(client: Visitor, opportunity: Opportunity) -> None:
    shift = add_shift(opportunity, shift_content(), by=CLI)
    db.session.flush()

    for count in ("", "0", "500", "毎週"):
        answer = client.submit(f"{days(opportunity)}/{shift.id}", form="/repeat", count=count)
        assert answer.status_code == 422
        assert 'value="9:00"' in answer.text, "the day itself still stands in its own form"

    assert len(shifts()) == 1


def test_a_day_is_taken_out(client: Visitor, opportunity: Opportunity) -> None:
    shift = add_shift(opportunity, shift_content(), by=CLI)
    db.session.flush()

    answer = client.submit(f"{days(opportunity)}/{shift.id}", form="/remove")

    assert answer.status_code == 303
    assert shifts() == []


def test_the_form_for_the_next_day_knows_the_hours_of_the_last(client: Visitor, opportunity: Opportunity) -> None:
    add_shift(
        opportunity, shift_content(roles=(RoleContent(name="調理", capacity=4), RoleContent(name="配膳"))), by=CLI
    )

    page = client.get(days(opportunity)).text

    assert 'value="9:00"' in page
    assert 'value="調理"' in page


def test_days_of_what_is_public_are_only_shown(client: Visitor, opportunity: Opportunity) -> None:
    public = make_shift(make_opportunity(organization=opportunity.organization))

    page = client.get(days(public.opportunity))

    assert page.status_code == 200
    assert "この日をたす" not in page.text
    assert f'href="/organizer/hasuike/opportunities/{public.opportunity_id}/changes"' in page.text


def test_a_day_of_another_opportunity_does_not_exist(client: Visitor, opportunity: Opportunity) -> None:
    elsewhere = make_shift()

    assert client.get(f"{days(opportunity)}/{elsewhere.id}").status_code == 404
    assert client.get(f"{days(opportunity)}/999").status_code == 404
