"""What the service sealed, and the record of each submission."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.storage.migrations.standing import stays

revision = "e0004"
down_revision = "e0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "seals",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("sealed_by", sa.Text(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_seals"),
        sa.UniqueConstraint("sha256", name="uq_seals_sha256"),
    )
    op.create_table(
        "records",
        sa.Column("submission", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["seals.code"], name="fk_records_code"),
        sa.ForeignKeyConstraint(["sha256"], ["files.sha256"], name="fk_records_sha256"),
        sa.ForeignKeyConstraint(["submission"], ["submissions.id"], name="fk_records_submission"),
        sa.PrimaryKeyConstraint("submission", name="pk_records"),
        sa.UniqueConstraint("code", name="uq_records_code"),
    )
    op.create_index("ix_records_sha256", "records", ["sha256"])
    for table in ("seals", "records"):
        stays(table)


def downgrade() -> None:
    """Drop them again, with all they hold; what PostgreSQL's triggers call stays for the older tables."""
    op.drop_table("records")
    op.drop_table("seals")
