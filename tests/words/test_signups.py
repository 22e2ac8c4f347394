"""Every refusal of sign-ups has its sentence, with nothing left to fill in."""

import inspect
from datetime import UTC, datetime

from matcher.domain.signups.rules import attendance, changes, refusals, states
from matcher.errors import DomainError
from matcher.words import sentence
from matcher.words.signups import SENTENCES

REFUSALS = {
    refusal.code
    for room in (attendance, changes, refusals, states)
    for _, refusal in inspect.getmembers(room, inspect.isclass)
    if issubclass(refusal, DomainError) and refusal.__module__ == room.__name__
}


def test_every_refusal_has_its_sentence_and_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) == REFUSALS


def test_a_clash_names_the_other_activity_and_its_hours(app) -> None:
    clash = refusals.Clash(
        title="竹林整備",
        starts_at=datetime(2027, 2, 6, 0, 30, tzinfo=UTC),
        ends_at=datetime(2027, 2, 6, 6, 0, tzinfo=UTC),
    )

    with app.test_request_context():
        told = sentence(clash)

    assert told.startswith("「竹林整備」（2月6日（土）9:30〜2月6日（土）15:00）の申し込みと時間が重なっています。")
