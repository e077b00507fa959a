"""Tables of what is being filled in: drafts, the links and codes that open them, attachments and signatures."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Integer, String, Table

from webapp.storage.columns import Instant, Json, Words
from webapp.storage.tables.shared import ID, NUMBER, SHA256, metadata

files = Table(
    "files",
    metadata,
    Column("sha256", SHA256, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("kept_at", Instant, nullable=False),
)
"""Bytes that lie on the disk under their hash. A row is only written once the file is safe."""

drafts = Table(
    "drafts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("owner", Words, nullable=False),  # the e-mail address of the Bona Fide Researcher
    Column("mailbox", Words, nullable=False, index=True),  # the same without regard to case
    Column("application", NUMBER),  # the application that it completes or modifies
    Column("version", Integer, nullable=False),
    Column("answers", Json, nullable=False),
    Column("saved_by", Words, nullable=False),
    Column("saved_at", Instant, nullable=False, index=True),
    Column("begun_by", Words, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("before", Json),  # the version before this one
    Column("aside", Json),  # what another window tried to save over it
)

links = Table(
    "links",
    metadata,
    Column("id", ID, primary_key=True),
    Column("token_sha256", SHA256, nullable=False, unique=True),
    Column("purpose", Words, nullable=False),
    Column("address", Words, nullable=False),
    Column("draft", ID, ForeignKey("drafts.id", ondelete="CASCADE"), index=True),
    Column("application", NUMBER, index=True),
    Column("about", Json, nullable=False),  # what else it opens: a Team Member's row, the hash of a text
    Column("once", Boolean, nullable=False),
    Column("made_by", Words, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_by", Words),
    Column("used_at", Instant),
    Column("revoked_by", Words),
    Column("revoked_at", Instant),
)

codes = Table(
    "codes",
    metadata,
    Column("id", ID, primary_key=True),
    Column("link", ID, ForeignKey("links.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("salt", ID, nullable=False),
    Column("code_sha256", SHA256, nullable=False),
    Column("made_by", Words, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("used_at", Instant),
)

attachments = Table(
    "attachments",
    metadata,
    Column("id", ID, primary_key=True),
    Column("draft", ID, ForeignKey("drafts.id", ondelete="CASCADE"), index=True),
    Column("application", NUMBER, index=True),  # once submitted, or enclosed later
    Column("slot", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("type", Words, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", SHA256, ForeignKey("files.sha256"), nullable=False, index=True),
    Column("state", String(20), nullable=False, index=True),
    Column("why", Words, nullable=False),
    Column("pages", Json),  # the text that was read in it
    Column("reader", Words),  # by which edition of the reader
    Column("pictures", Json),  # the places of its pages that are pictures
    Column("recognised", Json),  # of those the ones whose words were read off the picture
    Column("recognition", String(20), nullable=False, index=True, server_default="none"),
    Column("tries", Integer, nullable=False, server_default="0"),  # to read its pictures
    Column("tried_at", Instant),
    Column("added_by", Words, nullable=False),
    Column("added_at", Instant, nullable=False),
    CheckConstraint("draft IS NOT NULL OR application IS NOT NULL", name="belongs"),
)

signatures = Table(
    "signatures",
    metadata,
    Column("id", ID, primary_key=True),
    Column("draft", ID, ForeignKey("drafts.id", ondelete="CASCADE"), index=True),
    Column("application", NUMBER, index=True),
    Column("slot", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("method", Words, nullable=False),
    Column("text_edition", Words, nullable=False),  # of the words that stood above the signature
    Column("consent", Words, nullable=False),  # the words agreed to, as shown
    Column("covers_sha256", SHA256, nullable=False),  # of what was signed
    Column("signed_by", Words, nullable=False),
    Column("signed_at", Instant, nullable=False),
    CheckConstraint("draft IS NOT NULL OR application IS NOT NULL", name="belongs"),
)
