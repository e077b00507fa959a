"""Whether everything kept is as it was written down: the chain, what was submitted, the numbers, lists and files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from sqlalchemy import RowMapping, Table, exc, select, text

from procedure.policy import Policy
from webapp.storage import casework, chain, numbers, pace, submissions, work_list
from webapp.storage.chain import BEGINNING, Head
from webapp.storage.closures import policy_of
from webapp.storage.store import Store, Transaction
from webapp.storage.tables import events, files, metadata
from webapp.storage.tables import numbers as given
from webapp.storage.tables import submissions as submitted

CHUNK = 1000
UNREADABLE = (ValueError, exc.DataError)
"""What a row raises whose JSON, date or instant is none."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written down."""

    where: str
    matter: str

    def __str__(self) -> str:
        return f"{self.where} {self.matter}"


def verify(store: Store, *, noted: Head | None = None) -> Iterator[Fault]:
    """Every fault, in the order of what it rests on: the first one names the first bad row.

    `noted` is the end of the chain as it was noted elsewhere before: a chain that was rewritten as a whole holds
    together, and only differs from that.
    """
    with store.reading() as tx:
        yield from _database(tx)
        bound: dict[str, str] = {}
        yield from _chain(tx, noted, bound)
        yield from _submissions(tx, bound)
        yield from _numbers(tx)
        yield from _lists(tx, policy_of(tx))
        yield from _files(tx)
        yield from _other_chains(tx)


def _database(tx: Transaction) -> Iterator[Fault]:
    if tx.connection.dialect.name == "sqlite":
        for (said,) in tx.connection.execute(text("PRAGMA integrity_check")):
            if said != "ok":
                yield Fault("The database", f"is damaged: {said}.")


def _chain(tx: Transaction, noted: Head | None, bound: dict[str, str]) -> Iterator[Fault]:
    """Walks the chain; collects in `bound` which submission each event names, with its hash."""
    last = Head(0, BEGINNING)
    for last, row, fault in _linked(tx, events, "Event"):
        if fault:
            yield fault
        if noted and noted.seq == last.seq and noted.hash != last.hash:
            yield Fault(f"Event {last.seq}", "is not the one whose hash was noted: what comes before it was rewritten.")
        if row:
            bound |= _named_by(row)
    if noted and noted.seq > last.seq:
        yield Fault(f"Event {last.seq + 1}", f"is missing: the chain was noted when it had {noted.seq} events.")


def _other_chains(tx: Transaction) -> Iterator[Fault]:
    """Every other table that is chained, such as the log of accounts."""
    for table in metadata.sorted_tables:
        if "previous" in table.c and table is not events:
            found = _linked(tx, table, f"In “{table.name.replace('_', ' ')}”, line")
            yield from (fault for _, _, fault in found if fault)


def _linked(tx: Transaction, table: Table, what: str) -> Iterator[tuple[Head, RowMapping | None, Fault | None]]:
    """Each row of a chain with its place, and what is the matter with it."""
    last = Head(0, BEGINNING)
    for seq, row in _rows(tx, table):
        where = f"{what} {seq}" if row is None or table is not events else _where(row)
        fault = None
        if seq != last.seq + 1:
            fault = Fault(f"{what} {last.seq + 1}", f"is missing: the next one there is {what.lower()} {seq}.")
        elif row and row["previous"] != last.hash:
            fault = Fault(where, "does not follow the one before it.")
        elif row is None or chain.hash_of(table, row) != row["hash"]:
            fault = Fault(where, "is not what was written down.")
        last = Head(seq, row["hash"] if row else _hash_at(tx, table, seq))
        yield last, row, fault


def _where(event: RowMapping) -> str:
    return f"Event {event['seq']} ({event['act']}, application {event['application']})"


def _hash_at(tx: Transaction, table: Table, seq: int) -> str:
    return str(tx.connection.execute(select(table.c.hash).where(table.c.seq == seq)).scalar_one())


def _named_by(event: RowMapping) -> dict[str, str]:
    """The submission that an event names, with its hash."""
    match event["kept"]:
        case {"submission": str(identity), "sha256": str(address)}:
            return {identity: address}
        case _:
            return {}


