"""What may be done after a history, by whom; and adding an event to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from procedure.case import Case, case_of
from procedure.events import Event, History, Role
from procedure.refusals import refusal, settled
from procedure.workflow import TABLE, Transition
from validator.findings import Stage


class NotPermittedError(Exception):
    """An act that the table does not permit; its words say why and are for people."""


@dataclass(frozen=True, slots=True)
class OpenAct:
    """Something that may be done now: by whom, about which event, on which clause, after which gate."""

    act: str
    by: tuple[Role, ...]
    about: int | None
    clause: str
    needs: Stage | None


def record(history: History, event: Event) -> tuple[Event, ...]:
    """The history with one more event.

    Raises:
        NotPermittedError: The table or a condition does not permit it; the words say why.
    """
    if why := refusal(history, event):
        raise NotPermittedError(why)
    return (*history, event)


def open_acts(history: History) -> tuple[OpenAct, ...]:
    """Who may do what after a history: every row that holds now, with each event that it can be about.

    What hangs on the day, on a gate or on the facts that the act states is looked at when it is done.
    """
    case = case_of(history)
    return tuple(
        OpenAct(row.act, row.by, about, row.clause, row.needs)
        for row in TABLE
        if case.state in row.before
        for about in _subjects(case, row)
    )


def _subjects(case: Case, row: Transition) -> Iterator[int | None]:
    """The events that an act can be about now; one None for an act that is about none."""
    if not row.about:
        yield None
    for event in case.acts(*row.about):
        if settled(case, row, event) is None:
            yield event.number
