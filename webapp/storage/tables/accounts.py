"""Tables of the people who work here: their accounts, how they come in, and what was done with accounts."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from webapp.storage.columns import Instant, Json, Words
from webapp.storage.tables.shared import ID, SHA256, metadata

accounts = Table(
    "accounts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("address", Words, nullable=False),
    Column("mailbox", Words, nullable=False, unique=True),  # the same without regard to case
    Column("name", Words, nullable=False),
    Column("roles", Json, nullable=False),  # each with its days: {"role", "since", "until"}
    Column("password", Words),  # an argon2 hash; none before it is set, or where a provider of identities signs in
    Column("authenticator", Words),  # the secret of the codes, sealed with the key of the installation
    Column("last_step", Integer, nullable=False),  # of the last code that was taken: none is taken twice
    Column("subject", Words, unique=True),  # who this is for the provider of identities
    Column("invented", Boolean, nullable=False),  # a person of the demonstration
    Column("disabled_at", Instant),
    Column("made_by", Words, nullable=False),
    Column("made_at", Instant, nullable=False),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("id", ID, primary_key=True),
    Column("account", ID, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("code_sha256", SHA256, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("used_at", Instant),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("token_sha256", SHA256, nullable=False, unique=True),
    Column("account", ID, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("way", String(20), nullable=False),  # how the person signed in
    Column("browser", Words, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("proven_at", Instant, nullable=False),  # when the person last showed who they are
    Column("ended_at", Instant),
    Column("ended_by", Words),
)

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("mailbox_sha256", SHA256, nullable=False),  # of what was typed, whether or not there is such an account
    Column("failed", Boolean, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Index("ix_sign_in_attempts_mailbox_sha256_at", "mailbox_sha256", "at"),
)

account_log = Table(
    "account_log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # its place in the chain, from 1, without a gap
    Column("act", String(60), nullable=False),
    Column("about", Words, nullable=False),  # the address of the account, or what else it is about
    Column("facts", Json, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("previous", SHA256, nullable=False),
    Column("hash", SHA256, nullable=False, unique=True),
)
"""What was done with accounts and settings: no row is ever changed or deleted, and each names the one before it."""
