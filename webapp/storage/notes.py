"""Notes of staff on an application, for staff alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webapp.storage import desk
from webapp.storage.desk import Kind, Row
from webapp.storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it was written: it is never changed or taken back."""

    words: str
    name: str
    """Who wrote it."""
    by: str
    at: datetime


def write(tx: Transaction, application: str, words: str, *, name: str, by: str, at: datetime) -> Note:
    """Keep a note."""
    return _note(desk.write(tx, Kind.NOTE, {"words": words, "name": name}, by=by, at=at, application=application))


def notes_of(tx: Transaction, application: str) -> tuple[Note, ...]:
    """The notes on an application, the oldest first."""
    return tuple(_note(row) for row in desk.of_application(tx, application, Kind.NOTE))


def _note(row: Row) -> Note:
    return Note(row.facts["words"], row.facts["name"], row.by, row.at)
