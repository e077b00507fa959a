"""Which pages of a document are pictures, which of these were read, and whether that waits to be done."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "e0016"
down_revision = "e0015"
INDEX = "ix_attachments_recognition"
_FEW = 150
"""Letters on a page below which it may be a picture, so that the document is looked at once more."""


def upgrade() -> None:
    """Add the columns; documents with pages of hardly any words wait to be read, whenever they came."""
    op.add_column("attachments", sa.Column("pictures", sa.Text()))
    op.add_column("attachments", sa.Column("recognised", sa.Text()))
    recognition: sa.Column[str] = sa.Column("recognition", sa.String(20), nullable=False, server_default="none")
    op.add_column("attachments", recognition)
    op.add_column("attachments", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("attachments", sa.Column("tried_at", sa.DateTime(timezone=True)))
    op.create_index(INDEX, "attachments", ["recognition"])
    table = sa.table("attachments", sa.column("id"), sa.column("pages"), sa.column("recognition"))
    connection = op.get_bind()
    for identity, pages in connection.execute(sa.select(table.c.id, table.c.pages)).all():
        if any(sum(map(str.isalnum, page)) <= _FEW for page in json.loads(pages or "null") or ()):
            connection.execute(sa.update(table).where(table.c.id == identity).values(recognition="waiting"))


def downgrade() -> None:
    """Drop them again; what was read off pictures stays among the words."""
    op.drop_index(INDEX, "attachments")
    with op.batch_alter_table("attachments") as table:
        for name in ("tried_at", "tries", "recognition", "recognised", "pictures"):
            table.drop_column(name)
