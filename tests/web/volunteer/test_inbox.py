"""What a person was told, as they read it."""

import pytest

from matcher.domain.notifications.actions import notify
from matcher.words.notices import BY_LINK, TITLES
from tests.support.factories import make_account, make_person
from tests.support.signing_in import cheap_hash

PASSWORD = "うみ やま かわのみず"
HASH = cheap_hash(PASSWORD)


@pytest.fixture
def hanako(client, session):
    account = make_account(person=make_person(email="hanako@example.jp"), password_hash=HASH)
    client.sign_in(account.email, PASSWORD)
    return account


def test_an_empty_inbox_says_what_will_come(client, hanako):
    assert "お知らせは、まだありません" in client.get("/me/inbox").text


def test_a_notice_shows_its_title_its_words_and_how_it_went(client, hanako):
    notify("password-changed", hanako.person, hanako)

    page = client.get("/me/inbox").text

    assert "パスワードが変わりました" in page
    assert "ほかの端末では、もう一度ログインがいります。" in page
    assert 'href="/password/forgotten"' in page
    assert "見本の郵便受けに送りました" in page


def test_a_notice_with_a_link_shows_no_secret(client, hanako):
    notify("reset-password", hanako.person, hanako, secret="a-secret")

    page = client.get("/me/inbox").text

    assert "リンクをメールで送りました。" in page
    assert "a-secret" not in page


def test_another_person_s_notices_stay_out_of_sight(client, hanako):
    another = make_account()
    notify("password-changed", another.person, another)

    assert "パスワードが変わりました" not in client.get("/me/inbox").text


def test_one_button_marks_all_as_read(client, hanako):
    notify("password-changed", hanako.person, hanako)
    assert "新しい" in client.get("/me/inbox").text

    client.submit("/me/inbox")

    page = client.get("/me/inbox").text
    assert "パスワードが変わりました" in page
    assert "ぜんぶ読んだことにする" not in page


def test_a_long_inbox_goes_on_page_by_page(client, hanako):
    for version in range(1, 26):
        notify("password-changed", hanako.person, hanako, version=version)

    first = client.get("/me/inbox").text

    assert first.count("パスワードが変わりました</a>") == 20
    second = client.get("/me/inbox", query_string={"before": 6}).text
    assert second.count("パスワードが変わりました</a>") == 5
    assert client.get("/me/inbox", query_string={"before": 10**30}).status_code == 200


def test_every_notice_that_carries_a_link_is_known():
    assert set(TITLES) >= BY_LINK


def test_a_notice_tells_all_it_has_to_say_without_links_and_foot(client, hanako):
    told = {
        "title": "竹林整備", "organization": "里山の会", "opportunity_id": 1, "slug": "satoyama", "sign_up_id": 5,
        "starts_at": "2027-02-06T00:30:00+00:00", "ends_at": "2027-02-06T06:00:00+00:00", "is_timed": True,
        "old_starts_at": "2027-01-30T00:30:00+00:00", "old_ends_at": "2027-01-30T06:00:00+00:00",
        "label": "", "role": "", "venue": "", "reason": "here://evil.example",
    }  # fmt: skip
    notify("shift-moved-away", hanako.person, hanako, parameters=told)

    page = client.get("/me/inbox").text

    assert "2月6日（土） 9:30〜15:00" in page
    assert "1月30日（土） 9:30〜15:00" in page
    assert 'href="/me/sign-ups/5"' in page
    assert "----" not in page
    assert 'href="//evil' not in page
