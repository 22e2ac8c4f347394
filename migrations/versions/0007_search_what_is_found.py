"""Let the index of words hold what the public can find, and nothing that is over.

Revision ID: 0007
Revises: 0006
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

FOUND = "status = 'published' AND first_open_starts_at IS NOT NULL"
MADE = (
    "CREATE INDEX ix_opportunity_search ON opportunity"
    " USING gin (array_to_tsvector(string_to_array(search_tokens, ' ')))"
)


def upgrade() -> None:
    fill(f" WHERE {FOUND}")


def downgrade() -> None:
    fill("")


def fill(where: str) -> None:
    """Make the index anew of those rows. SQLite's triggers are made again after the migration."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER IF EXISTS opportunity_search_{act}")
        op.execute("INSERT INTO opportunity_search (opportunity_search) VALUES ('delete-all')")
        op.execute(
            f"INSERT INTO opportunity_search (rowid, search_tokens) SELECT id, search_tokens FROM opportunity{where}"  # noqa: S608 both are written above
        )
    else:
        op.execute("DROP INDEX ix_opportunity_search")
        op.execute(MADE + where)
