from __future__ import annotations

import time

from bench.rounds import clocked, medians, quickest


def test_every_act_has_its_turn_in_every_round() -> None:
    turns: list[str] = []

    def clock(name: str, seconds: float) -> float:
        turns.append(name)
        return seconds

    assert medians({"one": lambda: clock("one", 1.0), "two": lambda: clock("two", 3.0)}, rounds=3) == {
        "one": 1.0,
        "two": 3.0,
    }
    assert turns == ["one", "two"] * 3


def test_the_median_is_not_moved_by_one_slow_round() -> None:
    seconds = iter([1.0, 99.0, 1.1])
    assert medians({"act": lambda: next(seconds)}, rounds=3) == {"act": 1.1}


def test_the_quickest_round_counts_where_a_machine_only_adds() -> None:
    seconds = iter([1.2, 99.0, 1.1])
    assert quickest({"act": lambda: next(seconds)}, rounds=3) == {"act": 1.1}


def test_an_act_is_warmed_once_and_then_repeated() -> None:
    done: list[int] = []
    turn = clocked(lambda: done.append(1), repeats=4)
    assert len(done) == 1
    assert turn() >= 0
    assert len(done) == 5


def test_waiting_costs_wall_time_and_no_cpu_time() -> None:
    def wait() -> None:
        time.sleep(0.02)

    assert clocked(wait, repeats=1, clock=time.perf_counter)() >= 0.02
    assert clocked(wait, repeats=1)() < 0.02
