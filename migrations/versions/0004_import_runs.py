"""Keep the lists the office hands in, so that a file looked at here can be taken in by another server.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LISTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", one_of("kind", "organizations", "projects"), nullable=False),
        sa.Column(
            "status",
            one_of("status", "reading", "read", "faulty", "taking", "taken", "dropped", "failed"),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(length=100), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.Column("fault_count", sa.Integer(), nullable=False),
        sa.Column("faults", LISTS, nullable=False),
        sa.Column("remarks", LISTS, nullable=False),
        sa.Column("outcomes", LISTS, nullable=False),
        sa.Column("outcomes_hash", sa.String(length=64), nullable=True),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status IN ('taking', 'taken')) = (taken_by IS NOT NULL)", name=op.f("ck_import_run_taken")
        ),
        sa.CheckConstraint(
            "status NOT IN ('reading', 'read', 'taking') OR content IS NOT NULL", name=op.f("ck_import_run_content")
        ),
        sa.CheckConstraint(
            "status NOT IN ('read', 'taking', 'taken') OR fault_count = 0", name=op.f("ck_import_run_faultless")
        ),
        sa.CheckConstraint(
            "approved_by <> entered_by AND approved_by <> taken_by", name=op.f("ck_import_run_four_eyes")
        ),
        sa.ForeignKeyConstraint(["entered_by"], ["account.id"], name=op.f("fk_import_run_entered_by")),
        sa.ForeignKeyConstraint(["taken_by"], ["account.id"], name=op.f("fk_import_run_taken_by")),
        sa.ForeignKeyConstraint(["approved_by"], ["account.id"], name=op.f("fk_import_run_approved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_index("ix_import_run_status", "import_run", ["status", "changed_at"])
    taking = sa.text("status = 'taking'")
    op.create_index(
        "uq_import_run_taking", "import_run", ["kind"], unique=True, sqlite_where=taking, postgresql_where=taking
    )


def downgrade() -> None:
    op.drop_table("import_run")


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