def _submissions(tx: Transaction, bound: dict[str, str]) -> Iterator[Fault]:
    for identity, row in _rows(tx, submitted):
        named = bound.pop(identity, None)
        if row is None:
            yield Fault(f"The submission {identity}", "is not what was submitted: it can't be read.")
            continue
        where = f"Round {row['round']} of application {row['application']}"
        if submissions.hash_of(row) != row["sha256"]:
            yield Fault(where, "is not what was submitted.")
        elif named is None:
            yield Fault(where, "is named by no event.")
        elif named != row["sha256"]:
            yield Fault(where, "is not the one that its event names.")
    for missing in bound:
        yield Fault(f"The submission {missing}", "is missing: an event names it.")


def _numbers(tx: Transaction) -> Iterator[Fault]:
    taken: dict[int, set[int]] = {}
    for application in tx.connection.execute(select(submitted.c.application).distinct()).scalars():
        try:
            year, serial = numbers.taken_apart(application)
        except ValueError:
            yield Fault(f"Application {application}", "has a number that was never given.")
        else:
            taken.setdefault(year, set()).add(serial)
    last = {row.year: row.last for row in tx.connection.execute(select(given))}
    for year in sorted(taken.keys() | last.keys()):
        here = taken.get(year, set())
        for serial in sorted(set(range(1, last.get(year, 0) + 1)) ^ here):
            what = "has a number that was never given." if serial in here else "is missing, and its number was given."
            yield Fault(f"Application {numbers.number(year, serial)}", what)


def _lists(tx: Transaction, policy: Policy) -> Iterator[Fault]:
    for application in tx.connection.execute(select(events.c.application).distinct()).scalars().all():
        where = f"Application {application}"
        try:
            listed, found = work_list.find(tx, application), casework.item_of(tx, application, policy)
            counted = pace.rows_of(application, casework.events_of(tx, application), policy)
            paced = pace.found(tx, application) == counted
        except Exception:  # a history that was tampered with can be anything, and each fault has to be told
            yield Fault(where, "can't be listed: its history or its row can't be read.")
        else:
            if listed != found:
                yield Fault(where, f"is not listed as it stands: {_difference(listed, found)}.")
            if not paced:
                yield Fault(where, "is not counted as it stands in the figures.")


def _difference(listed: work_list.Item | None, found: work_list.Item) -> str:
    if listed is None:
        return "the list leaves it out"
    names = [name for name in found.__slots__ if getattr(listed, name) != getattr(found, name)]
    return "; ".join(f"{name} is {_short(found, name)}, the list says {_short(listed, name)}" for name in names)


def _short(item: work_list.Item, name: str) -> str:
    return shorten(str(getattr(item, name)), 80) or "nothing"


def _files(tx: Transaction) -> Iterator[Fault]:
    for address in tx.connection.execute(select(files.c.sha256).order_by(files.c.sha256)).scalars().all():
        where = f"The file {address}"
        try:
            with tx.files.path(address).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            yield Fault(where, "is missing.")
        except OSError:
            yield Fault(where, "can't be read.")
        else:
            if found != address:
                yield Fault(where, "is not what was received.")


def _rows(tx: Transaction, table: Table) -> Iterator[tuple[Any, RowMapping | None]]:
    """The rows of a table with their key, in its order; None for a row that can't be read."""
    (key,) = table.primary_key.columns
    keys = tx.connection.execute(select(key).order_by(key)).scalars().all()
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        query = select(table).where(key.between(chunk[0], chunk[-1])).order_by(key)
        try:
            rows: Sequence[RowMapping | None] = tx.connection.execute(query).mappings().all()
        except UNREADABLE:
            rows = [_row(tx, table, each) for each in chunk]
        yield from zip(chunk, rows, strict=True)


def _row(tx: Transaction, table: Table, identity: Any) -> RowMapping | None:
    (key,) = table.primary_key.columns
    try:
        return tx.connection.execute(select(table).where(key == identity)).mappings().one()
    except UNREADABLE:
        return None
