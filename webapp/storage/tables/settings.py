"""Tables of what the Department sets by date: closures of its office, and its letterhead with the officials."""

from __future__ import annotations

from sqlalchemy import Column, Date, Table

from webapp.storage.columns import Instant, Json, Words
from webapp.storage.tables.shared import ID, NUMBER, metadata

closures = Table(
    "closures",
    metadata,
    Column("id", ID, primary_key=True),
    Column("on_day", Date, nullable=False),
    Column("why", Words, nullable=False),
    Column("added_by", Words, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("taken_back_by", Words),
    Column("taken_back_at", Instant),
    Column("counted_to", NUMBER),  # the last application that was recounted by it
    Column("counted_at", Instant),  # when all were
)

letterheads = Table(
    "letterheads",
    metadata,
    Column("id", ID, primary_key=True),
    Column("since", Date, nullable=False),  # letters of this day and later are written with it
    Column("toml", Words, nullable=False),
    Column("pictures", Json, nullable=False),  # the pictures that it names, in base64
    Column("added_by", Words, nullable=False),
    Column("added_at", Instant, nullable=False),
)
"""What was set is never changed: a letter that was written with it can be written again."""
