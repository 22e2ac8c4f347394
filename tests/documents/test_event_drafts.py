"""A row of an event list as a draft: what it says, and nothing it does not say."""

from dataclasses import fields
from datetime import date, time

import pytest

from matcher.clock import tokyo_instant
from matcher.documents.event import Event
from matcher.documents.event_drafts import content_of, shift_of
from matcher.documents.event_list import EventRow
from matcher.domain.opportunities.content import OpportunityContent, ShiftContent
from matcher.domain.opportunities.models import OpportunityKind, Timing

DAY = date(2026, 12, 12)


def content(notes: tuple[tuple[str, str], ...] = (), **facts: object) -> OpportunityContent:
    return content_of(EventRow(2, "a" * 64, Event(title="朝市", **facts), notes))  # type: ignore[arg-type]


def shift(**facts: object) -> ShiftContent:
    given = {"first_on": DAY, "starts": 540, "ends": 660, **facts}
    made = shift_of(Event(title="朝市", **given))  # type: ignore[arg-type]
    assert made is not None
    return made


def test_of_a_bare_title_everything_else_is_left_to_be_decided() -> None:
    said = {field.name: getattr(content(), field.name) for field in fields(OpportunityContent)}

    assert {name: value for name, value in said.items() if value not in (None, ())} == {
        "kind": OpportunityKind.EVENT,
        "title": "朝市",
    }


def test_the_meeting_place_stands_for_the_venue_and_beside_it() -> None:
    alone = content(meeting_place="駅前")
    both = content(venue="公園", meeting_place="駅前")

    assert (alone.venue, alone.meeting_place) == ("駅前", None)
    assert (both.venue, both.meeting_place) == ("公園", "駅前")


def test_the_building_belongs_to_the_address() -> None:
    assert content(address="岡出山1-11-1", building="西館3階").address == "岡出山1-11-1 西館3階"


def test_what_has_no_column_stands_under_the_description_by_its_name() -> None:
    both = content((("申込方法", "電話"), ("備考", "小雨決行")), description="朝の市です。")
    notes_only = content((("備考", "小雨決行"),))

    assert both.description == "朝の市です。\n\n申込方法：電話\n備考：小雨決行"
    assert notes_only.description == "備考：小雨決行"


def test_a_telephone_number_is_kept_as_digits() -> None:
    assert content(contact_phone="（０５４）６４３－３２７４").contact_phone == "0546433274"


def test_without_a_date_there_is_no_shift() -> None:
    assert shift_of(Event(title="朝市", starts=540)) is None


def test_a_timed_shift_has_the_places_of_the_list() -> None:
    made = shift(capacity=20)

    assert (made.timing, made.label) == (Timing.TIMED, "")
    assert (made.starts_at, made.ends_at) == (tokyo_instant(DAY, time(9)), tokyo_instant(DAY, time(11)))
    assert [role.capacity for role in made.roles] == [20]


def test_a_period_has_the_known_hour_in_its_label() -> None:
    made = shift(ends=None)

    assert (made.timing, made.label) == (Timing.PERIOD, "09:00〜")
    assert (made.starts_at, made.ends_at) == (tokyo_instant(DAY), tokyo_instant(date(2026, 12, 13)))


@pytest.mark.parametrize(
    ("on", "minutes", "expected"),
    [
        (None, None, tokyo_instant(DAY, time(9))),
        (date(2026, 12, 10), None, tokyo_instant(date(2026, 12, 11))),
        (date(2026, 12, 10), 1020, tokyo_instant(date(2026, 12, 10), time(17))),
        (DAY, None, tokyo_instant(DAY, time(9))),
        (date(2026, 12, 25), 1020, tokyo_instant(DAY, time(9))),
    ],
)
def test_sign_up_ends_as_written_at_the_latest_at_the_start(on: date, minutes: int, expected: object) -> None:
    assert shift(sign_up_until_on=on, sign_up_until=minutes).sign_up_until_at == expected


def test_sign_up_for_a_period_may_last_as_long_as_the_period() -> None:
    assert shift(last_on=date(2026, 12, 20)).sign_up_until_at == tokyo_instant(date(2026, 12, 21))
