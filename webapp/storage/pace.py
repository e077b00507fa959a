"""How fast the work goes: the clocks and steps of every case, counted for the page of figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, case, delete, func, insert, select

from procedure.case import case_of
from procedure.clocks import due
from procedure.events import History
from procedure.policy import POLICY, Policy
from procedure.steps import steps_of
from webapp.storage.store import Transaction
from webapp.storage.tables import case_clocks, case_steps, work_list

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Kept:
    """How often a deadline was kept in a stretch of time, and how it stands now."""

    deadline: str
    in_time: int
    late: int
    overdue: int
    """How many run past their last day now, unmet."""


def write(tx: Transaction, application: str, history: History, policy: Policy = POLICY) -> None:
    """Put the clocks and steps of an application in the place of the former ones."""
    for table, rows in rows_of(application, history, policy).items():
        tx.connection.execute(delete(table).where(table.c.application == application))
        if rows:
            tx.connection.execute(insert(table), rows)


def rows_of(application: str, history: History, policy: Policy = POLICY) -> Mapping[Table, Rows]:
    """The rows of both tables, from the history alone."""
    clocks: Rows = [
        {"deadline": one.deadline.name, "due_on": one.due, "latest_on": one.latest, "met_on": one.met_on,
         "runs": one.runs}
        for one in due(history, policy=policy)
        if one.due and one.latest
    ]  # fmt: skip
    steps: Rows = [{"step": one.step.name, "to_on": one.to_on, "days": one.days} for one in steps_of(case_of(history))]
    return {case_clocks: _placed(application, clocks), case_steps: _placed(application, steps)}


def found(tx: Transaction, application: str) -> Mapping[Table, Rows]:
    """The rows that stand there now."""
    queries = {
        table: select(table).where(table.c.application == application).order_by(table.c.place)
        for table in (case_clocks, case_steps)
    }
    return {table: [dict(row) for row in tx.connection.execute(query).mappings()] for table, query in queries.items()}


def by_state(tx: Transaction) -> Mapping[str, int]:
    """How many applications stand in each state."""
    query = select(work_list.c.state, func.count()).group_by(work_list.c.state)
    return {state: number for state, number in tx.connection.execute(query)}  # noqa: C416 - rows are no pairs to mypy


def kept(tx: Transaction, *, since: date, on: date) -> Sequence[Kept]:
    """How often each deadline was kept from a day on, and how many are overdue on a day."""
    c = case_clocks.c
    late = func.sum(case((c.met_on > c.latest_on, 1), else_=0))
    met = select(c.deadline, func.count(), late).where(c.met_on >= since, c.met_on <= on).group_by(c.deadline)
    over = select(c.deadline, func.count()).where(c.runs, c.due_on < on, c.latest_on < on).group_by(c.deadline)
    ended = {name: (number, int(late)) for name, number, late in tx.connection.execute(met)}
    overdue: dict[str, int] = {name: number for name, number in tx.connection.execute(over)}  # noqa: C416 - the same
    return [
        Kept(name, number - late, late, overdue.get(name, 0))
        for name in sorted(ended.keys() | overdue.keys())
        for number, late in [ended.get(name, (0, 0))]
    ]


def coming(tx: Transaction, *, first: date, last: date) -> Mapping[date, Mapping[str, int]]:
    """How many running clocks of each deadline are due on each day of a stretch."""
    c = case_clocks.c
    query = (
        select(c.due_on, c.deadline, func.count())
        .where(c.runs, c.due_on >= first, c.due_on <= last)
        .group_by(c.due_on, c.deadline)
        .order_by(c.due_on)
    )
    days: dict[date, dict[str, int]] = {}
    for day, deadline, number in tx.connection.execute(query):
        days.setdefault(day, {})[deadline] = number
    return days


def running(tx: Transaction, deadline: str, *, first: date, last: date) -> tuple[tuple[str, date], ...]:
    """The applications in which a deadline runs that is due in a stretch of time, the earliest first."""
    c = case_clocks.c
    query = (
        select(c.application, c.due_on)
        .where(c.runs, c.due_on >= first, c.due_on <= last, c.deadline == deadline)
        .order_by(c.due_on, c.application)
    )
    return tuple((number, day) for number, day in tx.connection.execute(query))


def all_running(tx: Transaction, *, last: date) -> tuple[tuple[str, str, date, date], ...]:
    """What runs in any application and is due up to a day: application, deadline, safe day and last day."""
    c = case_clocks.c
    query = (
        select(c.application, c.deadline, c.due_on, c.latest_on)
        .where(c.runs, c.due_on <= last)
        .order_by(c.due_on, c.application, c.place)
    )
    return tuple((number, name, due, latest) for number, name, due, latest in tx.connection.execute(query))


def durations(tx: Transaction, *, since: date, on: date) -> Mapping[str, Mapping[int, int]]:
    """For each step that ended in a stretch of time: days it took -> how often."""
    c = case_steps.c
    query = (
        select(c.step, c.days, func.count()).where(c.to_on >= since, c.to_on <= on).group_by(c.step, c.days)
    ).order_by(c.step, c.days)
    steps: dict[str, dict[int, int]] = {}
    for step, days, number in tx.connection.execute(query):
        steps.setdefault(step, {})[days] = number
    return steps


def _placed(application: str, rows: Rows) -> Rows:
    return [{"application": application, "place": place, **row} for place, row in enumerate(rows, 1)]
