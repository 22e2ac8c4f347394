"""Look up words by pairs of letters instead of reading every text.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

AT_ONCE = 500
opportunity = sa.table(
    "opportunity",
    sa.column("id", sa.Integer),
    sa.column("search_text", sa.String),
    sa.column("search_tokens", sa.String),
)


def upgrade() -> None:
    op.add_column("opportunity", sa.Column("search_tokens", sa.String(), nullable=False, server_default=""))
    fill(op.get_bind())
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE opportunity_search USING fts5"
            "(search_tokens, content='opportunity', content_rowid='id', detail='none', columnsize=0, tokenize='ascii')"
        )
        op.execute("INSERT INTO opportunity_search (opportunity_search) VALUES ('rebuild')")
    else:
        op.execute(
            "CREATE INDEX ix_opportunity_search ON opportunity"
            " USING gin (array_to_tsvector(string_to_array(search_tokens, ' ')))"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER IF EXISTS opportunity_search_{act}")
        op.execute("DROP TABLE opportunity_search")
    else:
        op.execute("DROP INDEX ix_opportunity_search")
    op.drop_column("opportunity", "search_tokens")


def fill(connection: sa.Connection) -> None:
    """Give each row its tokens, as the product made them when this revision was written."""
    last = 0
    while rows := connection.execute(
        sa.select(opportunity.c.id, opportunity.c.search_text)
        .where(opportunity.c.id > last)
        .order_by(opportunity.c.id)
        .limit(AT_ONCE)
    ).all():
        connection.execute(
            sa.update(opportunity)
            .where(opportunity.c.id == sa.bindparam("row"))
            .values(search_tokens=sa.bindparam("tokens")),
            [{"row": row.id, "tokens": tokens_of(row.search_text)} for row in rows],
        )
        last = rows[-1].id


def tokens_of(text: str) -> str:
    tokens: dict[str, None] = {}
    for run in set(text.split()):
        digits = run.encode("utf-16-be", "surrogatepass").hex()
        tokens.update(dict.fromkeys(digits[at : at + 8] for at in range(0, len(digits) - 4, 4)))
        tokens[digits[-4:]] = None
    return " ".join(tokens)
