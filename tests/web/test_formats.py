"""How dates, times, numbers, telephones and plain text are written."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
import time_machine

from matcher.clock import TOKYO, tokyo_instant
from matcher.web import formats
from matcher.web.telephone import phone


@dataclass
class Block:
    """A shift as the formats see it."""

    starts_at: datetime
    ends_at: datetime
    is_timed: bool = True
    label: str = ""


PRESENT = datetime(2026, 11, 24, 12, tzinfo=TOKYO)


def at(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=TOKYO).astimezone(UTC)


def test_a_long_date_names_era_western_year_and_weekday() -> None:
    assert formats.long_date(date(2026, 12, 12)) == "令和8年（2026年）12月12日（土）"


def test_an_instant_is_shown_as_the_day_tokyo_has() -> None:
    just_past_midnight = datetime(2026, 3, 31, 15, 0, tzinfo=UTC)

    assert formats.short_date(just_past_midnight) == "4月1日（水）"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1926, 12, 24), "1926年12月24日"),
    ],
)
def test_each_era_begins_on_its_day(on: date, words: str) -> None:
    assert formats.wareki(on) == words


def test_a_fiscal_year_has_the_name_of_the_era_in_which_it_mostly_lies() -> None:
    assert [formats.fiscal_year_name(year) for year in (2018, 2019, 2026)] == ["平成30年度", "令和元年度", "令和8年度"]


@pytest.mark.parametrize(
    ("ends_at", "words"),
    [
        (at(12, 12, 19), "15:00〜19:00"),
        (at(12, 13), "15:00〜24:00"),
        (at(12, 13, 6, 5), "15:00〜翌6:05"),
        (at(12, 14, 6), "15:00〜12月14日（月）6:00"),
    ],
)
def test_hours_past_midnight_say_on_which_day_they_end(ends_at: datetime, words: str) -> None:
    assert formats.time_range(at(12, 12, 15), ends_at) == words


def test_a_timed_shift_shows_its_day_and_hours() -> None:
    shift = Block(at(12, 12, 8), at(12, 12, 9))

    assert (formats.shift_time(shift), formats.shift_when(shift)) == ("8:00〜9:00", "12月12日（土） 8:00〜9:00")


def test_a_period_that_ends_at_midnight_shows_the_day_before_as_its_last() -> None:
    shift = Block(at(12, 12), at(12, 21), is_timed=False)

    assert formats.shift_when(shift) == formats.shift_time(shift) == "12月12日（土）〜12月20日（日）"


def test_a_period_of_one_day_shows_what_is_known_of_the_time() -> None:
    known = Block(at(12, 12), at(12, 13), is_timed=False, label="9時から")
    unknown = Block(at(12, 12), at(12, 13), is_timed=False)

    assert formats.shift_when(known) == "12月12日（土） 9時から"
    assert formats.shift_when(unknown) == "12月12日（土） 時刻は主催者に確かめてください"


def test_a_deadline_at_midnight_is_the_end_of_the_day_before() -> None:
    assert formats.date_time(tokyo_instant(date(2026, 12, 5))) == "12月4日（金）24:00"
    assert formats.date_time(at(12, 4, 18)) == "12月4日（金）18:00"


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("0546433274", "054-643-3274"),
        ("0547341111", "0547-34-1111"),
        ("0312345678", "03-1234-5678"),
        ("0666666666", "06-6666-6666"),
        ("09012345678", "090-1234-5678"),
        ("05012345678", "050-1234-5678"),
        ("0120123456", "0120-123-456"),
        ("08001234567", "0800-123-4567"),
        ("0570012345", "0570-01-2345"),
        ("0222251111", "022-225-1111"),
        ("0986221111", "0986-22-1111"),
        ("119", "119"),
        ("+81546433274", "+81546433274"),
        ("054643", "054643"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_telephone_number_is_grouped_by_its_area(digits: str | None, shown: str) -> None:
    assert phone(digits) == shown


def test_a_postal_code_has_its_mark_and_hyphen() -> None:
    assert (formats.postal("4268722"), formats.postal("426-8722"), formats.postal(None)) == (
        "〒426-8722",
        "426-8722",
        "",
    )


def test_amounts_say_what_they_count() -> None:
    assert [formats.people(6), formats.people(1200), formats.people(None)] == ["6人", "1,200人", "定員なし"]
    assert [formats.hours(1590), formats.hours(45), formats.hours(120), formats.hours(0)] == [
        "26時間30分",
        "45分",
        "2時間",
        "0分",
    ]
    assert [formats.yen(1000), formats.yen(0), formats.yen(None)] == ["1,000円", "かかりません", "かかりません"]


def test_plain_text_keeps_its_lines_and_becomes_neither_markup_nor_link() -> None:
    html = formats.paragraphs("一行目\r\n二行目\n\n\n<b>https://example.jp</b>\n\n  \n")

    assert html == "<p>一行目<br>二行目</p><p>&lt;b&gt;https://example.jp&lt;/b&gt;</p>"
    assert formats.paragraphs(None) == ""


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        (date(2026, 11, 24), ""),
        (date(2027, 11, 23), ""),
        (date(2026, 11, 23), "2026年"),
        (date(2027, 11, 24), "2027年"),
        (date(2025, 12, 5), "2025年"),
    ],
)
def test_the_year_stands_where_a_day_is_not_within_the_coming_twelve_months(on: date, shown: str) -> None:
    with time_machine.travel(PRESENT):
        assert formats.far_year(on) == shown


def test_a_day_of_another_year_is_told_from_the_same_day_of_this_one() -> None:
    near, far = Block(at(12, 5, 9), at(12, 5, 11)), Block(at(12, 5, 9, year=2025), at(12, 5, 11, year=2025))

    with time_machine.travel(PRESENT):
        assert formats.dated_when(near) == "12月5日（土） 9:00〜11:00"
        assert formats.dated_when(far) == "2025年12月5日（金） 9:00〜11:00"
