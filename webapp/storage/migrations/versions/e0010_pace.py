"""The clocks and the steps of every case, for the page of figures; written anew from the events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e0010"
down_revision = "e0009"


def upgrade() -> None:
    """Make both tables, empty until the lists are written anew."""
    op.create_table(
        "case_clocks",
        sa.Column("application", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deadline", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("latest_on", sa.Date(), nullable=False),
        sa.Column("met_on", sa.Date()),
        sa.Column("runs", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("application", "place", name="pk_case_clocks"),
    )
    op.create_index("ix_case_clocks_met_on_deadline_latest_on", "case_clocks", ["met_on", "deadline", "latest_on"])
    op.create_index("ix_case_clocks_runs_due_on_deadline", "case_clocks", ["runs", "due_on", "deadline"])
    op.create_table(
        "case_steps",
        sa.Column("application", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("application", "place", name="pk_case_steps"),
    )
    op.create_index("ix_case_steps_to_on_step_days", "case_steps", ["to_on", "step", "days"])


def downgrade() -> None:
    """Take them away again: they are made anew from the events."""
    op.drop_table("case_steps")
    op.drop_table("case_clocks")
