"""Who was asked to sign, what each signature covers, and since when one has not fitted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e0007"
down_revision = "e0006"


def upgrade() -> None:
    """Make the tables."""
    _askings()
    op.create_table(
        "covered",
        sa.Column("signature", sa.String(length=32), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=64)),
        sa.ForeignKeyConstraint(["document"], ["files.sha256"], name="fk_covered_document"),
        sa.ForeignKeyConstraint(["signature"], ["signatures.id"], name="fk_covered_signature", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("signature", name="pk_covered"),
    )
    op.create_index("ix_covered_document", "covered", ["document"])
    op.create_table(
        "voids",
        sa.Column("signature", sa.String(length=32), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["signature"], ["signatures.id"], name="fk_voids_signature", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("signature", name="pk_voids"),
    )


def downgrade() -> None:
    """Drop them again, with all they hold."""
    for table in ("voids", "covered", "asking_steps", "askings"):
        op.drop_table(table)


def _askings() -> None:
    op.create_table(
        "askings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("draft", sa.String(length=32), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("named", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("forwarded_from", sa.String(length=32)),
        sa.Column("prepared", sa.Text()),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name="fk_askings_draft", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_askings"),
    )
    op.create_index("ix_askings_draft", "askings", ["draft"])
    op.create_index("ix_askings_expires_at", "askings", ["expires_at"])
    op.create_table(
        "asking_steps",
        sa.Column("asking", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asking"], ["askings.id"], name="fk_asking_steps_asking", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("asking", "place", name="pk_asking_steps"),
    )
