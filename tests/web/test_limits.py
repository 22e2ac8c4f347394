"""Limits on attempts, where many share one address."""

from sqlalchemy import update

from matcher.attempts import RateLimit
from tests.support.databases import on_sqlite
from tests.support.visitor import Visitor

PUPIL = {"name": "生徒", "password": "うみ やま かわのみず", "age": "minor", "born_on": "2011年4月2日", "agree": "y"}


@on_sqlite
def test_a_class_of_forty_behind_one_address_registers(app, session):
    pupils = [Visitor(app, app.response_class) for _ in range(40)]

    answers = [pupil.submit("/register", **PUPIL, email=f"p{n}@example.jp") for n, pupil in enumerate(pupils)]

    assert {answer.status_code for answer in answers} == {303}


def test_one_address_alone_cannot_try_for_ever(client, session):
    def attempt(number: int) -> int:
        return client.submit("/sign-in", email=f"a{number}@example.jp", password="x" * 201).status_code

    assert attempt(1) == 422
    session.execute(update(RateLimit).where(RateLimit.key.contains("address-")).values(hits=599))

    assert [attempt(2), attempt(3)] == [422, 429]
    assert client.get("/sign-in").status_code == 200
