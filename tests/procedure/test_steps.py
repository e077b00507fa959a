from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedure.case import Case, case_of
from procedure.steps import STEPS, steps_of
from procedure.workflow import TABLE
from tests.procedure.histories import RESEARCHER, STAFF, history_of


def _walked(steps: list[tuple[Any, ...]], *days: int) -> list[tuple[str, int]]:
    history = history_of(steps)
    dated = [replace(event, on=date(2026, 3, day)) for event, day in zip(history, days, strict=True)]
    return [(one.step.name, one.days) for one in steps_of(case_of(dated))]


SUBMITTED: list[tuple[Any, ...]] = [("submit", RESEARCHER)]


@pytest.mark.parametrize(
    ("steps", "days", "walked"),
    [
        (SUBMITTED, (2,), []),
        ([*SUBMITTED, ("approve", STAFF)], (2, 12), [("decision", 10)]),
        (
            [*SUBMITTED, ("ask_for_completion", STAFF), ("resubmit", RESEARCHER), ("deny", STAFF)],
            (2, 4, 9, 20),
            [("decision", 18), ("completion", 5)],
        ),
        ([*SUBMITTED, ("approve", STAFF)], (12, 2), [("decision", 0)]),
        (
            [*SUBMITTED, ("approve", STAFF), ("request_support", RESEARCHER), ("send_support", STAFF, 3)],
            (1, 2, 5, 9),
            [("decision", 1), ("support", 4)],
        ),
        (
            [*SUBMITTED, ("approve", STAFF), ("modify", RESEARCHER), ("approve", STAFF, 3)],
            (1, 2, 5, 25),
            [("decision", 1), ("modified", 20)],
        ),
    ],
)
def test_a_step_ends_with_the_act_that_answers_it(
    steps: list[tuple[Any, ...]], days: tuple[int, ...], walked: list[tuple[str, int]]
) -> None:
    assert _walked(steps, *days) == walked


def test_an_empty_case_has_walked_no_step() -> None:
    assert list(steps_of(Case())) == []


def test_every_step_begins_and_ends_with_acts_of_the_table() -> None:
    acts = {row.act for row in TABLE}
    assert {act for step in STEPS for act in (*step.begins, *step.ends)} <= acts
    for step in STEPS:
        about = [row for row in TABLE if row.act in step.ends and set(step.begins) & set(row.about)]
        assert bool(about) == step.about or step.name == "decision", step.name
