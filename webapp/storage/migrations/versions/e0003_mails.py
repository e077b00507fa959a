"""Mails that wait to be sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e0003"
down_revision = "e0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "mails",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("draft", sa.String(length=32)),
        sa.Column("application", sa.String(length=16)),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name="fk_mails_draft", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_mails"),
        sa.UniqueConstraint("key", name="uq_mails_key"),
    )
    op.create_index("ix_mails_application", "mails", ["application"])
    op.create_index("ix_mails_draft", "mails", ["draft"])
    op.create_index("ix_mails_state_next_at", "mails", ["state", "next_at"])


def downgrade() -> None:
    """Drop it again, with all it holds."""
    op.drop_table("mails")
