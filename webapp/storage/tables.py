"""Every table that the service keeps, and what each column means."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from webapp.storage.columns import Instant, Json, Words

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

ID = String(32)
"""128 random bits in hexadecimal: nothing can be guessed from it, and no database has to give it."""
SHA256 = String(64)
NUMBER = String(16)
"""The number of an application, such as 2026-0001."""

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

numbers = Table(
    "numbers",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("application", NUMBER, nullable=False),
    Column("round", Integer, nullable=False),  # 1, and more where it was completed or modified
    Column("draft", ID, ForeignKey("drafts.id"), unique=True),  # none: it came on paper
    Column("data_system", Words, nullable=False),
    Column("schema_edition", Words, nullable=False),
    Column("rules_edition", Words, nullable=False),
    Column("answers", Words, nullable=False),  # this and the next three: canonical JSON
    Column("attachments", Words, nullable=False),
    Column("signatures", Words, nullable=False),
    Column("findings", Words, nullable=False),
    Column("form_sha256", SHA256, ForeignKey("files.sha256"), index=True),
    Column("sha256", SHA256, nullable=False),  # of all of it; the event names it
    Column("submitted_by", Words, nullable=False),
    Column("submitted_at", Instant, nullable=False),
    UniqueConstraint("application", "round"),
)
"""What was submitted, as it was: no row is ever changed or deleted."""

events = Table(
    "events",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # its place in the chain, from 1, without a gap
    Column("application", NUMBER, nullable=False),
    Column("place", Integer, nullable=False),  # its number in the history of the application
    Column("act", String(60), nullable=False),
    Column("role", String(40), nullable=False),
    Column("name", Words, nullable=False),
    Column("on_day", Date, nullable=False),
    Column("moment", String(40)),  # with its offset, where the hour matters
    Column("about", Integer),
    Column("registered", Boolean, nullable=False),
    Column("facts", Json, nullable=False),
    Column("kept", Json, nullable=False),  # findings with the edition of the rules, hashes of what was sent
    Column("by", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("previous", SHA256, nullable=False),
    Column("hash", SHA256, nullable=False, unique=True),
    UniqueConstraint("application", "place"),
)
"""What people did: no row is ever changed or deleted, and each names the hash of the one before it."""

work_list = Table(
    "work_list",
    metadata,
    Column("application", NUMBER, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("data_system", Words, nullable=False),
    Column("project_title", Words, nullable=False),
    Column("bona_fide_researcher", Words, nullable=False),
    Column("research_institution", Words, nullable=False),
    Column("rounds", Integer, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("state", String(40), nullable=False),
    Column("events", Integer, nullable=False),
    Column("last_act", String(60), nullable=False),
    Column("last_on", Date, nullable=False),
    Column("due_on", Date, index=True),
    Column("due", Words),  # the name of the deadline
    UniqueConstraint("year", "serial"),
    Index("ix_work_list_state_year_serial", "state", "year", "serial"),
)
"""What lists read; nothing in it that can't be made again from submissions and events."""

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
