"""A department of the city posts what it needs and what it can give, as groups and companies do."""

from datetime import timedelta

import pytest

from matcher.clock import today
from matcher.db import db
from matcher.domain.city.models import Department
from matcher.domain.support.models import Direction, SupportItem, SupportStatus
from tests.support.factories import make_account, make_department, make_staff
from tests.support.reading import audit_acts
from tests.support.visitor import Visitor


@pytest.fixture
def department(client: Visitor) -> Department:
    """A department of which the visitor is."""
    one = make_department(name="河川課")
    client.enter(make_account(department_id=one.id))
    return one


def page_of(department: Department) -> str:
    return f"/staff/support/{department.id}"


def the_only_one() -> SupportItem:
    db.session.rollback()
    return db.session.query(SupportItem).one()


def test_a_department_is_led_to_its_own_page_which_is_empty_at_first(client: Visitor, department: Department) -> None:
    led = client.get("/staff/support")

    assert (led.status_code, led.location) == (303, page_of(department))
    assert "まだ、何も載せていません" in client.get(page_of(department)).text


def test_a_need_of_the_city_is_public_changed_met_and_posted_again(
    client: Visitor, another_client: Visitor, department: Department
) -> None:
    page = page_of(department)
    client.submit(f"{page}/new", type="employee_volunteers", title="川の見守り", detail="月に一度")
    item = the_only_one()
    assert (item.direction, item.department_id) == (Direction.NEED, department.id)
    assert "河川課" in another_client.get(f"/support/{item.id}").text

    client.submit(f"{page}/{item.id}", title="川の見守り（朝）")
    assert "川の見守り（朝）" in another_client.get("/support").text
    client.submit(page, form="/fulfil")
    assert "川の見守り（朝）" not in another_client.get("/support").text
    client.submit(page, form="/reopen")

    assert the_only_one().status == SupportStatus.OPEN
    assert audit_acts(item) == ["post-support", "change-support", "fulfil-support", "reopen-support"]


def test_the_office_chooses_a_department_and_posts_for_it(client: Visitor, department: Department) -> None:
    client.enter(make_staff())

    chosen = client.get("/staff/support").text
    answer = client.submit(f"{page_of(department)}/new", type="goods", title="長机", direction="offer")

    assert f'href="{page_of(department)}"' in chosen
    assert answer.status_code == 303
    assert the_only_one().direction == Direction.OFFER


def test_another_departments_page_does_not_exist(client: Visitor, department: Department) -> None:
    other = make_department()

    assert client.get(page_of(other)).status_code == 404
    assert client.get(f"{page_of(other)}/new").status_code == 404


def test_a_department_that_is_no_more_posts_nothing(client: Visitor, department: Department) -> None:
    department.valid_to_on = today() - timedelta(days=1)
    page = page_of(department)

    answer = client.submit(f"{page}/new", type="goods", title="長机")

    assert answer.status_code == 422
    assert "長机" in answer.text
    assert "引きついだ課から載せてください" in answer.text
    assert "引きついだ課から載せてください" in client.get(page).text
    assert db.session.query(SupportItem).count() == 0


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"title": ""}, "入れてください"), ({"type": ""}, "種類を選んでください"), ({"quantity": "3"}, "単位")],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    client: Visitor, department: Department, fields: dict[str, str], sentence: str
) -> None:
    given = {"type": "goods", "title": "長机", "detail": "折りたたみのもの", **fields}

    answer = client.submit(f"{page_of(department)}/new", **given)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "折りたたみのもの" in answer.text
