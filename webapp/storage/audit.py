"""Whether everything kept is as it was written down: the chain, what was submitted, the numbers, lists and files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import RowMapping, Table, select, text

from procedure.casefile import CaseFileError
from procedure.policy import POLICY, Policy
from webapp.storage import casework, history, numbers, submissions, work_list
from webapp.storage.history import BEGINNING, Head
from webapp.storage.store import Store, Transaction
from webapp.storage.tables import events, files
from webapp.storage.tables import numbers as given
from webapp.storage.tables import submissions as submitted
from webapp.storage.troubles import NotKeptError

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written down."""

    where: str
    matter: str

    def __str__(self) -> str:
        return f"{self.where} {self.matter}"


def verify(store: Store, *, noted: Head | None = None, policy: Policy = POLICY) -> Iterator[Fault]:
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
        yield from _lists(tx, policy)
        yield from _files(tx)


def _database(tx: Transaction) -> Iterator[Fault]:
    if tx.connection.dialect.name == "sqlite":
        for (said,) in tx.connection.execute(text("PRAGMA integrity_check")):
            if said != "ok":
                yield Fault("The database", f"is damaged: {said}.")


def _chain(tx: Transaction, noted: Head | None, bound: dict[str, str]) -> Iterator[Fault]:
    """Walks the chain; collects in `bound` which submission each event names, with its hash."""
    last = Head(0, BEGINNING)
    for row in _rows(tx, events):
        where = f"Event {row['seq']} ({row['act']}, application {row['application']})"
        if row["seq"] != last.seq + 1:
            yield Fault(f"Event {last.seq + 1}", f"is missing: the next one there is event {row['seq']}.")
        elif row["previous"] != last.hash:
            yield Fault(where, "does not follow the event before it.")
        elif history.hash_of(row) != row["hash"]:
            yield Fault(where, "is not what was written down.")
        last = Head(row["seq"], row["hash"])
        if noted and noted.seq == last.seq and noted.hash != last.hash:
            yield Fault(where, "is not the one whose hash was noted: what comes before it was rewritten.")
        if "submission" in row["kept"]:
            bound[row["kept"]["submission"]] = row["kept"]["sha256"]
    if noted and noted.seq > last.seq:
        yield Fault(f"Event {last.seq + 1}", f"is missing: the chain was noted when it had {noted.seq} events.")


def _submissions(tx: Transaction, bound: dict[str, str]) -> Iterator[Fault]:
    for row in _rows(tx, submitted):
        where = f"Round {row['round']} of application {row['application']}"
        named = bound.pop(row["id"], None)
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
    for (application,) in tx.connection.execute(select(submitted.c.application).distinct()):
        year, serial = numbers.taken_apart(application)
        taken.setdefault(year, set()).add(serial)
    last = {row["year"]: row["last"] for row in _rows(tx, given)}
    for year in sorted(taken.keys() | last.keys()):
        here = taken.get(year, set())
        for serial in sorted(set(range(1, last.get(year, 0) + 1)) ^ here):
            what = "has a number that was never given." if serial in here else "is missing, and its number was given."
            yield Fault(f"Application {numbers.number(year, serial)}", what)


def _lists(tx: Transaction, policy: Policy) -> Iterator[Fault]:
    for application in tx.connection.execute(select(events.c.application).distinct()).scalars().all():
        listed = work_list.find(tx, application)
        try:
            found = casework.item_of(tx, application, policy)
        except (CaseFileError, NotKeptError) as unreadable:
            yield Fault(f"Application {application}", f"has a history that can't be read: {unreadable}")
            continue
        if listed != found:
            yield Fault(f"Application {application}", f"is not listed as it stands: {_difference(listed, found)}.")


def _difference(listed: work_list.Item | None, found: work_list.Item) -> str:
    if listed is None:
        return "the list leaves it out"
    names = [name for name in found.__slots__ if getattr(listed, name) != getattr(found, name)]
    return "; ".join(f"{name} is {getattr(found, name)}, the list says {getattr(listed, name)}" for name in names)


def _files(tx: Transaction) -> Iterator[Fault]:
    for row in _rows(tx, files):
        where = f"The file {row['sha256']}"
        try:
            with tx.files.path(row["sha256"]).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            yield Fault(where, "is missing.")
        else:
            if found != row["sha256"]:
                yield Fault(where, "is not what was received.")


def _rows(tx: Transaction, table: Table) -> Iterator[RowMapping]:
    """The rows of a table by their key, a chunk at a time."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=CHUNK)
    with tx.connection.execute(query) as result:
        yield from result.mappings()
