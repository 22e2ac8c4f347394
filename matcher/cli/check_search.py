"""`flask check-search`: whether the index of words answers as a look through every text does, and how fast."""

import time
from collections.abc import Sequence
from random import Random
from statistics import median
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy import ColumnElement, Select, select

from matcher.db import db, reading
from matcher.domain.opportunities.conditions import is_found
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.opportunities.search_index import has_words
from matcher.domain.organizations.models import Organization
from matcher.folding import HIRAGANA, words_of

KATAKANA = {hiragana: katakana for katakana, hiragana in HIRAGANA.items()}
WIDE = {narrow: narrow + 0xFEE0 for narrow in range(0x21, 0x7F)}
LENGTHS = (1, 2, 2, 3, 5, 8)
SAMPLED = 500  # texts that questions are cut out of
FEW = 0.06  # of the texts: what a search is good for
AT_ONCE = 1_000  # rows


@click.command("check-search")
@click.option("--questions", default=100, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=1, show_default=True, type=int, help="The same seed asks the same of the same texts.")
@with_appcontext
def check_search(questions: int, seed: int) -> None:
    """Ask for words of one, two and many letters, in other kana, width and case, alone and together; exits with 1 where
    an answer differs. Changes nothing.
    """
    with reading():
        asked = made_up(_sample(seed), Random(seed), questions)  # noqa: S311 nothing secret is drawn
        number, truth = looked_through([words_of(question) for question in asked])
        by_index = [_timed(has_words(words_of(question))) for question in asked]
        by_like = [_timed(*_like(words_of(question))) for question in asked]
        db.session.rollback()
    wrong = [question for question, ids, (found, _) in zip(asked, truth, by_index, strict=True) if ids != found]
    for question in wrong:
        click.echo(f"WRONG {question!r}")
    hits = sum(map(len, truth))
    click.echo(f"{number} texts, {len(asked)} questions, {hits} hits: {len(wrong)} answers differ from a plain scan.")
    few = [place for place, ids in enumerate(truth) if len(ids) <= number * FEW]
    click.echo(
        f"Of {len(few)} questions that at most {FEW:.0%} of the texts answer, half took less than"
        f" {_middle(by_index, few)} ms by the index and {_middle(by_like, few)} ms by LIKE."
    )
    if wrong:
        raise SystemExit(1)


def made_up(texts: Sequence[str], chance: Random, number: int) -> list[str]:
    """Questions cut out of texts: one word or two of a text, every second one written otherwise than it is there."""
    chosen = [chance.choice(texts) for _ in range(number)] if texts else []
    return [_question(_cut(text, chance), _cut(text, chance), place) for place, text in enumerate(chosen)]


def looked_through(questions: Sequence[Sequence[str]]) -> tuple[int, list[set[int]]]:
    """How many texts there are, and for each question the ids of those that have all its words."""
    found: list[set[int]] = [set() for _ in questions]
    number = 0
    rows = db.session.execute(_findable(Opportunity.id, Opportunity.search_text).execution_options(yield_per=AT_ONCE))
    for number, (row, text) in enumerate(rows, 1):  # noqa: B007 the last one is how many there are
        for ids, words in zip(found, questions, strict=True):
            if all(word in text for word in words):
                ids.add(row)
    return number, found


def _sample(seed: int) -> list[str]:
    ids = sorted(db.session.scalars(_findable(Opportunity.id)))
    some = Random(seed).sample(ids, min(SAMPLED, len(ids)))  # noqa: S311 nothing secret is drawn
    texts = select(Opportunity.search_text).where(Opportunity.id.in_(some)).order_by(Opportunity.id)
    return [text for text in db.session.scalars(texts) if text.strip()]


def _cut(text: str, chance: Random) -> str:
    word = chance.choice(text.split())
    begin = chance.randrange(len(word))
    return word[begin : begin + chance.choice(LENGTHS)]


def _question(word: str, other: str, place: int) -> str:
    """Of each eight: four as they are, one in katakana, one wide and large, one backwards, one with a second word."""
    forms = {4: word.translate(KATAKANA), 5: word.upper().translate(WIDE), 6: word[::-1], 7: f"{word}　{other}"}
    return forms.get(place % 8, word)


def _findable(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).join(Organization, Organization.id == Opportunity.organization_id).where(is_found())


def _like(words: Sequence[str]) -> list[ColumnElement[bool]]:
    return [Opportunity.search_text.contains(word, autoescape=True) for word in words]


def _timed(*conditions: ColumnElement[bool]) -> tuple[set[int], float]:
    begun = time.perf_counter()
    return set(db.session.scalars(_findable(Opportunity.id).where(*conditions))), time.perf_counter() - begun


def _middle(answers: Sequence[tuple[set[int], float]], places: Sequence[int]) -> str:
    return f"{median(answers[place][1] for place in places) * 1000:.1f}" if places else "0"
