"""What follows from an act before anybody has done it: the state it leads to, the clocks it starts and ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from procedure.case import state_of
from procedure.clock import Clock
from procedure.clocks import due
from procedure.events import Event
from procedure.permission import record
from procedure.remark import Remark
from procedure.remarks import remarks_of
from procedure.states import State
from webapp.cases.case import CaseView


@dataclass(frozen=True, slots=True)
class Following:
    """What an act changes."""

    state: State | None
    """The state it leads to; None where it stays."""
    begun: tuple[Clock, ...]
    ended: tuple[Clock, ...]
    """The clocks that run no longer after it."""
    remarks: tuple[Remark, ...]
    """What is to be minded from then on."""


def follows(view: CaseView, event: Event) -> Following:
    """What an act changes, found out by doing it on the history and keeping nothing.

    Raises:
        NotPermittedError: The table does not permit it; the words say why.
    """
    after = record(view.events, replace(event, number=view.seen + 1))
    state, clocks = state_of(after), due(after, policy=view.policy)
    ran = {_key(clock) for clock in view.clocks if clock.runs}
    runs = {_key(clock) for clock in clocks if clock.runs}
    return Following(
        state=state if state is not view.state else None,
        begun=tuple(clock for clock in clocks if clock.runs and _key(clock) not in ran),
        ended=tuple(clock for clock in clocks if not clock.runs and _key(clock) in ran - runs),
        remarks=tuple(_new(remarks_of(after, on=view.on, policy=view.policy), view.remarks)),
    )


def _key(clock: Clock) -> tuple[str, int]:
    return clock.deadline.name, clock.event.number


def _new(remarks: Iterable[Remark], before: Iterable[Remark]) -> Iterable[Remark]:
    known = {remark.words for remark in before}
    return (remark for remark in remarks if remark.words not in known)
