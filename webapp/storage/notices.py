"""Notices as they were given: each is kept whole, whether or not its project was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.storage import desk
from webapp.storage.desk import Kind, Row
from webapp.storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it was given."""

    seq: int
    receipt: str
    kind: str
    given: Mapping[str, Any]
    """What was said: number, role, name, address, and the facts as they were typed."""
    application: str | None
    """The application that it was written into; None where none was found, or the table did not take it."""
    why: str
    """Why it was written into none."""
    at: datetime
    settled: str = ""
    """What a person did with one that was written into none."""


def keep(
    tx: Transaction, kind: str, given: Mapping[str, Any], *, receipt: str, application: str | None, why: str,
    by: str, at: datetime,
) -> Notice:  # fmt: skip
    """Keep a notice."""
    facts = {"kind": kind, "receipt": receipt, "given": dict(given), "why": why}
    return _notice(desk.write(tx, Kind.NOTICE, facts, by=by, at=at, application=application), {})


def settle(tx: Transaction, receipt: str, words: str, *, by: str, at: datetime) -> None:
    """Write down what was done with a notice that was written into no application."""
    desk.write(tx, Kind.NOTICE_SETTLED, {"receipt": receipt, "words": words}, by=by, at=at)


def unmatched(tx: Transaction) -> tuple[Notice, ...]:
    """The notices that were written into no application, with what was done with them, the newest first."""
    settled = {row.facts["receipt"]: row.facts["words"] for row in desk.of_kind(tx, Kind.NOTICE_SETTLED)}
    found = [_notice(row, settled) for row in desk.of_kind(tx, Kind.NOTICE) if row.application is None]
    return tuple(reversed(found))


def _notice(row: Row, settled: Mapping[str, str]) -> Notice:
    facts = row.facts
    done = settled.get(facts["receipt"], "")
    return Notice(row.seq, facts["receipt"], facts["kind"], facts["given"], row.application, facts["why"], row.at, done)
