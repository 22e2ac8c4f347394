"""Give every order of the public list an index of its own, and let the days be judged by an index alone.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    to_come = sa.text("first_open_starts_at IS NOT NULL")
    op.create_index(
        "ix_opportunity_soonest", "opportunity", ["status", "first_open_starts_at", "id", "organization_id"]
    )
    op.create_index(
        "ix_opportunity_newest",
        "opportunity",
        ["status", "published_at", "id", "organization_id"],
        sqlite_where=to_come,
        postgresql_where=to_come,
    )
    op.create_index("ix_shift_days", "shift", ["opportunity_id", "starts_at", "ends_at", "status"])
    op.drop_index("ix_opportunity_status_first_open_starts_at_id", "opportunity")
    op.drop_index("ix_shift_opportunity_id", "shift")


def downgrade() -> None:
    op.create_index(
        "ix_opportunity_status_first_open_starts_at_id", "opportunity", ["status", "first_open_starts_at", "id"]
    )
    op.create_index("ix_shift_opportunity_id", "shift", ["opportunity_id"])
    op.drop_index("ix_shift_days", "shift")
    op.drop_index("ix_opportunity_newest", "opportunity")
    op.drop_index("ix_opportunity_soonest", "opportunity")
