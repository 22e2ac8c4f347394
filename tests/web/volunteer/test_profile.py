"""What a person tells of themselves, through the page."""

import pytest

from matcher.domain.people.models import ContactWay, Taxonomy
from matcher.domain.people.profile import FreeTime, Tag
from matcher.domain.people.queries import account_with_email, profile_of
from matcher.web.volunteer.profile_form import PARTS_OF_DAY
from tests.support.factories import make_account, make_person
from tests.support.signing_in import cheap_hash

PASSWORD = "うみ やま かわのみず"
HASH = cheap_hash(PASSWORD)


@pytest.fixture
def hanako(client, session):
    account = make_account(person=make_person(name="見本 花子", email="hanako@example.jp"), password_hash=HASH)
    client.sign_in(account.email, PASSWORD)
    return account


def told():
    return profile_of(account_with_email("hanako@example.jp").person)


def test_what_is_told_is_kept_and_shown_again(client, hanako):
    answer = client.submit(
        "/me/profile",
        name="髙﨑 𠮷乃",
        phone="０９０-1234-5678",
        contact_by="phone",
        gender="female",
        fields=["1", "6"],
        mornings=["6", "7"],
    )

    assert (answer.status_code, answer.location) == (303, "/me/profile")
    kept = told()
    assert (kept.name, kept.phone, kept.contact_by) == ("髙﨑 𠮷乃", "09012345678", ContactWay.PHONE)
    assert kept.tags == {Tag(Taxonomy.FIELD, "1"), Tag(Taxonomy.FIELD, "6")}
    assert kept.free_times == {FreeTime(day, *PARTS_OF_DAY["mornings"]) for day in (6, 7)}
    page = client.get("/me/profile").text
    assert "書きかえました" in page
    assert "髙﨑 𠮷乃" in page


def test_sending_the_form_unchanged_changes_nothing(client, hanako):
    before = told()

    client.submit("/me/profile")

    assert told() == before


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "入れてください。"),
        ({"phone": "", "contact_by": "phone"}, "電話でお知らせするには、電話番号がいります。"),
        ({"phone": "123"}, "電話番号を、市外局番から10けたか11けたで入れてください。"),
        ({"name_kana": "kana"}, "フリガナは、カタカナかひらがなで入れてください。"),
        ({"district": "atlantis"}, "お住まいの地区"),
        ({"fields": ["99"]}, "好きな分野"),
        ({"gender": "x"}, "性別"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is(client, hanako, changed, sentence):
    before = told()

    answer = client.submit("/me/profile", **changed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert told() == before


def test_a_stranger_is_sent_to_sign_in(client):
    for path in ("/me/profile", "/me/account", "/me/account/delete", "/me/account/data.json", "/me/inbox"):
        assert client.get(path).location == f"/sign-in?next={path}"
