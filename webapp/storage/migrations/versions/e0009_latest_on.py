"""The last day by either calendar in the work list, after which something is late; and the list of one data system."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e0009"
down_revision = "e0008"


def upgrade() -> None:
    """Add the column, empty until the lists are written anew, and the index."""
    op.add_column("work_list", sa.Column("latest_on", sa.Date()))
    columns = ["data_system", "sorts_on", "year", "serial"]
    op.create_index("ix_work_list_data_system_sorts_on_year_serial", "work_list", columns)


def downgrade() -> None:
    """Take them away again."""
    op.drop_index("ix_work_list_data_system_sorts_on_year_serial", "work_list")
    op.drop_column("work_list", "latest_on")
