"""What the Department sets by date: closures of its office, and its letterhead with the officials."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e0012"
down_revision = "e0011"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "closures",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_by", sa.Text()),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_closures"),
    )
    op.create_table(
        "letterheads",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("toml", sa.Text(), nullable=False),
        sa.Column("pictures", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_letterheads"),
    )


def downgrade() -> None:
    """Drop them again, with all they hold."""
    op.drop_table("letterheads")
    op.drop_table("closures")
