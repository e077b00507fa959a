"""What lists read: one row an application, written in the same transaction as the act that changed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, tuple_

from procedure.case import state_of
from procedure.clocks import due, urgent_first
from procedure.events import History
from procedure.policy import POLICY, Policy
from webapp.storage.numbers import taken_apart
from webapp.storage.store import Transaction
from webapp.storage.tables import work_list


@dataclass(frozen=True, slots=True)
class Item:
    """An application as a list shows it."""

    application: str
    year: int
    serial: int
    data_system: str
    project_title: str
    bona_fide_researcher: str
    research_institution: str
    rounds: int
    """How many times it was submitted: 1, and more where it was completed or modified."""
    received_on: date
    state: str
    events: int
    last_act: str
    last_on: date
    due_on: date | None
    """The next safe day of a running clock."""
    due: str | None
    """The name of its deadline."""


def item(application: str, rounds: Sequence[Mapping[str, Any]], history: History, policy: Policy = POLICY) -> Item:
    """What the list says of an application: from the answers of each round, and its history, alone."""
    year, serial = taken_apart(application)
    answers, last = rounds[-1], history[-1]
    next_due = next((clock for clock in urgent_first(due(history, policy=policy)) if clock.due), None)
    return Item(
        application=application,
        year=year,
        serial=serial,
        data_system=_said(answers, "data_system"),
        project_title=_said(answers, "project_title"),
        bona_fide_researcher=_said(answers, "bona_fide_researcher", "name"),
        research_institution=_said(answers, "research_institution", "name"),
        rounds=len(rounds),
        received_on=history[0].on,
        state=str(state_of(history)),
        events=len(history),
        last_act=last.act,
        last_on=last.on,
        due_on=next_due.due if next_due else None,
        due=next_due.deadline.name if next_due else None,
    )


def write(tx: Transaction, row: Item) -> None:
    """Put the row of an application in the place of the former one."""
    tx.connection.execute(delete(work_list).where(work_list.c.application == row.application))
    tx.connection.execute(insert(work_list).values(**asdict(row)))


def find(tx: Transaction, application: str) -> Item | None:
    """The row of an application; None where there is none of that number."""
    row = tx.connection.execute(select(work_list).where(work_list.c.application == application)).mappings().first()
    return Item(**row) if row else None


def page(
    tx: Transaction, *, most: int = 50, state: str | None = None, after: tuple[int, int] | None = None
) -> tuple[Item, ...]:
    """The newest applications, or those older than the year and serial where the page before ended."""
    query = select(work_list).order_by(work_list.c.year.desc(), work_list.c.serial.desc()).limit(most)
    if state is not None:
        query = query.where(work_list.c.state == state)
    if after is not None:
        query = query.where(tuple_(work_list.c.year, work_list.c.serial) < tuple_(*after))
    return tuple(Item(**row) for row in tx.connection.execute(query).mappings())


def due_first(tx: Transaction, *, most: int = 50) -> tuple[Item, ...]:
    """The applications with a running clock, the next safe day first."""
    query = select(work_list).where(work_list.c.due_on.is_not(None))
    ordered = query.order_by(work_list.c.due_on, work_list.c.year, work_list.c.serial).limit(most)
    return tuple(Item(**row) for row in tx.connection.execute(ordered).mappings())


def _said(answers: Mapping[str, Any], *path: str) -> str:
    """A text out of answers of whatever shape, without what a database can't hold; "" where there is none."""
    value: Any = answers
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    text = value if isinstance(value, str) else ""
    return "".join(sign for sign in text if sign.isprintable()).strip()
