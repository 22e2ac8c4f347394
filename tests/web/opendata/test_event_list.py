"""The event list for machines: exactly what is public, nothing more, and it can be read again."""

from datetime import timedelta

import pytest

from matcher.clock import TOKYO, now, today
from matcher.documents import event_list
from matcher.documents.event import occasion
from matcher.documents.event_layouts import EVENT_LIST_32
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.models import OpportunityStatus
from tests.support.factories import make_opportunity, make_organization, make_shift
from tests.support.visitor import Visitor


@pytest.fixture
def address(client: Visitor) -> str:
    return f"/opendata/{current_plan().city.code}_event.csv"


def test_the_list_is_csv_with_exactly_the_32_columns(client: Visitor, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.data == b"\xef\xbb\xbf" + ",".join(EVENT_LIST_32.columns).encode() + b"\r\n"


def test_the_code_of_another_city_is_not_found(client: Visitor, app: object) -> None:
    other = "131016" if current_plan().city.code != "131016" else "141305"

    assert client.get(f"/opendata/{other}_event.csv").status_code == 404
    assert client.get("/opendata/_event.csv").status_code == 404


def test_each_shift_is_a_row_that_is_read_again_at_the_same_time(client: Visitor, address: str) -> None:
    opportunity = make_opportunity(title="=清掃, 「朝」の\n部", fee_yen=100, latitude=34.87, longitude=138.25)
    shifts = [make_shift(opportunity, capacity=40), make_shift(opportunity, capacity=None)]
    expected = [(shift.starts_at, shift.ends_at) for shift in shifts]
    number = opportunity.id

    read = event_list.read(client.get(address).data)

    events = [row.event for row in read.rows]
    assert (read.layout, read.faults, read.remarks) == ("event-list-32", (), ())
    assert [event.number for event in events] == [f"{number}-1", f"{number}-2"]
    assert [event.title for event in events] == ["=清掃, 「朝」の\n部"] * 2
    assert [event.capacity for event in events] == [40, None]
    assert [(when.starts_at, when.ends_at) for event in events if (when := occasion(event))] == expected
    assert event_list.write(events) == client.get(address).data


def test_a_row_names_the_city_and_the_page(client: Visitor, address: str) -> None:
    number = make_shift().opportunity_id

    event = event_list.read(client.get(address).data).rows[0].event

    city = current_plan().city
    assert (event.city_code, event.prefecture, event.city) == (city.code, city.prefecture, city.name)
    assert event.url.endswith(f"/opportunities/{number}")
    assert event.url.startswith("http")


def test_nothing_unpublished_or_over_is_in_it(client: Visitor, address: str) -> None:
    for status in OpportunityStatus:
        if status != OpportunityStatus.PUBLISHED:
            make_shift(make_opportunity(status=status, title=f"見えない {status}"))
    make_shift(make_opportunity(title="終わった日"), starts_at=now() - timedelta(days=1))

    assert event_list.read(client.get(address).data).rows == ()


def test_nothing_personal_is_in_it(client: Visitor, address: str) -> None:
    organization = make_organization(contact_name="個人 花子", contact_email="hanako@example.jp")
    personal = {"contact_name": "個人 太郎", "contact_phone": "09000000000", "contact_email": "taro@example.jp"}
    make_shift(make_opportunity(organization=organization, online_note="合言葉ネムノキ", **personal))

    text = client.get(address).text

    assert "公園の清掃" in text
    for marker in ("花子", "hanako", "太郎", "09000000000", "taro", "ネムノキ"):
        assert marker not in text


def test_the_answer_may_be_kept_by_anyone_and_sets_no_cookie(client: Visitor, address: str) -> None:
    answer = client.get(address)

    assert answer.headers["Cache-Control"] == "public, max-age=600"
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_asked_again_unchanged_it_answers_304_and_changed_200(client: Visitor, address: str) -> None:
    tag = client.get(address).headers["ETag"]

    unchanged = client.get(address, headers={"If-None-Match": tag})
    make_shift()
    changed = client.get(address, headers={"If-None-Match": tag})

    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert changed.status_code == 200


def test_dates_are_those_of_tokyo(client: Visitor, address: str) -> None:
    shift = make_shift()
    hour = shift.starts_at.astimezone(TOKYO).hour

    event = event_list.read(client.get(address).data).rows[0].event

    assert event.first_on == today() + timedelta(days=10)
    assert event.starts == hour * 60
