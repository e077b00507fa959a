"""The table of what people made of the answers of a file."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Table

from webapp.storage.columns import Instant, Json, Words
from webapp.storage.tables.shared import ID, metadata

confirmations = Table(
    "confirmations",
    metadata,
    Column("id", ID, primary_key=True),  # of the act: one for all answers that were confirmed together
    Column("place", Integer, primary_key=True, autoincrement=False),  # in the order in which they were shown
    Column("draft", ID, ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("file", Words, nullable=False),  # what it was called
    Column("name", Words, nullable=False),  # the dotted name of the answer
    Column("read", Json, nullable=False),  # what was read
    Column("source", String(20), nullable=False),  # a field, what is printed, a picture, a file of answers
    Column("confidence", Float, nullable=False),
    Column("doubt", Words, nullable=False),
    Column("before", Json),  # what the draft said
    Column("given", Json),  # what the person confirmed or typed; nothing: left out
    Column("confirmed_by", Words, nullable=False),
    Column("confirmed_at", Instant, nullable=False),
)
