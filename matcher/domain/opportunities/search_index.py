"""The index over `search_tokens`: it follows the table by itself, and answers which rows hold all words.

It holds what the public can find and nothing else, or a search would pay for every year that is over.

SQLite: an FTS5 table kept in step by triggers. PostgreSQL: a GIN index over the tokens as they are, for its own
parser would take them for words and numbers.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, String, and_, literal, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from matcher.domain.opportunities.models import Opportunity
from matcher.folding import fts5_query, is_certain, tsquery
from matcher.guards import Guard, declare

_FOUND = "{row}status = 'published' AND {row}first_open_starts_at IS NOT NULL"
MADE = (
    "CREATE INDEX ix_opportunity_search ON opportunity"
    f" USING gin (array_to_tsvector(string_to_array(search_tokens, ' '))) WHERE {_FOUND.format(row='')}"
)
EMPTIED = "INSERT INTO opportunity_search (opportunity_search) VALUES ('delete-all')"
FILLED = "INSERT INTO opportunity_search (rowid, search_tokens) SELECT id, search_tokens FROM opportunity WHERE {}"
_WAS, _IS = f"({_FOUND.format(row='old.')})", f"({_FOUND.format(row='new.')})"
_TAKEN_OUT = (
    "INSERT INTO opportunity_search (opportunity_search, rowid, search_tokens)"
    f" SELECT 'delete', old.id, old.search_tokens WHERE {_WAS};"
)
_PUT_IN = f"INSERT INTO opportunity_search (rowid, search_tokens) SELECT new.id, new.search_tokens WHERE {_IS};"

declare(
    Guard(
        name="opportunity_search",
        table="opportunity",
        sqlite={
            "opportunity_search_insert": f"AFTER INSERT ON opportunity WHEN {_IS} BEGIN {_PUT_IN} END",
            "opportunity_search_delete": f"AFTER DELETE ON opportunity WHEN {_WAS} BEGIN {_TAKEN_OUT} END",
            "opportunity_search_update": (
                "AFTER UPDATE OF search_tokens, status, first_open_starts_at ON opportunity"
                f" WHEN {_WAS} <> {_IS} OR ({_IS} AND old.search_tokens <> new.search_tokens)"
                f" BEGIN {_TAKEN_OUT} {_PUT_IN} END"
            ),
        },
        postgresql={},
    )
)


class index_holds(GenericFunction[bool]):  # noqa: N801 named as it is written in SQL
    """Whether a row's tokens answer the question: (id, tokens, question for FTS5, question for PostgreSQL)."""

    type = Boolean()
    inherit_cache = True


def has_words(words: Sequence[str]) -> ColumnElement[bool]:
    """Whether the text of an opportunity that the public finds has every one of the folded words, as a look through
    all their texts would tell. Ask it together with `is_found`: of others the index knows nothing.
    """
    asked = index_holds(
        Opportunity.id, Opportunity.search_tokens, literal(fts5_query(words), String), literal(tsquery(words), String)
    )
    read = [Opportunity.search_text.contains(word, autoescape=True) for word in words if not is_certain(word)]
    return and_(asked, *read)


@compiles(index_holds, "sqlite")
def _in_sqlite(element: index_holds, compiler: SQLCompiler, **options: Any) -> str:
    row, _, question, _ = (compiler.process(clause, **options) for clause in element.clauses)
    # the parts are SQL that SQLAlchemy compiled; the question itself is a bound value
    return f"{row} IN (SELECT rowid FROM opportunity_search WHERE opportunity_search MATCH {question})"  # noqa: S608


@compiles(index_holds, "postgresql")
def _in_postgresql(element: index_holds, compiler: SQLCompiler, **options: Any) -> str:
    _, tokens, _, question = (compiler.process(clause, **options) for clause in element.clauses)
    return f"array_to_tsvector(string_to_array({tokens}, ' ')) @@ CAST({question} AS tsquery)"


def lay_aside(connection: Connection) -> None:
    """Stop following the table, so that very many rows can be written at once; `make_again` must come after."""
    if connection.dialect.name == "sqlite":
        for name in ("insert", "delete", "update"):
            connection.execute(text(f"DROP TRIGGER opportunity_search_{name}"))
    else:
        connection.execute(text("DROP INDEX ix_opportunity_search"))


def make_again(connection: Connection) -> None:
    """Read the whole table into the index; on SQLite it follows again once `guards.ensure_guards` ran."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(EMPTIED))
        connection.execute(text(FILLED.format(_FOUND.format(row=""))))
    else:
        connection.execute(text(MADE))
