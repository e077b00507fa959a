"""A case written down in the regulation's words (TOML or JSON): read into events, with every doubt in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from procedure.business_days import Closure
from procedure.events import Event, History, Role
from procedure.facts import DAY, FACTS, MOMENT, is_day
from procedure.permission import NotPermittedError, record
from validator.dates import read_date, written

_OWN = frozenset({"act", "by", "on", "at", "about", "name", "registered"})


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
    rows = document.get("event", [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise CaseFileError("Write each event as a table of its own, headed [[event]].")
    return tuple(_event(number, row) for number, row in enumerate(rows, 1))


def read_closures(document: Mapping[str, Any]) -> tuple[Closure, ...]:
    """The closures that a case file adds to the calendars.

    Raises:
        CaseFileError: A closure has no date or no reason.
    """
    closures = []
    for number, row in enumerate(document.get("closure", []), 1):
        day = read_day(row.get("on")) if isinstance(row, Mapping) else None
        if day is None or not isinstance(row.get("why"), str):
            raise CaseFileError(f"Closure {number}: write its day (on) and its reason (why).")
        closures.append(Closure(day, row["why"]))
    return tuple(closures)


def replay(events: History) -> tuple[tuple[Event, ...], tuple[Refused, ...]]:
    """The history of the events that are permitted one after the other, and those that are not, with why."""
    history: tuple[Event, ...] = ()
    refused = []
    for event in events:
        try:
            history = record(history, event)
        except NotPermittedError as why:
            refused.append(Refused(event, str(why)))
    return history, tuple(refused)


def read_day(value: Any) -> date | None:
    """A day out of a date or a text; None for anything else and for a year that no case lies in."""
    day = read_date(value) if isinstance(value, str) else value
    return day if is_day(day) else None


def _event(number: int, row: Mapping[str, Any]) -> Event:
    act, by, about = row.get("act"), row.get("by"), row.get("about")
    if not isinstance(act, str):
        raise CaseFileError(f"Event {number}: say what was done (act).")
    if by not in list(Role):
        raise CaseFileError(f"Event {number} ({act}): say who did it (by): one of {', '.join(Role)}.")
    if about is not None and (not isinstance(about, int) or isinstance(about, bool)):
        raise CaseFileError(f"Event {number} ({act}): “about” is the number of an earlier event.")
    at = _moment(row.get("at"))
    if "at" in row and at is None:
        raise CaseFileError(
            f"Event {number} ({act}): “at” is a date and time with its offset, 2026-06-19T16:30:00-07:00."
        )
    on = read_day(row.get("on", at.date() if at else None))
    if on is None:
        raise CaseFileError(f"Event {number} ({act}): say on which day (on), for example 2026-06-19.")
    if at and at.date() != on:
        raise CaseFileError(
            f"Event {number} ({act}): “at” and “on” are different days, {written(at.date())} and {written(on)}."
        )
    facts = {name: _fact(name, value) for name, value in row.items() if name not in _OWN}
    return Event(
        number,
        act,
        Role(by),
        on,
        facts=facts,
        about=about,
        name=str(row.get("name", "")),
        at=at,
        registered=row.get("registered", False) is True,
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
