"""The index over `search_tokens`: it follows the table by itself, and answers which rows hold all words.

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

MADE = (
    "CREATE INDEX ix_opportunity_search ON opportunity"
    " USING gin (array_to_tsvector(string_to_array(search_tokens, ' ')))"
)
_TAKEN_OUT = (
    "INSERT INTO opportunity_search (opportunity_search, rowid, search_tokens)"
    " VALUES ('delete', old.id, old.search_tokens);"
)
_PUT_IN = "INSERT INTO opportunity_search (rowid, search_tokens) VALUES (new.id, new.search_tokens);"

declare(
    Guard(
        name="opportunity_search",
        table="opportunity",
        sqlite={
            "opportunity_search_insert": f"AFTER INSERT ON opportunity BEGIN {_PUT_IN} END",
            "opportunity_search_delete": f"AFTER DELETE ON opportunity BEGIN {_TAKEN_OUT} END",
            "opportunity_search_update": (
                "AFTER UPDATE OF search_tokens ON opportunity WHEN old.search_tokens <> new.search_tokens "
                f"BEGIN {_TAKEN_OUT} {_PUT_IN} END"
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
    """Whether an opportunity's text has every one of the folded words, as a look through all texts would find."""
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
        connection.execute(text("INSERT INTO opportunity_search (opportunity_search) VALUES ('rebuild')"))
    else:
        connection.execute(text(MADE))
