"""Every clock of a case, from its history alone."""

from __future__ import annotations

from procedure import appeal_clocks, decisions, inspections, notices, publications, renewals
from procedure.case import case_of
from procedure.clock import Clock
from procedure.events import History
from procedure.policy import POLICY, Policy

SUBJECTS = (decisions, appeal_clocks, renewals, publications, notices, inspections)


def due(history: History, *, policy: Policy = POLICY) -> tuple[Clock, ...]:
    """Every clock that the history opened, with how its day was counted; running, met and ended ones.

    A closure that is added to the policy recounts the clocks; a right whose last day was printed keeps at least that.
    """
    case = case_of(history)
    return tuple(clock for subject in SUBJECTS for clock in subject.clocks(case, policy))


def urgent_first(clocks: tuple[Clock, ...]) -> tuple[Clock, ...]:
    """The running clocks: first what was due at once and waits, then by safe day, then what has no day."""
    running = [clock for clock in clocks if clock.runs]
    return tuple(
        sorted(running, key=lambda clock: (clock.start is None, clock.due is not None, clock.due or clock.event.on))
    )
