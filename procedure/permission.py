"""What may be done after a history, by whom; and adding an event to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from procedure.appeals import appealable
from procedure.case import Case, case_of
from procedure.conditions import STANDING
from procedure.events import Event, History, Role
from procedure.refusals import refusal, settled
from procedure.workflow import TABLE, Transition
from validator.finding import Stage


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
    return tuple(each for row in TABLE if case.state in row.before for each in _open(case, row))


def _open(case: Case, row: Transition) -> Iterator[OpenAct]:
    """The row once for each event that it can be about now; once alone where it is about none."""
    if not row.about:
        yield OpenAct(row.act, row.by, None, row.clause, row.needs)
    for subject in case.acts(*row.about):
        by = tuple(role for role in row.by if _stands(case, row, role, subject))
        if by and settled(case, row, subject) is None:
            yield OpenAct(row.act, by, subject.number, row.clause, row.needs)


def _stands(case: Case, row: Transition, by: Role, subject: Event) -> bool:
    """Whether somebody can act on the subject. An appeal against anything else is taken in, but never offered."""
    if row.act == "file_appeal":
        return appealable(subject)
    tried = Event(len(case.events) + 1, row.act, by, subject.on, about=subject.number)
    return not any(condition(case, tried) for condition in STANDING.get(row.act, ()))
