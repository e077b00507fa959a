"""What people did, each act chained to the one before it by its hash: rows are added, and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, select

from procedure.casefile import read_events
from procedure.events import Event, History
from procedure.permission import record
from webapp.storage import chain
from webapp.storage.chain import Head
from webapp.storage.store import Transaction
from webapp.storage.tables import events
from webapp.storage.troubles import OvertakenError


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it is kept: what was done, what was kept with it, who wrote it down and when."""

    seq: int
    application: str
    event: Event
    kept: Mapping[str, Any]
    by: str
    at: datetime
    hash: str


def append(
    tx: Transaction, application: str, event: Event, *, seen: int, by: str, at: datetime, kept: Mapping[str, Any]
) -> Entry:
    """Add an act to the chain; `seen` is how many events the person saw who acts, and the event takes the next place.

    Raises:
        OvertakenError: Somebody has acted since; the words say who and when.
        NotPermittedError: The table does not permit the act; the words say why.
    """
    entries = of_application(tx, application)
    if seen != len(entries):
        raise overtaken(entries[seen:])
    event = replace(event, number=seen + 1)
    record(tuple(entry.event for entry in entries), event)
    chain.add(tx, events, _row(application, event, by=by, at=at, kept=kept))
    return of_application(tx, application)[-1]


def of_application(tx: Transaction, application: str) -> tuple[Entry, ...]:
    """The history of an application, in order."""
    query = select(events).where(events.c.application == application).order_by(events.c.place)
    rows = tx.connection.execute(query).mappings().all()
    return tuple(map(_entry, rows, history_of(rows)))


def history_of(rows: Iterable[RowMapping]) -> History:
    """The events of one application out of their rows, in order."""
    return read_events({"event": [_as_written(row) for row in rows]})


def head(tx: Transaction) -> Head:
    """The end of the chain."""
    return chain.head(tx, events)


def hash_of(row: Mapping[str, Any] | RowMapping) -> str:
    """The hash of an event: of its whole row, which holds its place and the hash of the one before it."""
    return chain.hash_of(events, row)


def overtaken(since: Iterable[Entry]) -> OvertakenError:
    """Says who acted first, and when."""
    first = next(iter(since), None)
    if first is None:
        return OvertakenError("This page is out of date.", "Open it again and look at what stands there now.")
    who = first.event.name or first.event.by.words
    what = first.event.act.replace("_", " ")
    return OvertakenError(
        f"{who} was first: “{what}”, written down on {first.at:%Y-%m-%d at %H:%M} UTC.",
        "Open the page again and look at what stands there now. What you did was not kept.",
    )


def _row(application: str, event: Event, *, by: str, at: datetime, kept: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "application": application,
        "place": event.number,
        "act": event.act,
        "role": str(event.by),
        "name": event.name,
        "on_day": event.on,
        "moment": event.at.isoformat() if event.at else None,
        "about": event.about,
        "registered": event.registered,
        "facts": dict(event.facts),
        "kept": dict(kept),
        "by": by,
        "at": at,
    }


def _as_written(row: RowMapping) -> dict[str, Any]:
    """An event in the words of a case file, which knows how each fact is read."""
    own = {"act": row["act"], "by": row["role"], "on": row["on_day"], "name": row["name"]}
    own |= {"about": row["about"]} if row["about"] is not None else {}
    own |= {"at": row["moment"]} if row["moment"] else {}
    return {**row["facts"], **own, "registered": row["registered"]}


def _entry(row: RowMapping, event: Event) -> Entry:
    return Entry(row["seq"], row["application"], event, row["kept"], row["by"], row["at"], row["hash"])
