"""Every refusal of sign-ups has its sentence, with nothing left to fill in."""

import inspect
from dataclasses import fields
from datetime import UTC, datetime

import pytest

from matcher.domain.notifications.models import Notification
from matcher.domain.opportunities.content import OpportunityContent
from matcher.domain.signups import actions as signups
from matcher.domain.signups.actions.opportunities import UNTOLD
from matcher.domain.signups.actions.telling import about_shift
from matcher.domain.signups.rules import attendance, changes, refusals, states
from matcher.errors import DomainError
from matcher.words import notices, sentence
from matcher.words.signups import CHANGES, SENTENCES, TITLES
from tests.support.databases import on_sqlite
from tests.support.factories import make_account, make_opportunity, make_shift

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

    assert told.startswith("「竹林整備」（2月6日（土）9:30から）の申し込みと時間が重なっています。")


def test_whatever_can_change_has_a_name() -> None:
    named = {field.name for field in fields(OpportunityContent)} - UNTOLD

    assert set(CHANGES) == named | {"new_day_on"}


LETTERS = sorted(TITLES)
SHIFT = {"starts_at": "2027-02-06T00:30:00+00:00", "ends_at": "2027-02-06T06:00:00+00:00", "is_timed": True}
OLD = {"old_starts_at": "2027-01-30T00:30:00+00:00", "old_ends_at": "2027-01-30T06:00:00+00:00"}


@pytest.mark.parametrize("kind", LETTERS)
@on_sqlite
def test_every_letter_fills_from_what_the_acts_give(app, kind) -> None:
    given = {
        "opportunity_id": 7, "title": "竹林整備", "organization": "里山の会", "slug": "satoyama",
        "label": "", "role": "刈る", "venue": "里山", "sign_up_id": 8,
        "meeting_place": "炭焼き小屋", "things_to_bring": "軍手", "contact_phone": "0540000000",
        "position": 3, "reason": "大雨のため", "seats": 4,
        "changes": ["venue"], **SHIFT, **OLD,
    }  # fmt: skip
    notice = Notification(kind=kind, parameters=given)

    with app.test_request_context():
        letter = notices.title(notice) + "\n" + notices.body(notice, base_url="https://wakiai.example")

    assert "竹林整備" in letter
    assert "https://wakiai.example/" in letter
    assert "%(" not in letter


@on_sqlite
def test_a_changed_post_tells_its_new_words_in_the_letter_and_in_the_inbox(app) -> None:
    changes = [
        {"name": "venue", "before": "里山", "after": "蓮華寺池公園"},
        {"name": "min_age", "before": 18, "after": None},
        {"name": "rain_policy", "before": None, "after": "雨でもします"},
        {"name": "criteria", "before": [], "after": ["seated"]},
        {"name": "summary", "after": "長い" * 300},
        {"name": "description", "after": "班に分かれます。\n----\n\n雨の日は室内です。"},
        {"name": "new_day_on", "after": "2027-02-13"},
        {"name": "contact_phone"},
        "fields",
    ]
    notice = Notification(
        kind="opportunity-changed", parameters={"title": "竹林整備", "opportunity_id": 7, "changes": changes}
    )

    with app.test_request_context():
        letter, (inbox, path) = notices.body(notice, base_url="https://wakiai.example"), notices.brief(notice)

    for words in (letter, inbox):
        assert "・場所：里山 → 蓮華寺池公園\n・年齢（何歳から）：18歳 → なし\n" in words
        assert "・雨のとき：なし → 雨でもします\n" in words
        assert "・参加しやすさ：なし → 座ってできる\n" in words
        assert "・くわしい説明：班に分かれます。 ---- 雨の日は室内です。\n・新しい日：2027年2月13日\n" in words
        assert "・問い合わせ先の電話（募集のページを見てください）\n・分野（募集のページを見てください）\n" in words
        assert words.index("・ひとことの説明：\n長い長い") > words.index("・分野")  # what is long stands last
        assert "長い…（続きは、募集のページで）" in words
        assert len(words) < 600
    assert path == "/opportunities/7"


@on_sqlite
def test_a_letter_about_a_course_names_each_of_its_days(app) -> None:
    second = {"starts_at": "2027-02-13T00:30:00+00:00", "ends_at": "2027-02-13T06:00:00+00:00"}
    days = [{**SHIFT, "label": ""}, {**SHIFT, **second, "label": ""}]
    given = {"title": "竹林整備", "opportunity_id": 7, "label": "", **SHIFT, "course": days}
    with app.test_request_context():
        letter = notices.body(Notification(kind="sign-up-confirmed", parameters=given), base_url="https://a.example")

    assert "日時　2月6日（土） 9:30〜15:00\n　　　2月13日（土） 9:30〜15:00\n" in letter


@pytest.mark.parametrize("kind", ["sign-up-confirmed", "sign-up-accepted", "sign-up-promoted", "shift-moved"])
@on_sqlite
def test_whoever_is_to_go_there_is_told_where_to_meet_what_to_bring_and_whom_to_call(app, session, kind) -> None:
    account = make_account()
    opportunity = make_opportunity(meeting_place="東屋の前", things_to_bring="長ぐつ", contact_phone="0541112222")
    shift = make_shift(opportunity)
    asked = signups.sign_up(role=shift.roles[0], person=account.person, by=account, request_key="one")
    filled = about_shift(asked) | OLD
    with app.test_request_context():
        letter = notices.body(Notification(kind=kind, parameters=filled), base_url="https://wakiai.example")

    assert "東屋の前" in letter
    assert "長ぐつ" in letter
    assert "054-111-2222" in letter
    assert f"https://wakiai.example/me/sign-ups/{asked.id}" in letter
    assert f"https://wakiai.example/opportunities/{opportunity.id}.ics" in letter
