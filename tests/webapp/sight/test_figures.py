from __future__ import annotations

from datetime import date, timedelta

import pytest

from procedure.deadlines import DEADLINES, Kind
from procedure.states import State
from webapp.sight.figures import WEEKS, Figures, median, paces_of, states_of, waits_of, weeks_of
from webapp.storage.pace import Kept

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("counts", "middle"),
    [({3: 1}, 3), ({1: 1, 4: 1}, 2.5), ({1: 5, 100: 4}, 1), ({0: 2, 10: 2}, 5), ({2: 1, 3: 1, 50: 1}, 3)],
)
def test_the_median_is_the_middle_value(counts: dict[int, int], middle: float) -> None:
    assert median(counts) == middle


def test_of_nothing_there_is_no_median() -> None:
    with pytest.raises(ValueError, match="no middle"):
        median({})


def test_every_state_is_there_even_where_no_application_is_in_it() -> None:
    states = states_of({"approved": 3})
    assert {one.state: one.number for one in states}[State.DENIED] == 0
    assert sum(one.number for one in states) == 3
    assert State.NOT_SUBMITTED not in [one.state for one in states]


def test_what_runs_past_its_last_day_counts_as_not_in_time_and_all_is_never_rounded_up() -> None:
    paces = paces_of([Kept("reasons", 998, 1, 1), Kept("appeal", 5, 0, 2)])
    assert [(one.deadline.name, one.share) for one in paces] == [("reasons", 99)]
    figures = Figures(states_of({"under review": 2, "completion asked": 1, "denied": 4}), paces, (), ())
    assert (figures.waiting, figures.overdue, figures.share) == (3, 1, 99)
    assert Figures((), (), (), ()).share is None


def test_the_steps_come_in_the_order_of_the_table() -> None:
    waits = waits_of({"renewal": {4: 1}, "decision": {1: 1, 5: 2}})
    assert [(one.step.name, one.median, one.longest, one.number) for one in waits] == [
        ("decision", 5, 5, 3),
        ("renewal", 4, 4, 1),
    ]


def test_weeks_part_what_the_department_owes_from_what_others_owe_or_may_do() -> None:
    coming = {TODAY: {"reasons": 2, "appeal": 1}, TODAY + timedelta(7): {"renewal": 3}, TODAY + timedelta(91): {}}
    weeks = weeks_of(coming, on=TODAY)
    assert len(weeks) == WEEKS
    assert [(one.ours, one.others) for one in weeks[:3]] == [(2, 1), (0, 3), (0, 0)]
    assert weeks[-1].last == TODAY + timedelta(90)


def test_every_deadline_can_be_counted_in_a_week() -> None:
    names = {row.name: 1 for row in DEADLINES}
    week = weeks_of({TODAY: names}, on=TODAY)[0]
    assert week.ours + week.others == len(DEADLINES)
    assert week.others >= sum(row.kind is Kind.RIGHT for row in DEADLINES)
