"""Let a link carry what it will be about, sealed, and be for a new address.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CHECK = "ck_link_token_purpose"
BEFORE = ("confirm-email", "reset-password", "invitation", "manage-sign-up", "consent", "team")
AFTER = (*BEFORE, "change-email")


def upgrade() -> None:
    op.add_column("link_token", sa.Column("sealed", sa.String(), nullable=True))
    allow(AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM link_token WHERE purpose = 'change-email'")
    allow(BEFORE)
    with op.batch_alter_table("link_token") as table:
        table.drop_column("sealed")
        if is_sqlite():
            table.create_check_constraint(op.f(CHECK), listed(BEFORE))


def allow(purposes: tuple[str, ...]) -> None:
    """Write the CHECK anew. On SQLite the table is copied, and a copy begins without any."""
    with op.batch_alter_table("link_token") as table:
        if not is_sqlite():
            table.drop_constraint(op.f(CHECK), type_="check")
        table.create_check_constraint(op.f(CHECK), listed(purposes))


def listed(purposes: tuple[str, ...]) -> str:
    return "purpose IN ({})".format(", ".join(f"'{purpose}'" for purpose in purposes))


def is_sqlite() -> bool:
    return bool(op.get_bind().dialect.name == "sqlite")
