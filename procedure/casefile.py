"""A case written down in the regulation's words (TOML or JSON): read into events, with every doubt in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from procedure.business_days import Closure
from procedure.case import Case, case_of
from procedure.events import Event, History, Role
from procedure.facts import DAY, FACTS, MOMENT, is_day
from procedure.refusals import refusal_in
from validator.dates import read_date

_OWN: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "act": (lambda value: isinstance(value, str), "say what was done (act)"),
    "by": (lambda value: value in list(Role), f"say who did it (by): one of {', '.join(Role)}"),
    "at": (lambda value: _moment(value) is not None, "“at” is a time with its offset: 2026-06-19T16:30:00-07:00"),
    "on": (lambda value: read_day(value) is not None, "say on which day (on), for example 2026-06-19"),
    "about": (lambda value: isinstance(value, int) and not isinstance(value, bool), "“about” is an event's number"),
    "name": (lambda value: isinstance(value, str), "“name” is the person's name"),
    "registered": (lambda value: isinstance(value, bool), "“registered” is true or false"),
}
"""What an event has beside its facts, and what to write where it is not that."""


class CaseFileError(Exception):
    """A case that cannot be read; its words say which event, what is the matter, and what to write."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An event that the table did not permit, and why."""

    event: Event
    why: str


def read_events(document: Mapping[str, Any]) -> tuple[Event, ...]:
    """The events of a case file, numbered in the order they stand in.

    Raises:
        CaseFileError: An event has no act, no known role or no date.
    """
    rows = _tables(document, "event")
    return tuple(_event(number, row) for number, row in enumerate(rows, 1))


def read_closures(document: Mapping[str, Any]) -> tuple[Closure, ...]:
    """The closures that a case file adds to the calendars.

    Raises:
        CaseFileError: A closure has no date or no reason.
    """
    rows = _tables(document, "closure")
    return tuple(_closure(number, row) for number, row in enumerate(rows, 1))


def replay(events: History) -> tuple[tuple[Event, ...], tuple[Refused, ...]]:
    """The history of the events that are permitted one after the other, and those that are not, with why."""
    history: list[Event] = []
    refused, case = [], Case()
    for event in events:
        if why := refusal_in(case, history, event):
            refused.append(Refused(event, why))
        else:
            history.append(event)
            case = case_of(history) if event.act == "correct" else case.then(event)
    return tuple(history), tuple(refused)


def read_day(value: Any) -> date | None:
    """A day out of a date or a text; None for anything else and for a year that no case lies in."""
    day = read_date(value) if isinstance(value, str) else value
    return day if is_day(day) else None


def _tables(document: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    rows = document.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise CaseFileError(f"Write each {name} as a table of its own, headed [[{name}]].")
    return rows


def _closure(number: int, row: Mapping[str, Any]) -> Closure:
    day, why = read_day(row.get("on")), row.get("why")
    if day is None or not isinstance(why, str):
        raise CaseFileError(f"Closure {number}: write its day (on) and its reason (why).")
    return Closure(day, why)


def _event(number: int, row: Mapping[str, Any]) -> Event:
    at = _moment(row.get("at"))
    row = {"act": None, "by": None, "on": at.date() if at else None} | dict(row)
    for name, (holds, words) in _OWN.items():
        if name in row and not holds(row[name]):
            which = f"Event {number}" if name == "act" else f"Event {number} ({row['act']})"
            raise CaseFileError(f"{which}: {words}.")
    on = read_day(row["on"])
    if on is None or (at and at.date() != on):
        raise CaseFileError(f"Event {number} ({row['act']}): “at” and “on” are different days.")
    return Event(
        number,
        row["act"],
        Role(row["by"]),
        on,
        facts={name: _fact(name, value) for name, value in row.items() if name not in _OWN},
        about=row.get("about"),
        name=row.get("name", ""),
        at=at,
        registered=row.get("registered", False),
    )


def _moment(value: Any) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    return value if MOMENT.holds(value) else None


def _fact(name: str, value: Any) -> Any:
    """A fact; days and moments written as text, as JSON has them, become what they mean."""
    if name == "instead" and isinstance(value, Mapping):
        return {key: _fact(key, each) for key, each in value.items()}
    kind = DAY if name == "on" else FACTS[name][0] if name in FACTS else None
    if kind is DAY and isinstance(value, str):
        return read_date(value) or value
    if kind is MOMENT and isinstance(value, str):
        return _moment(value) or value
    return value
