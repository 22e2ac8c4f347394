"""Every code of opportunities has its words."""

import inspect
from enum import StrEnum

import pytest

from matcher.domain.opportunities import filters, rules, states
from matcher.domain.opportunities.completeness import Part, Section
from matcher.domain.opportunities.filters import DayTime, Sort
from matcher.domain.opportunities.models import (
    AttendanceMode,
    Decision,
    Joining,
    OpportunityKind,
    OpportunityStatus,
    ShiftStatus,
    SignUpWay,
    Timing,
)
from matcher.domain.opportunities.timing import Rhythm
from matcher.errors import DomainError
from matcher.words import opportunities as words
from matcher.words.statuses import STATUSES

REFUSALS = {
    refusal.code
    for room in (rules, states, filters)
    for _, refusal in inspect.getmembers(room, inspect.isclass)
    if issubclass(refusal, DomainError) and refusal.__module__ == room.__name__
}


def test_every_refusal_has_its_sentence_and_no_sentence_is_left_over() -> None:
    assert set(words.SENTENCES) == REFUSALS


@pytest.mark.parametrize(("kind", "codes"), [("opportunity", OpportunityStatus), ("shift", ShiftStatus)])
def test_every_state_is_in_the_table_of_states(kind: str, codes: type[StrEnum]) -> None:
    assert {code.value for code in codes} <= set(STATUSES[kind])


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (OpportunityKind, words.KINDS),
        (SignUpWay, words.SIGN_UP_WAYS),
        (Joining, words.JOININGS),
        (Decision, words.DECISIONS),
        (AttendanceMode, words.ATTENDANCE_MODES),
        (Timing, words.TIMINGS),
        (Rhythm, words.RHYTHMS),
        (DayTime, words.DAY_TIMES),
        (Sort, words.SORTS),
        (Section, words.SECTIONS),
        (Part, words.PARTS),
    ],
)
def test_every_code_has_its_word(codes: type[StrEnum], table: dict[str, object]) -> None:
    assert set(table) == set(codes)
