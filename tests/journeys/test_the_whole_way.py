"""The story of the service, from a group's first page to the number the council reads."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.journeys.story import PASSWORD, tell
from tests.journeys.walkers import HttpWalker
from tests.support.factories import make_account, make_department, make_person, make_staff
from tests.support.signing_in import cheap_hash
from tests.support.visitor import Visitor

HASH = cheap_hash(PASSWORD)


@pytest.fixture
def city(session: Session) -> dict[str, str]:
    """Two people of the office and one of a department, who can sign in."""
    department = make_department(name="公園課")
    for email in ("office@example.jp", "office2@example.jp"):
        make_staff(person=make_person(name="職 員", email=email), password_hash=HASH)
    make_account(
        person=make_person(name="課 員", email="park@example.jp"), department_id=department.id, password_hash=HASH
    )
    department_id = str(department.id)
    session.commit()  # and nothing read after it: a server in another process is to write
    return {
        "office": "office@example.jp",
        "office2": "office2@example.jp",
        "department": "park@example.jp",
        "department_id": department_id,
    }


def test_from_a_new_group_to_a_counted_project(app: Flask, city: dict[str, str]) -> None:
    tell(lambda: HttpWalker(Visitor(app, app.response_class)), city)
