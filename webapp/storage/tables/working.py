"""The table of what people do at the desk beside the acts of the law."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from webapp.storage.columns import Instant, Json, Words
from webapp.storage.tables.shared import NUMBER, SHA256, metadata

desk = Table(
    "desk",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # its place in the chain, from 1, without a gap
    Column("kind", String(40), nullable=False),
    Column("application", NUMBER),  # none: it is about a person alone, such as an absence
    Column("person", Words, nullable=False),  # the e-mail address of whom it is about; "" for nobody
    Column("facts", Json, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("previous", SHA256, nullable=False),
    Column("hash", SHA256, nullable=False, unique=True),
    Index("ix_desk_application_kind", "application", "kind"),
    Index("ix_desk_kind_person", "kind", "person"),
)
"""Assignments, notes, messages, answers to questions, conflicts, absences: no row is ever changed or deleted."""
