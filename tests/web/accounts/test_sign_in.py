"""Signing in and out, and what a session is worth."""

from datetime import timedelta

import pytest
import time_machine

from matcher.clock import now
from matcher.domain.city.plan import current_plan
from matcher.domain.people.accounts import suspend_account
from matcher.domain.people.models import AccountStatus
from matcher.domain.people.queries import account_with_email
from tests.support.factories import make_account, make_staff
from tests.support.signing_in import cheap_hash

PASSWORD = "うみ やま かわのみず"
HASH = cheap_hash(PASSWORD)
TOO_MANY = 429


@pytest.fixture
def hanako(session):
    return make_account(email="hanako@example.jp", password_hash=HASH)


def cookie(client) -> str:
    return client.get_cookie("session").value


def test_the_right_password_opens_a_new_session(client, hanako):
    client.get("/sign-in")
    before = cookie(client)

    client.sign_in(hanako.email, PASSWORD)

    assert cookie(client) != before
    assert client.get("/accept-terms").status_code == 200


def test_nothing_of_the_session_before_is_kept(client, hanako):
    with client.session_transaction() as before:
        before["planted"] = "by somebody else"

    client.sign_in(hanako.email, PASSWORD)

    with client.session_transaction() as after:
        assert "planted" not in after


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client, hanako):
    answer = client.submit("/sign-in", email=hanako.email, password=PASSWORD)

    flags = answer.headers["Set-Cookie"]
    assert "HttpOnly" in flags
    assert "SameSite=Lax" in flags


@pytest.mark.parametrize(("email", "password"), [("hanako@example.jp", "another"), ("nobody@example.jp", PASSWORD)])
def test_which_of_the_two_is_wrong_is_not_told(client, hanako, email, password):
    answer = client.submit("/sign-in", email=email, password=password)

    assert answer.status_code == 422
    assert "メールアドレスかパスワードが違います。" in answer.text
    assert email in answer.text


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (AccountStatus.UNCONFIRMED, "メールアドレスがまだ確かめられていません。"),
        (AccountStatus.SUSPENDED, "このアカウントは、いま使えません。"),
        (AccountStatus.CLOSED, "メールアドレスかパスワードが違います。"),
    ],
)
def test_who_knows_the_password_is_told_why_the_door_is_closed(client, hanako, status, sentence):
    hanako.status = status

    right = client.submit("/sign-in", email=hanako.email, password=PASSWORD)
    wrong = client.submit("/sign-in", email=hanako.email, password="another one")

    assert sentence in right.text
    assert "メールアドレスかパスワードが違います。" in wrong.text


def test_the_visitor_goes_on_to_the_page_they_came_for(client, hanako):
    page = client.submit("/sign-in?next=/accept-terms?next=/terms", email=hanako.email, password=PASSWORD)

    assert page.location == "/accept-terms?next=/terms"


@pytest.mark.parametrize(
    "hostile", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:x", "/no"]
)
def test_a_destination_elsewhere_is_refused(client, hanako, hostile):
    page = client.get("/sign-in", query_string={"next": hostile})
    answer = client.submit("/sign-in", email=hanako.email, password=PASSWORD, next=hostile)

    assert (page.status_code, answer.status_code) == (400, 400)


@pytest.mark.parametrize("typed", ["あ" * 5000, "' OR 1=1 --"])
def test_what_cannot_be_an_address_is_only_a_wrong_one(client, typed):
    signed_in = client.submit("/sign-in", email=typed, password=typed)
    forgotten = client.submit("/password/forgotten", email=typed)

    assert (signed_in.status_code, forgotten.status_code) == (422, 303)


def test_signing_out_ends_the_session(client, hanako):
    client.sign_in(hanako.email, PASSWORD)

    client.submit("/sign-out")

    assert client.get("/accept-terms").status_code == 303
    assert "だれもログインしていません" in client.get("/sign-out").text


def test_a_barred_account_loses_its_authority_with_the_next_request(client, hanako):
    client.sign_in(hanako.email, PASSWORD)

    suspend_account(account_with_email(hanako.email), by=make_staff().actor, reason="なりすまし")

    assert client.get("/accept-terms").status_code == 303


@pytest.mark.parametrize(("is_staff", "hours"), [(True, 8), (False, 12)])
def test_a_session_ends_by_itself(client, hanako, is_staff, hours):
    hanako.is_staff = is_staff
    client.sign_in(hanako.email, PASSWORD)

    with time_machine.travel(now() + timedelta(hours=hours) - timedelta(minutes=1), tick=False):
        assert client.get("/accept-terms").status_code == 200
    with time_machine.travel(now() + timedelta(hours=hours, minutes=1), tick=False):
        assert client.get("/accept-terms").status_code == 303


def test_who_accepted_earlier_texts_is_asked_anew_and_told_what_changed(client, hanako):
    hanako.terms_version = "terms-1_purposes-1"
    client.sign_in(hanako.email, PASSWORD)

    asked = client.get(client.get("/me").location).text
    client.submit("/accept-terms", agree="y")

    assert "変わったところ" in asked
    assert "まだどこにも使っていません" in asked
    assert hanako.terms_version == current_plan().accepted_version
    assert "変わったところ" not in client.get("/accept-terms").text


def test_terms_come_before_everything_else(client, hanako):
    hanako.terms_version = None
    client.sign_in(hanako.email, PASSWORD)

    sent = client.get("/me/profile")

    assert (sent.status_code, sent.location) == (303, "/accept-terms?next=/me/profile")
    assert client.submit(sent.location, agree=None).status_code == 422
    assert client.submit(sent.location, agree="y").location == "/me/profile"
    assert client.get("/me/profile").status_code == 200


def test_guessing_ends_after_ten_attempts_for_a_quarter_of_an_hour(client, hanako):
    for _ in range(10):
        assert client.submit("/sign-in", email=hanako.email, password="another one").status_code == 422

    refused = client.submit("/sign-in", email="HANAKO@example.jp", password=PASSWORD)

    assert refused.status_code == TOO_MANY
    assert 0 < int(refused.headers["Retry-After"]) <= 900
    assert "また送れます" in refused.text
    with time_machine.travel(now() + timedelta(minutes=15, seconds=1)):
        client.sign_in(hanako.email, PASSWORD)


def test_signing_in_well_counts_for_nothing(client, hanako):
    for _ in range(12):
        client.sign_in(hanako.email, PASSWORD)
        client.submit("/sign-out")
