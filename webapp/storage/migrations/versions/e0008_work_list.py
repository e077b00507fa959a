"""What the work list says besides: what is next and by whom, the owner, and the words that a search finds it by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e0008"
down_revision = "e0007"

TEXTS = ("next_act", "next_by", "owner", "owner_name", "words")
NO_DAY = "9999-12-31"


def upgrade() -> None:
    """Add the columns, empty until the lists are written anew, and the table of words."""
    for name in TEXTS:
        op.add_column("work_list", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("work_list", sa.Column("sorts_on", sa.Date(), nullable=False, server_default=NO_DAY))
    op.execute("UPDATE work_list SET sorts_on = due_on WHERE due_on IS NOT NULL")
    op.drop_index("ix_work_list_due_on", "work_list")
    for first in ([], ["state"], ["owner"]):
        columns = [*first, "sorts_on", "year", "serial"]
        op.create_index(f"ix_work_list_{'_'.join(columns)}", "work_list", columns)
    op.create_table(
        "work_words",
        sa.Column("word", sa.LargeBinary(length=160), nullable=False),
        sa.Column("application", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("word", "application", name="pk_work_words"),
    )
    op.create_index("ix_work_words_application", "work_words", ["application"])


def downgrade() -> None:
    """Take them away again: they are made anew from what stays."""
    op.drop_table("work_words")
    for first in ([], ["state"], ["owner"]):
        op.drop_index(f"ix_work_list_{'_'.join([*first, 'sorts_on', 'year', 'serial'])}", "work_list")
    op.create_index("ix_work_list_due_on", "work_list", ["due_on"])
    for name in (*TEXTS, "sorts_on"):
        op.drop_column("work_list", name)
