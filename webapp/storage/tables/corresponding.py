"""Tables of the letters that were sent, and of the batches that send many."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table

from webapp.storage.columns import Instant, Json, Words
from webapp.storage.tables.shared import ID, NUMBER, SHA256, metadata

letters = Table(
    "letters",
    metadata,
    Column("id", ID, primary_key=True),
    Column("application", NUMBER, nullable=False, index=True),
    Column("occasion", Words, nullable=False, unique=True),  # one occasion, one letter: a batch that is begun again
    Column("kind", String(40), nullable=False),
    Column("about", Integer, nullable=False),  # the event that it tells of
    Column("event", Integer),  # the event that its sending is; none where it only tells
    Column("facts", Json, nullable=False),
    Column("template_sha256", SHA256, nullable=False),  # of the Word template that it was made with
    Column("docx_sha256", SHA256, ForeignKey("files.sha256"), nullable=False, index=True),
    Column("pdf_sha256", SHA256, ForeignKey("files.sha256"), nullable=False, index=True),
    Column("how", String(20), nullable=False),  # mail, or post
    Column("address", Words, nullable=False),  # of the mail; of the post, how and whereto in words
    Column("sent_on", Date, nullable=False),
    Column("sent_by", Words, nullable=False),
    Column("sent_at", Instant, nullable=False),
)
"""Every letter as it left the house, byte for byte: no row is ever changed or deleted."""

batches = Table(
    "batches",
    metadata,
    Column("id", ID, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("what", Words, nullable=False),  # in words
    Column("begun_by", Words, nullable=False),
    Column("begun_at", Instant, nullable=False),
)

batch_items = Table(
    "batch_items",
    metadata,
    Column("batch", ID, ForeignKey("batches.id"), primary_key=True),
    Column("application", NUMBER, primary_key=True),
    Column("about", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("why", Words, nullable=False),
    Column("done_at", Instant),
    Index("ix_batch_items_state_batch", "state", "batch"),
)
