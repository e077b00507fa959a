"""Messages between Research Services and the researcher of an application, apart from notes and letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from webapp.storage import desk, work_list
from webapp.storage.desk import Kind, Row
from webapp.storage.store import Transaction


class To(StrEnum):
    """To whom a message goes."""

    RESEARCHER = "researcher"
    RESEARCH_SERVICES = "research_services"


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it was written: it is never changed or taken back."""

    seq: int
    """Its place in the desk's chain; with it a mail is made once for each message."""
    to: To
    subject: str
    words: str
    name: str
    """Who wrote it."""
    by: str
    at: datetime


def send(
    tx: Transaction, application: str, words: str, *, to: To, subject: str, name: str, by: str, at: datetime
) -> Message:
    """Keep a message; whoever sends it by mail does that in the same transaction."""
    facts = {"to": str(to), "subject": subject, "words": words, "name": name}
    row = desk.write(tx, Kind.MESSAGE, facts, by=by, at=at, application=application)
    work_list.set_message_waits(tx, application, waits=to is To.RESEARCH_SERVICES)
    return _message(row)


def waits(tx: Transaction, application: str) -> bool:
    """Whether the last message is the researcher's, and waits for an answer."""
    return any(one.to is To.RESEARCH_SERVICES for one in messages_of(tx, application)[-1:])


def messages_of(tx: Transaction, application: str) -> tuple[Message, ...]:
    """The messages of an application, the oldest first."""
    return tuple(_message(row) for row in desk.of_application(tx, application, Kind.MESSAGE))


def _message(row: Row) -> Message:
    facts = row.facts
    return Message(row.seq, To(facts["to"]), facts["subject"], facts["words"], facts["name"], row.by, row.at)
