"""Tables of what was submitted, what people did, and the projection that lists read."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from webapp.storage.columns import Instant, Json, Words
from webapp.storage.tables.shared import ID, NUMBER, SHA256, metadata

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
    Column("next_act", Words, nullable=False),  # what is to be done next; "" for nothing
    Column("next_by", Words, nullable=False),  # by whom
    Column("due_on", Date),
    Column("latest_on", Date),  # its last day by either calendar: only after it is anything late
    Column("due", Words),  # the name of the deadline
    Column("sorts_on", Date, nullable=False),  # the day it is due, or far away where no day is
    Column("owner", Words, nullable=False),  # the e-mail address, in lower case, of whom it is assigned to; "" nobody
    Column("owner_name", Words, nullable=False),
    Column("message_waits", Boolean, nullable=False),  # whether the researcher wrote last
    Column("words", Words, nullable=False),  # what a search finds it by
    UniqueConstraint("year", "serial"),
    Index("ix_work_list_sorts_on_year_serial", "sorts_on", "year", "serial"),
    Index("ix_work_list_state_sorts_on_year_serial", "state", "sorts_on", "year", "serial"),
    Index("ix_work_list_data_system_sorts_on_year_serial", "data_system", "sorts_on", "year", "serial"),
    Index("ix_work_list_message_waits_sorts_on_year_serial", "message_waits", "sorts_on", "year", "serial"),
    Index("ix_work_list_owner_sorts_on_year_serial", "owner", "sorts_on", "year", "serial"),
    Index("ix_work_list_state_year_serial", "state", "year", "serial"),
)
"""What lists read; nothing in it that can't be made again from submissions, events and the desk."""

work_words = Table(
    "work_words",
    metadata,
    Column("word", LargeBinary(160), primary_key=True),  # in UTF-8: bytes sort alike in every database
    Column("application", NUMBER, primary_key=True, index=True),
)
"""The words of the work list, one row each, so that a search finds what begins like one."""
