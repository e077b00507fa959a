"""The work list, searched and filtered, page by page: what is due first, then what waits, then the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, select, tuple_

from webapp.storage.store import Transaction
from webapp.storage.tables import work_list, work_words
from webapp.storage.words import searched
from webapp.storage.work_list import Item

Place = tuple[date, int, int]
"""Where a page ended: the day it sorts by, and the year and serial of the last application on it."""
FEW = 500
"""So many matches of one word are looked up one by one; a word that more cases have is tried along the list."""
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; an empty one leaves nothing out."""

    text: str = ""
    """Beginnings of words of the number, the title, the institution and the names; all of them must be there."""
    state: str = ""
    owners: tuple[str, ...] | None = None
    """E-mail addresses, "" for nobody; None: whoever owns it."""
    data_system: str = ""
    due_from: date | None = None
    due_to: date | None = None
    message_waits: bool = False
    """Only where the researcher wrote last."""


def listed(tx: Transaction, wanted: Wanted, *, after: Place | None = None, most: int = 50) -> tuple[Item, ...]:
    """The applications that fit, those that are due first on top; `after` goes on where a page ended."""
    list_ = work_list.c
    conditions = [*_conditions(wanted), *_words(tx, wanted.text)]
    if after:
        conditions.append(tuple_(list_.sorts_on, list_.year, list_.serial) > tuple_(*after))
    query = select(work_list).where(*conditions).order_by(list_.sorts_on, list_.year, list_.serial).limit(most)
    return _items(tx, query)


def place_of(item: Item) -> Place:
    """Where a page ends whose last row this is."""
    return item.sorts_on, item.year, item.serial


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    list_ = work_list.c
    conditions: list[ColumnElement[bool]] = []
    if wanted.state:
        conditions.append(list_.state == wanted.state)
    if wanted.owners is not None:
        owners = wanted.owners
        conditions.append(list_.owner == owners[0] if len(owners) == 1 else list_.owner.in_(owners))
    if wanted.data_system:
        conditions.append(list_.data_system == wanted.data_system)
    if wanted.message_waits:
        conditions.append(list_.message_waits.is_(True))
    if wanted.due_from or wanted.due_to:
        conditions.append(list_.due.is_not(None))
    if wanted.due_from:
        conditions.append(list_.sorts_on >= wanted.due_from)
    if wanted.due_to:
        conditions.append(list_.sorts_on <= wanted.due_to)
    return conditions


def _words(tx: Transaction, text: str) -> list[ColumnElement[bool]]:
    """Each word of a search as a condition; a rare one names the few applications that have it."""
    conditions: list[ColumnElement[bool]] = []
    for word in dict.fromkeys(searched(text)[:MOST_WORDS]):
        begins = _begins(word)
        few = _applications(tx, begins)
        if few is not None:
            conditions.append(work_list.c.application.in_(few))
        else:
            conditions.append(exists().where(work_words.c.application == work_list.c.application, begins))
    return conditions


def _applications(tx: Transaction, begins: ColumnElement[bool]) -> Sequence[str] | None:
    """The applications with such a word; None where they are many."""
    query = select(work_words.c.application).where(begins).limit(FEW + 1)
    found = tx.connection.execute(query).scalars().all()
    return None if len(found) > FEW else list(dict.fromkeys(found))


def _begins(word: str) -> ColumnElement[bool]:
    """Whether a word begins like this one, asked of the index: no byte of UTF-8 is 0xFF."""
    beginning = word.encode()
    return and_(work_words.c.word >= beginning, work_words.c.word < beginning + b"\xff")


def _items(tx: Transaction, query: Select[tuple[object, ...]]) -> tuple[Item, ...]:
    return tuple(Item(**row) for row in tx.connection.execute(query).mappings())
