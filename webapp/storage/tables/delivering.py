"""Tables of what was answered before, and of the mails that leave."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from webapp.storage.columns import Instant, Json, Words
from webapp.storage.tables.shared import ID, NUMBER, SHA256, metadata

replays = Table(
    "replays",
    metadata,
    Column("by", Words, primary_key=True),
    Column("act", String(60), primary_key=True),
    Column("key_sha256", SHA256, primary_key=True),
    Column("body_sha256", SHA256, nullable=False),
    Column("answer", Json, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)

mails = Table(
    "mails",
    metadata,
    Column("id", ID, primary_key=True),
    Column("key", Words, nullable=False, unique=True),  # one occasion, one mail
    Column("address", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("message", LargeBinary, nullable=False),  # byte for byte, with its Message-ID
    Column("draft", ID, ForeignKey("drafts.id", ondelete="CASCADE"), index=True),
    Column("application", NUMBER, index=True),
    Column("state", String(20), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("trouble", Words, nullable=False),
    Column("made_by", Words, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Index("ix_mails_state_next_at", "state", "next_at"),
)
