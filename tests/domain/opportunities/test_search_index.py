"""The index finds exactly what a look through every text finds, and follows every change of the table."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text

from matcher.clock import now
from matcher.db import db
from matcher.documents import event_list
from matcher.documents.event_drafts import content_of
from matcher.domain.opportunities.conditions import is_found
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus
from matcher.domain.opportunities.search_index import has_words
from matcher.domain.organizations.models import Organization
from matcher.folding import folded, tokens_of, words_of
from tests.support.databases import on_sqlite
from tests.support.factories import make_opportunity

EVENTS = Path(__file__).parents[2] / "data" / "events"
QUESTIONS = (
    "花", "の", "a", "防災", "子ども", "こども食堂", "図書館 講座", "ＮＰＯ", "ﾊﾅ", "スポーツ教室 無料", "10:00",
    "(", "%", "_", "'", '"', "親子で楽しむ", "髙", "ー", "〜", "・", "2023", "Park", "x*", "AND", "花 花 花",
    "無い言葉です",
)  # fmt: skip
# letters that make many near misses: repeated, of two planes, of width and case, and what a query language reads
LETTERS = st.text(st.sampled_from("ああいう花花aAＡ𠮷𠮾が か゛\"'*%_\n\t:&|"), max_size=12)

pytestmark = pytest.mark.usefixtures("app")


def found(words: list[str]) -> set[int]:
    return set(db.session.scalars(select(Opportunity.id).where(has_words(words))))


def looked_through(words: list[str]) -> set[int]:
    rows = db.session.execute(select(Opportunity.id, Opportunity.search_text))
    return {row.id for row in rows if all(word in row.search_text for word in words)}


def put(texts: Iterator[str] | list[str]) -> None:
    like = make_opportunity(first_open_starts_at=now())
    given = {column.key: getattr(like, column.key) for column in Opportunity.__table__.columns}
    facts = {name: value for name, value in given.items() if name != "id" and value is not None}
    searched = [{**facts, "search_text": text, "search_tokens": tokens_of(text)} for text in texts]
    db.session.execute(insert(Opportunity), searched)


def real_texts() -> Iterator[str]:
    for file in sorted(EVENTS.glob("*.csv")):
        for row in event_list.read(file.read_bytes()).rows:
            content = content_of(row)
            yield folded(content.title, content.summary, content.description, content.venue, content.address)


def test_on_1_481_real_events_it_finds_what_a_look_through_all_finds() -> None:
    put(real_texts())

    answers = {question: found(words_of(question)) for question in QUESTIONS}

    assert answers == {question: looked_through(words_of(question)) for question in QUESTIONS}
    assert sum(map(bool, answers.values())) > 15


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(LETTERS, min_size=1, max_size=12), question=LETTERS)
def test_on_any_texts_it_finds_what_a_look_through_all_finds(texts: list[str], question: str) -> None:
    words = words_of(question)
    if words:
        put([folded(text) for text in texts])

        assert found(words) == looked_through(words)
    db.session.rollback()


def test_it_follows_what_is_written_changed_and_removed() -> None:
    opportunity = make_opportunity(title="花壇", first_open_starts_at=now())
    opportunity.search_text = "花壇の手入れ"
    db.session.flush()
    assert found(["手入"]) == {opportunity.id}

    opportunity.search_text = "川の掃除"
    db.session.flush()
    assert found(["手入"]) == set()
    assert found(["掃除"]) == {opportunity.id}

    db.session.delete(opportunity)
    db.session.flush()
    assert found(["掃除"]) == set()


@on_sqlite
def test_it_holds_what_the_public_can_find_and_nothing_else() -> None:
    opportunity = make_opportunity(title="花壇", first_open_starts_at=now())
    opportunity.search_text = "花壇の手入れ"
    db.session.flush()
    assert found(["手入"]) == {opportunity.id}

    for facts in ({"first_open_starts_at": None}, {"status": OpportunityStatus.SUSPENDED}):
        before = {name: getattr(opportunity, name) for name in facts}
        for values, is_held in ((facts, False), (before, True)):
            for name, value in values.items():
                setattr(opportunity, name, value)
            db.session.flush()
            assert bool(found(["手入"])) == is_held

    opportunity.status, opportunity.search_text = OpportunityStatus.SUSPENDED, "川の掃除"
    db.session.flush()
    assert found(["手入"]) == found(["掃除"]) == set()
    opportunity.status = OpportunityStatus.PUBLISHED
    db.session.flush()
    assert (found(["手入"]), found(["掃除"])) == (set(), {opportunity.id})


def test_the_index_is_what_answers(app: object) -> None:
    put(["花壇の手入れ"] * 200 + ["川の掃除"] * 3)
    is_sqlite = db.engine.dialect.name == "sqlite"
    if not is_sqlite:
        db.session.execute(text("ANALYZE opportunity"))
        db.session.execute(text("SELECT gin_clean_pending_list('ix_opportunity_search')"))
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
    asked = select(Opportunity.id).join(Organization).where(is_found(), has_words(["掃除"]))
    sql = str(asked.compile(db.engine, compile_kwargs={"literal_binds": True}))

    plan = db.session.execute(text(f"EXPLAIN {'QUERY PLAN ' if is_sqlite else ''}{sql.replace(':', chr(92) + ':')}"))

    assert ("opportunity_search" if is_sqlite else "ix_opportunity_search") in str(plan.all())
