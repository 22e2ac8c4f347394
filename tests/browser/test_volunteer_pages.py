"""The pages of a person who takes part, in a real browser: normal, empty, full, refused and sent back."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest

from matcher.clock import today, tokyo_instant
from matcher.db import db
from matcher.domain.opportunities.models import Shift, ShiftRole
from matcher.domain.people.models import Account
from matcher.domain.signups import actions
from tests.support.databases import on_sqlite
from tests.support.factories import make_account, make_opportunity, make_shift
from tests.support.looking import look, press, sign_in
from tests.support.signing_in import cheap_hash

pytestmark = on_sqlite
PASSWORD = "wakiai-demo"
LONG = "膝が痛むので座ってできる仕事を希望します。" * 20


def at(hour: int, days: int) -> Any:
    return tokyo_instant(today() + timedelta(days=days), time(hour))


def join(shift: Shift, account: Account) -> Any:
    return actions.sign_up(
        role=shift.roles[0], person=account.person, by=account, request_key=f"{shift.id}-{account.id}"
    )


@pytest.fixture
def me(app: Any) -> Account:
    with db.unit_of_work():
        return make_account(password_hash=cheap_hash(PASSWORD))


@pytest.fixture
def visit(page: Any, me: Account) -> Callable[[str], Any]:
    """`visit(path)` as me, at both widths: the page breaks no rule of accessibility and does not scroll aside."""
    email = me.email
    db.session.rollback()
    sign_in(page, email, PASSWORD)

    def visited(path: str | None = None) -> Any:
        if path:
            page.goto(path)
        look(page)
        return page

    return visited


def test_a_first_visit_finds_nothing_planned(visit: Callable[..., Any]) -> None:
    page = visit("/me")

    assert page.get_by_text("これからの予定は、まだありません").is_visible()


def test_from_the_day_to_the_sign_up_and_back(visit: Callable[..., Any]) -> None:
    with db.unit_of_work():
        shift = make_shift(make_opportunity(title="年末の蓮華寺池 朝のごみ拾い"), role="拾う")
        db.session.add(ShiftRole(shift_id=shift.id, name="受付", capacity=2, requirement="座ってできます"))
        path = f"/opportunities/{shift.opportunity_id}/sign-up?shift={shift.id}"

    page = visit(path)
    press(page.locator("main button[type=submit]"))
    visit()
    assert page.get_by_text("直すところがあります").first.is_visible()

    page.check("text=受付")
    page.check("[name=agree]")
    page.fill("[name=message]", LONG)
    press(page.locator("main button[type=submit]"))
    visit()
    assert page.get_by_text("申し込みました。参加が決まりました。").is_visible()

    press(page.locator("main >> text=取り消す"))
    visit()
    press(page.locator("main button[type=submit]"))
    visit()
    assert page.get_by_text("取り消しました。").is_visible()


def test_choosing_waiting_and_being_refused(visit: Callable[..., Any], me: Account) -> None:
    with db.unit_of_work():
        opportunity = make_opportunity(title="こども食堂 調理と配膳の手伝い、宿題の見守り、後片付け、次の回の相談")
        full, free = (make_shift(opportunity, starts_at=at(15, day), capacity=1) for day in (10, 17))
        clash = make_shift(opportunity, starts_at=at(16, 17))
        join(full, make_account())
        join(free, me)
        base = f"/opportunities/{opportunity.id}/sign-up"
        line, refused = f"{base}?shift={full.id}", f"{base}?shift={clash.id}"

    visit(base)
    page = visit(line)
    assert page.get_by_role("button", name="1番目に並ぶ").is_visible()
    page.check("[name=agree]")
    press(page.locator("main button[type=submit]"))
    visit()

    page = visit(refused)
    assert page.get_by_role("heading", name="この日には申し込めません").is_visible()
    visit("/me")
