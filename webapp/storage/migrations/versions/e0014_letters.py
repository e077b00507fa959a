"""The letters that were sent, and the batches that send many."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e0014"
down_revision = "e0013"


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "letters",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("application", sa.String(length=16), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer()),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("template_sha256", sa.String(length=64), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
        sa.UniqueConstraint("occasion", name="uq_letters_occasion"),
        sa.ForeignKeyConstraint(["docx_sha256"], ["files.sha256"], name="fk_letters_docx_sha256"),
        sa.ForeignKeyConstraint(["pdf_sha256"], ["files.sha256"], name="fk_letters_pdf_sha256"),
    )
    for column in ("application", "docx_sha256", "pdf_sha256"):
        op.create_index(f"ix_letters_{column}", "letters", [column])
    op.create_table(
        "batches",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("begun_by", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
    )
    op.create_table(
        "batch_items",
        sa.Column("batch", sa.String(length=32), nullable=False),
        sa.Column("application", sa.String(length=16), nullable=False),
        sa.Column("about", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("batch", "application", name="pk_batch_items"),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name="fk_batch_items_batch"),
    )
    op.create_index("ix_batch_items_state_batch", "batch_items", ["state", "batch"])


def downgrade() -> None:
    """Take them away; the letters themselves stay among the files until the next sweep."""
    op.drop_table("batch_items")
    op.drop_table("batches")
    op.drop_table("letters")
