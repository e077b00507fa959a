"""What people made of the answers of a file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e0011"
down_revision = "e0010"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "confirmations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("draft", sa.String(length=32), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("read", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("doubt", sa.Text(), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("given", sa.Text()),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name="fk_confirmations_draft", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", "place", name="pk_confirmations"),
    )
    op.create_index("ix_confirmations_draft", "confirmations", ["draft"])


def downgrade() -> None:
    """Drop it again, with all it holds."""
    op.drop_table("confirmations")
