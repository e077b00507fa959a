"""Whether a message of the researcher waits for an answer, so that the work list can say so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e0015"
down_revision = "e0014"
INDEX = "ix_work_list_message_waits_sorts_on_year_serial"


def upgrade() -> None:
    """Add the column; no message waits until the lists are written anew."""
    waits: sa.Column[bool] = sa.Column("message_waits", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("work_list", waits)
    op.create_index(INDEX, "work_list", ["message_waits", "sorts_on", "year", "serial"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_index(INDEX, "work_list")
    op.drop_column("work_list", "message_waits")
