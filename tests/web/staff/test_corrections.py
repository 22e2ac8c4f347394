"""What is wrong about a person is put right at the counter: with a reason, logged without values, and told."""

from datetime import date
from typing import Any

import pytest

from matcher.clock import now, today
from matcher.db import db
from matcher.domain.audit.models import AuditEntry
from matcher.domain.notifications.models import Notification
from matcher.domain.people.models import Account, AccountStatus, Guardianship, PersonalView
from tests.support.factories import add, make_account, make_person, make_staff
from tests.support.reading import audit_acts, notices
from tests.support.visitor import Visitor

REASON = "窓口で保険証を見て確かめた"
BORN_ON = date(2011, 5, 14)


@pytest.fixture
def hanako(client: Visitor) -> Account:
    """Somebody with an account; the visitor is of the support office."""
    client.enter(make_staff())
    return make_account(person=make_person(name="見本 花古", name_kana="ミホン ハナコ", phone="0541112222"))


def page_of(account: Account) -> str:
    return f"/staff/accounts/{account.id}/correction"


def correct(client: Visitor, account: Account, **fields: Any) -> Any:
    return client.submit(page_of(account), **{"reason": REASON, **fields})


def fresh(account: Account) -> Account:
    db.session.expire_all()
    return account


def test_a_name_and_a_number_are_put_right_and_the_person_is_told_which(client: Visitor, hanako: Account) -> None:
    answer = correct(client, hanako, name="見本 花子", phone="０５４-３３３-４４４４")

    assert answer.status_code == 303
    person = fresh(hanako).person
    assert (person.name, person.name_kana, person.phone) == ("見本 花子", "ミホン ハナコ", "0543334444")
    notice = db.session.query(Notification).one()
    assert (notice.kind, notice.parameters) == ("details-corrected", {"changes": ["name", "phone"]})
    client.enter(hanako)
    assert "名前、電話番号" in client.get("/me/inbox").text


def test_the_log_keeps_the_reason_and_no_value_and_each_look_is_kept(client: Visitor, hanako: Account) -> None:
    correct(client, hanako, name="見本 花子", age="born", born_on="2011年5月14日")

    entry = db.session.query(AuditEntry).filter_by(act="correct-person").one()
    assert entry.reason == REASON
    assert entry.changes == {"name": None, "adult_declared_at": None, "born_on": None}
    views = db.session.query(PersonalView).filter_by(place="staff-correction").all()
    assert {view.person_id for view in views} == {hanako.person_id}


def test_a_birth_date_is_put_right_and_not_shown(client: Visitor, hanako: Account) -> None:
    hanako.person.seal_birth_date(date(1999, 1, 1))
    assert "1999" not in client.get(page_of(hanako)).text

    correct(client, hanako, age="born", born_on="平成23年5月14日")

    person = fresh(hanako).person
    assert (person.born_on, person.adult_on, person.adult_declared_at) == (BORN_ON, date(2029, 5, 14), None)
    assert person.is_minor_on(today())
    assert "2011" not in client.get(page_of(hanako)).text


@pytest.mark.parametrize(("age", "is_minor"), [("adult", False), ("unknown", True)])
def test_a_word_that_one_is_of_age_is_given_or_taken_back(
    client: Visitor, hanako: Account, age: str, is_minor: bool
) -> None:
    hanako.person.seal_birth_date(BORN_ON)
    hanako.person.adult_on = date(2029, 5, 14)

    correct(client, hanako, age=age)

    person = fresh(hanako).person
    assert (person.born_on, person.is_minor_on(today())) == (None, is_minor)
    assert audit_acts(person) == ["correct-person"]


def test_a_guardians_standing_follows_the_corrected_age(client: Visitor, hanako: Account) -> None:
    hanako.person.seal_birth_date(date(2012, 5, 14))
    hanako.person.adult_on = date(2030, 5, 14)
    standing = add(
        Guardianship(
            child_id=hanako.person_id, guardian_id=make_person().id, confirmed_at=now(), ends_on=date(2030, 5, 14)
        )
    )

    correct(client, hanako, age="born", born_on="20110514")

    db.session.expire_all()
    assert standing.ends_on == date(2029, 5, 14)


def test_nothing_changed_is_said_and_nobody_is_told(client: Visitor, hanako: Account) -> None:
    answer = correct(client, hanako)

    assert "変わったところはありません" in client.get(answer.location).text
    assert notices(hanako.person) == []
    assert audit_acts(hanako.person) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "入れてください"),
        ({"name": ""}, "入れてください"),
        ({"phone": "12"}, "10けたか11けた"),
        ({"name_kana": "花子"}, "カタカナかひらがな"),
        ({"age": "born", "born_on": ""}, "生年月日を入れてください"),
        ({"age": "born", "born_on": "1800年1月1日"}, "生年月日を確かめてください"),
        ({"age": "born", "born_on": "きのう"}, "2010年5月14日のように"),
        ({"age": "somehow"}, ""),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    client: Visitor, hanako: Account, fields: dict[str, str], sentence: str
) -> None:
    answer = correct(client, hanako, **fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert fresh(hanako).person.name == "見本 花古"
    assert notices(hanako.person) == []


def test_somebody_without_any_way_to_be_reached_is_not_made(client: Visitor, hanako: Account) -> None:
    hanako.person.email = None

    answer = correct(client, hanako, phone="")

    assert answer.status_code == 422
    assert "電話かメールの" in answer.text


def test_nobody_corrects_themselves_nor_what_is_erased(client: Visitor, hanako: Account) -> None:
    staff = make_staff()
    client.enter(staff)
    hanako.status, hanako.email = AccountStatus.CLOSED, None

    own, gone = client.get(page_of(staff)).text, client.get(page_of(hanako)).text

    assert "ほかの職員に頼んでください" in own
    assert "直すものはありません" in gone
