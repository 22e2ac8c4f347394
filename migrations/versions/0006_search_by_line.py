"""Tell by its line where a text holds a word, and find katakana by hiragana and the other way round.

Revision ID: 0006
Revises: 0005
"""

import unicodedata
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

AT_ONCE = 500
HIRAGANA = {katakana: katakana - 0x60 for katakana in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
TEXTS = ("title", "title_kana", "summary", "description", "venue", "meeting_place", "address")
opportunity = sa.table(
    "opportunity",
    *(sa.column(name) for name in ("id", "organization_id", *TEXTS, "search_text", "search_tokens")),
)
organization = sa.table(
    "organization", *(sa.column(name) for name in ("id", "name", "name_kana", "description", "search_text"))
)


def upgrade() -> None:
    connection = op.get_bind()
    rewrite(connection, opportunity, three_lines)
    rewrite(connection, organization, lambda row: {"search_text": hiragana(row.search_text)})
    follow(connection)


def downgrade() -> None:
    connection = op.get_bind()
    rewrite(connection, opportunity, one_text_a_line)
    names = ("name", "name_kana", "description")
    rewrite(connection, organization, lambda row: {"search_text": folded(*(getattr(row, name) for name in names))})
    follow(connection)


def rewrite(connection, table, change) -> None:  # type: ignore[no-untyped-def]
    """Write what `change` makes of each row."""
    for rows in in_parts(connection, table):
        made = [(row.id, change(row)) for row in rows]
        values = {name: sa.bindparam(f"new_{name}") for name in made[0][1]}
        connection.execute(
            sa.update(table).where(table.c.id == sa.bindparam("row")).values(values),
            [{"row": row, **{f"new_{name}": text for name, text in new.items()}} for row, new in made],
        )


def in_parts(connection, table) -> Iterator[list[sa.Row]]:  # type: ignore[no-untyped-def]
    """All rows, of opportunities with their groups' names."""
    chosen = sa.select(table)
    if table is opportunity:
        names = organization.c.name.label("group_name"), organization.c.name_kana.label("group_name_kana")
        chosen = chosen.add_columns(*names).join(organization, organization.c.id == table.c.organization_id)
    last = 0
    while rows := connection.execute(chosen.where(table.c.id > last).order_by(table.c.id).limit(AT_ONCE)).all():
        yield rows
        last = rows[-1].id


def follow(connection) -> None:  # type: ignore[no-untyped-def]
    """Let SQLite's index read the table again, for its triggers may not be there yet; PostgreSQL's follows by itself."""
    if connection.dialect.name == "sqlite":
        op.execute("INSERT INTO opportunity_search (opportunity_search) VALUES ('rebuild')")


def three_lines(row: sa.Row) -> dict[str, str]:
    title, kana, summary, *rest = (getattr(row, name) for name in TEXTS)
    lines = (title, kana), (summary,), (*rest, row.group_name, row.group_name_kana)
    text = "\n".join(" ".join(hiragana(folded(*texts)).split()) for texts in lines)
    return {"search_text": text, "search_tokens": tokens_of(text)}


def one_text_a_line(row: sa.Row) -> dict[str, str]:
    text = folded(*(getattr(row, name) for name in TEXTS), row.group_name, row.group_name_kana)
    return {"search_text": text, "search_tokens": tokens_of(text)}


def folded(*texts: str | None) -> str:
    return "\n".join(unicodedata.normalize("NFKC", text).casefold() for text in texts if text)


def hiragana(text: str) -> str:
    return text.translate(HIRAGANA)


def tokens_of(text: str) -> str:
    tokens: dict[str, None] = {}
    for run in set(text.split()):
        digits = run.encode("utf-16-be", "surrogatepass").hex()
        tokens.update(dict.fromkeys(digits[at : at + 8] for at in range(0, len(digits) - 4, 4)))
        tokens[digits[-4:]] = None
    return " ".join(tokens)
