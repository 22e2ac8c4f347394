"""Registering through the page, up to the first sign-in."""

import html
import re

import pytest
from sqlalchemy import func, select

from matcher.domain.notifications.models import Notification
from matcher.domain.people.models import Account, AccountStatus
from matcher.domain.people.queries import account_with_email
from matcher.sealing import unseal
from matcher.words import notices
from tests.support.factories import make_account

HANAKO = {
    "name": "見本 花子",
    "name_kana": "みほん はなこ",
    "email": "hanako@example.jp",
    "password": "うみ やま かわのみず",
    "age": "adult",
    "agree": "y",
}


def secret(session, kind: str) -> str:
    letter = session.scalars(select(Notification).where(Notification.kind == kind).order_by(Notification.id.desc()))
    return unseal(letter.first().parameters["sealed"])


def test_from_the_form_to_the_first_sign_in(client, session):
    sent = client.submit("/register", **HANAKO)

    assert (sent.status_code, sent.location) == (303, "/register/sent")
    assert "メールを送りました" in client.get(sent.location).text
    confirmed = client.submit(f"/confirm-email/{secret(session, 'confirm-email')}")
    assert confirmed.location == "/confirm-email/done"
    assert client.get(confirmed.location).status_code == 200
    assert client.submit("/sign-in", email="Hanako@example.jp", password=HANAKO["password"]).location == "/me"
    assert account_with_email("hanako@example.jp").status == AccountStatus.ACTIVE


def test_whoever_was_on_the_way_to_a_page_goes_on_there_after_the_first_sign_in(client, session):
    page = client.get("/sign-in?next=/me/profile").text
    assert 'href="/register?next=/me/profile"' in page

    client.submit("/register?next=/me/profile", **HANAKO)
    client.submit(f"/confirm-email/{secret(session, 'confirm-email')}")

    assert client.submit("/sign-in", email=HANAKO["email"], password=HANAKO["password"]).location == "/me/profile"
    assert client.get("/register?next=//evil.example").status_code == 400


def test_the_link_leads_on_even_where_the_mail_is_read_on_another_device(client, another_client, session):
    client.submit("/register?next=/opportunities%3Fq%3D1%26open%3D1", **HANAKO)
    letter = session.scalars(select(Notification).where(Notification.kind == "confirm-email")).one()
    code = secret(session, "confirm-email")
    link = f"/confirm-email/{code}?next=/opportunities%3Fq%3D1%26open%3D1"
    assert link in notices.body(letter, base_url="", secret=code)

    confirmed = another_client.submit(link)
    page = another_client.get(confirmed.location).text

    sign_in = html.unescape(re.search(r'href="(/sign-in\?next=[^"]*)"', page)[1])
    answer = another_client.submit(sign_in, email=HANAKO["email"], password=HANAKO["password"])
    assert answer.location == "/opportunities?q=1&open=1"


@pytest.mark.parametrize("path", ["/confirm-email/{}?next=//evil.example", "/confirm-email/done?next=//evil.example"])
def test_the_link_leads_nowhere_else(client, session, path):
    client.submit("/register", **HANAKO)

    assert client.get(path.format(secret(session, "confirm-email"))).status_code == 400


def test_the_birth_date_the_young_must_tell_is_not_called_optional(client):
    label = client.get("/register").text.partition("生年月日（18歳未満の方だけ）")[2].partition("<input")[0]

    assert "任意" not in label


def test_looking_at_the_link_confirms_nothing(client, session):
    client.submit("/register", **HANAKO)

    client.get(f"/confirm-email/{secret(session, 'confirm-email')}")

    assert account_with_email(HANAKO["email"]).status == AccountStatus.UNCONFIRMED


def test_a_taken_address_is_answered_alike(client, another_client, session):
    make_account(email=HANAKO["email"])

    taken = client.submit("/register", **HANAKO)
    free = another_client.submit("/register", **{**HANAKO, "email": "taro@example.jp"})

    assert (taken.status_code, taken.location) == (free.status_code, free.location)
    assert session.scalar(select(func.count()).select_from(Account)) == 2


@pytest.mark.parametrize("born_on", ["2012年5月14日", "２０１２/5/14", "20120514", "平成24年5月14日", "H24.5.14"])
def test_a_pupil_tells_the_birth_date_in_any_way_of_writing(client, born_on):
    answer = client.submit("/register", **{**HANAKO, "age": "minor", "born_on": born_on, "is_student": "y"})

    assert answer.status_code == 303
    person = account_with_email(HANAKO["email"]).person
    assert (str(person.born_on), person.is_student) == ("2012-05-14", True)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, "入れてください。"),
        ({"name": "あ" * 101}, "100文字までで入れてください。"),
        ({"name_kana": "漢字"}, "フリガナは、カタカナかひらがなで入れてください。"),
        ({"email": "hanako"}, "メールアドレスを、name@example.jp の形で入れてください。"),
        ({"password": "short"}, "パスワードは、10文字以上にしてください。"),
        ({"password": "あ" * 201}, "パスワードは、200文字までにしてください。"),
        ({"password": "hanako@example.jp"}, "このパスワードは、すぐに当てられます。"),
        ({"age": None}, "どちらかを選んでください。"),
        ({"age": "minor"}, "生年月日を入れてください。"),
        ({"age": "minor", "born_on": "きのう"}, "生年月日を、2010年5月14日のように入れてください。"),
        ({"age": "minor", "born_on": "1850年1月1日"}, "生年月日を確かめてください。"),
        ({"born_on": "2013年3月3日"}, "ここで選んだことと、生年月日が合いません。"),
        ({"age": "minor", "born_on": "1990年1月1日"}, "ここで選んだことと、生年月日が合いません。"),
        ({"agree": None}, "同意のしるしを付けてください。"),
        ({"terms_version": "0"}, "利用のきまりと個人情報の使いみちを読んで、しるしを付けてください。"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(client, session, changed, sentence):
    answer = client.submit("/register", **{**HANAKO, **changed})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "name" in changed or "見本 花子" in answer.text
    assert HANAKO["password"] not in answer.text
    assert session.scalar(select(func.count()).select_from(Account)) == 0


@pytest.mark.parametrize(
    ("path", "way_on"), [("/confirm-email/nothing", "/register"), ("/password/reset/nothing", "/password/forgotten")]
)
def test_an_old_link_leads_to_a_page_with_a_way_on(client, path, way_on):
    page = client.get(path)

    assert page.status_code == 404
    assert "このリンクは使えません" in page.text
    assert f'href="{way_on}"' in page.text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("path", ["/terms", "/privacy", "/accessibility"])
def test_texts_are_public_and_leave_no_cookie(client, path):
    page = client.get(path)

    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
