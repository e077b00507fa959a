"""How far the lists were recounted after a closure, so that a large office need not wait for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e0013"
down_revision = "e0012"


def upgrade() -> None:
    """Add the columns."""
    with op.batch_alter_table("closures") as table:
        table.add_column(sa.Column("counted_to", sa.String(length=16)))
        table.add_column(sa.Column("counted_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Drop them again; the lists stay as they were counted."""
    with op.batch_alter_table("closures") as table:
        table.drop_column("counted_at")
        table.drop_column("counted_to")
