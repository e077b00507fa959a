"""What is to be done next in a case, by whom: its next duty, or else what waits for a decision without a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procedure.acts import ACTS
from procedure.appeals import overturned
from procedure.case import Case
from procedure.clock import Clock
from procedure.clocks import urgent_first
from procedure.deadlines import Immediately, Kind
from procedure.events import Role
from procedure.states import State
from validator.dates import written


@dataclass(frozen=True, slots=True)
class NextAct:
    """One thing to do next."""

    words: str
    by: tuple[Role, ...]
    """Whoever may do it; nobody by role where a person was asked by name."""
    clock: Clock | None = None
    """The clock that it ends, which has no due day where it is due at once; None where the law names no period."""


_RS, _BFR = (Role.RESEARCH_SERVICES,), (Role.BONA_FIDE_RESEARCHER,)
_BY_STATE = {
    State.UNDER_REVIEW: NextAct("review the application", _RS),
    State.COMPLETION_ASKED: NextAct("complete the application", _BFR),
}


def next_act(case: Case, clocks: Sequence[Clock]) -> NextAct | None:
    """The next thing to do; None where nothing is.

    A notice that was due at once comes first, until it is acknowledged; then duties, the earliest one. A right is
    nobody's duty and is named last, with its last day.
    """
    running = urgent_first(tuple(clocks))
    notice = next((clock for clock in running if isinstance(clock.deadline.period, Immediately)), None)
    if notice:
        return NextAct(ACTS["acknowledge"].words, _RS, notice)
    duty = next((clock for clock in running if clock.due and clock.deadline.kind is Kind.DUTY), None)
    if duty:
        return NextAct(duty.deadline.words, duty.deadline.owed_by, duty)
    return _waiting(case) or _BY_STATE.get(case.state) or _right(running)


def _waiting(case: Case) -> NextAct | None:
    """What waits for Research Services without a period: a modified request, a renewal."""
    for request in case.acts("modify"):
        decisions = case.about(request.number, "approve", "deny", "withdraw")
        if all(overturned(case, decision.number) for decision in decisions):
            return NextAct("decide the modified request", _RS)
    for request in case.acts("request_renewal"):
        if not case.about(request.number, "decide_renewal"):
            complete = case.about(request.number, "complete_renewal")
            return NextAct("decide the renewal" if complete else "look whether the renewal is complete", _RS)
    return None


def _right(running: Sequence[Clock]) -> NextAct | None:
    rights = [clock for clock in running if clock.latest and clock.deadline.kind is Kind.RIGHT]
    if not rights:
        return None
    until = max(clock.latest for clock in rights if clock.latest)
    return NextAct(f"may {rights[0].deadline.words} until {written(until)}", rights[0].deadline.owed_by)
