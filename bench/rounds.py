"""The time of several acts, measured in turns so that a noisy machine is noisy for all of them alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping

ROUNDS = 15
REPEATS = 5
"""How often an act is done in one round: its time is then well above the clock's grain."""

Clock = Callable[[], float]
"""Seconds that an act takes, measured in one turn."""


def clocked(
    act: Callable[[], object], *, repeats: int = REPEATS, clock: Callable[[], float] = time.process_time
) -> Clock:
    """A clock for an act, by default of CPU time; the act is done once before, so that what is kept is warm."""
    act()

    def turn() -> float:
        gc.collect()
        started = clock()
        for _ in range(repeats):
            act()
        return (clock() - started) / repeats

    return turn


def medians(clocks: Mapping[str, Clock], *, rounds: int = ROUNDS) -> dict[str, float]:
    """The median seconds of each act, over rounds in which every act has its turn."""
    return {name: statistics.median(seconds) for name, seconds in _turns(clocks, rounds).items()}


def quickest(clocks: Mapping[str, Clock], *, rounds: int = ROUNDS) -> dict[str, float]:
    """The fewest seconds of each act, for wall time: whatever else a machine does only adds to it."""
    return {name: min(seconds) for name, seconds in _turns(clocks, rounds).items()}


def _turns(clocks: Mapping[str, Clock], rounds: int) -> dict[str, list[float]]:
    """The seconds of each act in every round."""
    turns: dict[str, list[float]] = {name: [] for name in clocks}
    for _ in range(rounds):
        for name, clock in clocks.items():
            turns[name].append(clock())
    return turns
