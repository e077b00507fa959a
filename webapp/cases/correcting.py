"""Correcting an event: it is taken away, or something holds instead of what it stated; nothing is ever rewritten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procedure.events import Event
from webapp.cases.case import CaseView
from webapp.cases.entering import Entered, Field, Posted, facts_of, fields, typed
from webapp.cases.typed import as_typed, read_day

AWAY, INSTEAD = "away", "instead"
PREFIX = "instead."
HOW, DAY = "how_corrected", f"{PREFIX}on"


def correction_fields(event: Event, posted: Posted | None, wrong: Mapping[str, str]) -> list[Field]:
    """The day and the facts of an event as they hold, to be typed over."""
    told = posted if posted is not None else {DAY: as_typed(event.on), **typed(event.facts, PREFIX)}
    day = Field(DAY, "The day on which it happened", "day", True, tuple(told.get(DAY, ())), wrong.get(DAY, ""))
    return [day, *fields(event.act, told, wrong, prefix=PREFIX)]


def correction_of(event: Event, posted: Posted) -> Entered:
    """The facts of a correction: the reason, and what holds instead where something was typed over."""
    entered = facts_of("correct", posted)
    if (posted.get(HOW) or [""])[0] == AWAY:
        return entered
    said = facts_of(event.act, posted, prefix=PREFIX)
    entered.wrong.update(said.wrong)
    try:
        day = read_day((posted.get(DAY) or [""])[0], "The day on which it happened")
    except ValueError as wrong:
        entered.wrong[DAY] = str(wrong)
        return entered
    instead = _differing(event, {"on": day, **said.facts})
    if not instead and not entered.wrong:
        entered.wrong[DAY] = "Nothing was typed over. Change what is wrong, or take the event away."
    entered.facts["instead"] = instead
    return entered


def correctable(view: CaseView) -> tuple[Event, ...]:
    """The events that can be corrected: those that stand, the newest first."""
    return tuple(reversed(view.case.events))


def _differing(event: Event, said: Mapping[str, Any]) -> dict[str, Any]:
    holds = {"on": event.on, **event.facts}
    return {name: value for name, value in said.items() if value != _plain(holds.get(name))}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
