"""Tables that figures are drawn from: the clocks of every case, and the steps it has walked."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table

from webapp.storage.tables.shared import NUMBER, metadata

case_clocks = Table(
    "case_clocks",
    metadata,
    Column("application", NUMBER, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),  # among the clocks of the case
    Column("deadline", String(40), nullable=False),
    Column("due_on", Date, nullable=False),  # the safe day
    Column("latest_on", Date, nullable=False),  # the last day by either calendar
    Column("met_on", Date),
    Column("runs", Boolean, nullable=False),  # neither met nor ended
    Index("ix_case_clocks_met_on_deadline_latest_on", "met_on", "deadline", "latest_on"),
    Index("ix_case_clocks_runs_due_on_deadline", "runs", "due_on", "deadline"),
)
"""What figures count; nothing in it that can't be made again from the events."""

case_steps = Table(
    "case_steps",
    metadata,
    Column("application", NUMBER, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("step", String(40), nullable=False),
    Column("to_on", Date, nullable=False),
    Column("days", Integer, nullable=False),
    Index("ix_case_steps_to_on_step_days", "to_on", "step", "days"),
)
"""The steps that were walked to their end; made from the events as well."""
