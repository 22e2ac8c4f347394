"""What is measured within one process: search by the index against LIKE, statements of a page, where its time goes."""

import cProfile
import pstats
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from flask import Flask
from sqlalchemy import ColumnElement

from bench.cities import City
from matcher.clock import now
from matcher.db import db, reading
from matcher.domain.opportunities import conditions
from matcher.domain.opportunities.filters import OpportunityFilters, Sort
from matcher.domain.opportunities.keys import count, key_page, keys
from matcher.domain.opportunities.models import Opportunity
from tests.support.statements import counted_statements
from tests.support.visitor import Visitor

FEW = 0.05
SAMPLED = 2_000
ROOMS = {
    "/jinja2/": "jinja2",
    "<template>": "templates",
    "/templates/": "templates",
    "/sqlalchemy/": "sqlalchemy",
    "/flask_sqlalchemy/": "sqlalchemy",
    "/psycopg": "database",
    "sqlite3": "database",
    "/flask": "flask and werkzeug",
    "/werkzeug/": "flask and werkzeug",
    "/babel/": "babel",
    "/matcher/": "matcher",
}


def two_letters(city: City) -> str:
    """The two letters, both kanji, that come nearest to standing in 5 % of what the public finds without passing it."""
    with city.app.app_context(), reading():
        texts = keys(OpportunityFilters(), now()).with_only_columns(Opportunity.search_text).limit(SAMPLED)
        sample = list(db.session.scalars(texts))
        db.session.rollback()
    pairs = Counter(pair for text in sample for pair in {text[place : place + 2] for place in range(len(text) - 1)})
    rare = {pair: hits for pair, hits in pairs.items() if hits <= len(sample) * FEW and all(x >= "一" for x in pair)}
    return max(sorted(rare), key=lambda pair: rare[pair])


class Search:
    """One question, asked of the index and by LIKE: the same statements but for that condition."""

    def __init__(self, city: City, word: str) -> None:
        self.city, self.word, self.filters = city, word, OpportunityFilters(q=word, sort=Sort.SOONEST)

    def hits(self) -> tuple[int, int]:
        """How many texts there are and how many are found. Raises ValueError where the two ways differ."""
        with self.city.app.app_context(), reading():
            texts = db.session.scalars(keys(OpportunityFilters(), now())).all()
            found = set(db.session.scalars(keys(self.filters, now())))
            with _by_like():
                truth = set(db.session.scalars(keys(self.filters, now())))
            db.session.rollback()
        if found != truth:
            raise ValueError(f"The index finds {len(found)}, LIKE {len(truth)}")
        return len(texts), len(found)

    def milliseconds(self, *, by_like: bool) -> float:
        """For the number and the first twenty."""
        way = _by_like() if by_like else nullcontext()
        with self.city.app.app_context(), reading(), way:
            db.session.connection()
            begun, moment = time.perf_counter(), now()
            number = count(self.filters, moment)
            db.session.execute(key_page(self.filters, moment, 20, number)).all()
            took = time.perf_counter() - begun
            db.session.rollback()
        return took * 1000


@contextmanager
def _by_like() -> Iterator[None]:
    index = conditions.has_words
    conditions.has_words = _like
    try:
        yield
    finally:
        conditions.has_words = index


def _like(words: tuple[str, ...]) -> ColumnElement[bool]:
    return Opportunity.search_text.contains(words[0], autoescape=True)


def asking(app: Flask, request: bytes) -> Callable[[], int]:
    """Sends a request to the application without a network; gives the status."""
    head, _, body = request.decode().partition("\r\n\r\n")
    method, path = head.split()[:2]
    headers = {name: value for name, _, value in (line.partition(": ") for line in head.split("\r\n")[1:])}
    visitor = Visitor(app, app.response_class, use_cookies=False)
    return lambda: visitor.open(path, method=method, headers=headers, data=body.encode()).status_code


def statements(app: Flask, ask: Callable[[], int]) -> int:
    """How many statements one request sends, after one that warmed the caches."""
    with app.app_context():
        ask()
        with counted_statements() as sent:
            ask()
    return len(sent)


def shares(app: Flask, ask: Callable[[], int], times: int = 20) -> list[tuple[str, float]]:
    """Where the time of a page goes: own time by room in percent, the greatest first (as the profiler sees it)."""
    profile = cProfile.Profile()
    with app.app_context():
        profile.runcall(lambda: [ask() for _ in range(times)])
    spent: Counter[str] = Counter()
    for (file, _, name), (_, _, own, _, _) in pstats.Stats(profile).stats.items():
        spent[next((room for part, room in ROOMS.items() if part in file or part in name), "python")] += own
    return [(room, 100 * own / spent.total()) for room, own in spent.most_common()]
