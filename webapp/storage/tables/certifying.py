"""Tables of who was asked to sign, and of what each signature covers."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from webapp.storage.columns import Instant, Json, Words
from webapp.storage.tables.shared import ID, SHA256, metadata

askings = Table(
    "askings",
    metadata,
    Column("id", ID, primary_key=True),
    Column("draft", ID, ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("slot", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("address", Words, nullable=False),
    Column("named", Words, nullable=False),  # the address that the application named on that day
    Column("service", Words, nullable=False),  # the address that the pages are reached under
    Column("forwarded_from", ID),  # the asking of who passed it on
    Column("prepared", Json),  # what is to be signed, until it is
    Column("asked_by", Words, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
)

asking_steps = Table(
    "asking_steps",
    metadata,
    Column("asking", ID, ForeignKey("askings.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("step", String(20), nullable=False),
    Column("words", Words, nullable=False),  # the reason, or to whom it was passed on
    Column("by", Words, nullable=False),
    Column("at", Instant, nullable=False),
)

covered = Table(
    "covered",
    metadata,
    Column("signature", ID, ForeignKey("signatures.id", ondelete="CASCADE"), primary_key=True),
    Column("answers", Json, nullable=False),  # what was signed, as values
    Column("given", Json, nullable=False),  # the answers that the signature gives
    Column("title", Words, nullable=False),  # of who signed
    Column("document", SHA256, ForeignKey("files.sha256"), index=True),  # the signed paper
)

voids = Table(
    "voids",
    metadata,
    Column("signature", ID, ForeignKey("signatures.id", ondelete="CASCADE"), primary_key=True),
    Column("by", Words, nullable=False),  # whose change no longer fits it
    Column("at", Instant, nullable=False),
    Column("told_at", Instant),
)
"""Notes beside what is derived: since when a signature has not fitted, and whether its signer was told."""
