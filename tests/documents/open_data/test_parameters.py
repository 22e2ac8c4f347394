"""A parameter takes exactly what its schema allows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.documents.open_data.operations import PLACE_IN_LIST, ROW, WORDS
from matcher.documents.open_data.parameters import LARGEST_ID, Parameter
from matcher.domain.opportunities.filters import Cursor


def parameter(**facts: object) -> Parameter:
    return Parameter(name="x", meaning="見本", **facts)


@given(st.from_regex(ROW, fullmatch=True))
def test_every_number_of_a_row_that_is_described_is_one_a_database_can_hold(text: str) -> None:
    assert 0 < int(text) <= LARGEST_ID


@pytest.mark.parametrize(("number", "is_good"), [(1, True), (2_146_999_999, True), (0, False), (2**31, False)])
def test_rows_are_numbered_from_one_to_what_no_city_reaches(number: int, is_good: bool) -> None:
    assert parameter(pattern=ROW).accepts(str(number)) == is_good


@given(st.from_regex(PLACE_IN_LIST, fullmatch=True).filter(str.isascii))
def test_every_place_in_the_list_that_is_described_can_be_read(text: str) -> None:
    assert str(Cursor.parse(text)).rpartition("-")[2] == text.rpartition("-")[2]


@given(st.dates())
def test_a_day_is_any_day_as_iso_writes_it(day: date) -> None:
    assert parameter(is_day=True).accepts(day.isoformat())
    assert not parameter(is_day=True).accepts(day.strftime("%Y%m%d"))


@pytest.mark.parametrize("text", ["", "0", "101", "+1", "01", "1.0", " 1", "１", "1e1"])
def test_a_number_is_written_in_digits_within_its_bounds(text: str) -> None:
    assert not parameter(most=100).accepts(text)


def test_what_takes_one_value_takes_no_two() -> None:
    assert not parameter(values=("a", "b")).accepts_all(["a", "b"])
    assert parameter(values=("a", "b"), is_list=True).accepts_all(["a", "b"])
    assert not parameter(values=("a", "b"), is_list=True).accepts_all(["a", "c"])


@given(st.text(alphabet="\0\t\n\r\x1c\x1f\x85 　a清", max_size=4))
def test_words_are_anything_but_blanks_alone_and_hold_no_nul(text: str) -> None:
    assert parameter(pattern=WORDS).accepts(text) == (bool(text.strip()) and "\0" not in text)
