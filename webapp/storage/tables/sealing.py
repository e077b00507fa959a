"""Tables of what the service sealed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table

from webapp.storage.columns import Instant, Words
from webapp.storage.tables.shared import ID, SHA256, metadata

CODE = String(16)
"""Under which anybody may ask for a sealed file: 80 random bits, in signs that nobody takes for others."""

seals = Table(
    "seals",
    metadata,
    Column("code", CODE, primary_key=True),
    Column("sha256", SHA256, nullable=False, unique=True),  # of the file as it was sealed; it may be kept elsewhere
    Column("what", Words, nullable=False),  # what it is, in words that name no person
    Column("sealed_by", Words, nullable=False),
    Column("sealed_at", Instant, nullable=False),
)
"""Every file that was sealed: no row is ever changed or deleted."""

records = Table(
    "records",
    metadata,
    Column("submission", ID, ForeignKey("submissions.id"), primary_key=True),
    Column("code", CODE, ForeignKey("seals.code"), nullable=False, unique=True),
    Column("sha256", SHA256, ForeignKey("files.sha256"), nullable=False, index=True),
)
"""The one sealed file of each submission: made once, and never anew."""
