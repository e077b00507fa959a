"""What people do at the desk beside the acts of the law."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.storage.migrations.standing import stays

revision = "e0005"
down_revision = "e0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "desk",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("application", sa.String(length=16)),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_desk"),
        sa.UniqueConstraint("hash", name="uq_desk_hash"),
    )
    op.create_index("ix_desk_application_kind", "desk", ["application", "kind"])
    op.create_index("ix_desk_kind_person", "desk", ["kind", "person"])
    stays("desk")


def downgrade() -> None:
    """Drop it again, with all it holds."""
    op.drop_table("desk")
