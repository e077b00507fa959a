"""A case as it stands after its history: the events that hold, and the state they lead to."""

from __future__ import annotations

from dataclasses import dataclass

from procedure.events import Event, History, effective
from procedure.states import State
from procedure.workflow import TABLE, Transition


@dataclass(frozen=True, slots=True)
class Case:
    """The events that stand, in the order of the history, and the state."""

    events: tuple[Event, ...] = ()
    state: State = State.NOT_SUBMITTED

    def event(self, number: int | None) -> Event | None:
        """The event of that number, if it stands."""
        return next((event for event in self.events if event.number == number), None)

    def target(self, event: Event) -> Event:
        """The event that this one is about; the table admits it only where there is one."""
        return next(each for each in self.events if each.number == event.about)

    def acts(self, *acts: str) -> tuple[Event, ...]:
        """Every event of one of these acts."""
        return tuple(event for event in self.events if event.act in acts)

    def about(self, number: int, *acts: str) -> tuple[Event, ...]:
        """Every event of one of these acts about the event of that number."""
        return tuple(event for event in self.acts(*acts) if event.about == number)

    def rows(self, event: Event) -> tuple[Transition, ...]:
        """The rows of the table for the act, whoever does it and whatever the state; by what the event is about."""
        target = self.event(event.about)
        return tuple(row for row in TABLE if row.act == event.act and _concerns(row, target) and _decides(row, event))

    def row(self, event: Event) -> Transition | None:
        """The row that the event follows in the present state."""
        return next((row for row in self.rows(event) if self.state in row.before), None)

    def then(self, event: Event) -> Case:
        """The case after one more event."""
        row = self.row(event)
        return Case((*self.events, event), row.after if row and row.after else self.state)


def case_of(history: History) -> Case:
    """The case that follows from a history alone."""
    case = Case()
    for event in effective(history):
        case = case.then(event)
    return case


def state_of(history: History) -> State:
    """The state that follows from a history alone."""
    return case_of(history).state


def _concerns(row: Transition, target: Event | None) -> bool:
    return target.act in row.about if target else not row.about


def _decides(row: Transition, event: Event) -> bool:
    return row.when is None or event.facts.get(row.when[0]) == row.when[1]
