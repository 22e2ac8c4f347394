"""Telling one's age where an opportunity asks for it."""

import pytest

from matcher.clock import now, today
from matcher.domain.people.queries import account_with_email
from tests.support.factories import make_account, make_opportunity, make_person, make_shift
from tests.support.signing_in import cheap_hash
from tests.support.visitor import posting_form

PASSWORD = "うみ やま かわのみず"
HASH = cheap_hash(PASSWORD)
MAIL = "hanako@example.jp"


@pytest.fixture
def arrive(client, session):
    def come(**facts):
        make_account(person=make_person(email=MAIL, **facts), password_hash=HASH)
        client.sign_in(MAIL, PASSWORD)

    return come


def person():
    return account_with_email(MAIL).person


def test_somebody_of_unknown_age_says_to_be_of_age(client, arrive):
    arrive(adult_declared_at=None)

    answer = client.submit("/me/age", age="adult")

    assert (answer.status_code, answer.location) == (303, "/me/profile")
    assert not person().is_minor_on(today())


def test_a_birth_date_opens_an_activity_with_an_age_limit(client, arrive):
    shift = make_shift(make_opportunity(min_age=20))
    arrive(adult_declared_at=now())
    path = f"/opportunities/{shift.opportunity_id}/sign-up?shift={shift.id}"
    assert "この日には申し込めません" in client.get(path).text

    answer = client.submit(f"/me/age?next={path}", born_on="昭和30年5月14日")

    assert answer.location == path
    assert str(person().born_on) == "1955-05-14"
    assert "この日には申し込めません" not in client.get(path).text


def test_a_birth_date_that_shows_a_minor_overrules_the_earlier_word(client, arrive):
    arrive(adult_declared_at=now())

    client.submit("/me/age", born_on=f"{today().year - 10}年1月1日")

    assert person().is_minor_on(today())


def test_a_birth_date_is_told_once(client, arrive):
    arrive(adult_declared_at=now())
    page = client.get("/me/age").text
    assert "生年月日を入れます" not in page
    client.submit("/me/age", born_on="2012年5月14日")

    assert "もう聞いています" in client.get("/me/age").text
    _, another_form = posting_form(client.get("/me/account/delete").text)
    token = {"csrf_token": another_form["csrf_token"]}
    again = client.post("/me/age", data={**token, "age": "born", "born_on": "1990年1月1日"})
    assert again.status_code == 422
    assert str(person().born_on) == "2012-05-14"


@pytest.mark.parametrize("typed", ["", "いつか", "2999年1月1日"])
def test_what_is_no_birth_date_is_said(client, arrive, typed):
    arrive(adult_declared_at=now())

    assert client.submit("/me/age", born_on=typed).status_code == 422
    assert person().birth_on_sealed is None
