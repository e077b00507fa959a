"""What a person made of the answers of a file: both values stay, what was read and what was given, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sqlalchemy import insert, select

from webapp.storage.store import Transaction
from webapp.storage.tables import confirmations


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One answer that was read in a file, and what became of it."""

    name: str
    """Its dotted name in the draft."""
    read: tuple[str, ...]
    source: str
    confidence: float
    doubt: str
    before: tuple[str, ...] | None
    """What the draft said."""
    given: tuple[str, ...] | None
    """What the person confirmed or typed; None: left out."""

    @property
    def is_corrected(self) -> bool:
        """Whether the person typed something else than what was read."""
        return self.given is not None and self.given != self.read


@dataclass(frozen=True, slots=True)
class Act:
    """All that one person confirmed at once."""

    id: str
    file: str
    by: str
    at: datetime
    confirmations: tuple[Confirmation, ...]


def write(tx: Transaction, draft: str, file: str, made: Iterable[Confirmation], *, by: str, at: datetime) -> None:
    """Write down what became of each answer, in the order in which they were shown."""
    act = token_hex(16)
    for place, one in enumerate(made):
        tx.connection.execute(
            insert(confirmations).values(
                id=act, place=place, draft=draft, file=file, name=one.name, read=list(one.read), source=one.source,
                confidence=one.confidence, doubt=one.doubt, before=_plain(one.before), given=_plain(one.given),
                confirmed_by=by, confirmed_at=at,
            )
        )  # fmt: skip


def of_draft(tx: Transaction, draft: str) -> tuple[Act, ...]:
    """What was confirmed in a draft, the last first."""
    query = (
        select(confirmations)
        .where(confirmations.c.draft == draft)
        .order_by(confirmations.c.confirmed_at.desc(), confirmations.c.id, confirmations.c.place)
    )
    acts: dict[str, Act] = {}
    for row in tx.connection.execute(query).mappings():
        one = Confirmation(
            row["name"], tuple(row["read"]), row["source"], row["confidence"], row["doubt"],
            _given(row["before"]), _given(row["given"]),
        )  # fmt: skip
        act = acts.get(row["id"])
        before = act.confirmations if act else ()
        acts[row["id"]] = Act(row["id"], row["file"], row["confirmed_by"], row["confirmed_at"], (*before, one))
    return tuple(acts.values())


def _plain(texts: tuple[str, ...] | None) -> list[str] | None:
    return None if texts is None else list(texts)


def _given(texts: list[str] | None) -> tuple[str, ...] | None:
    return None if texts is None else tuple(texts)
