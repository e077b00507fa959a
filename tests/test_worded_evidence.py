from __future__ import annotations

from typing import Any

import pytest

from tests.papers.worded import Plant, Worded, everything


def planted() -> list[Any]:
    return [pytest.param(one, plant, id=f"{one.name}-{plant.kind}") for one in everything() for plant in one.plants]


def test_there_are_twelve_applications_and_thirty_six_contradictions() -> None:
    assert (len(everything()), len(planted())) == (12, 36)
    assert sum(one.open for one in everything()) == 6


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.name)
def test_papers_that_agree_with_the_form_leave_nothing_to_tell(one: Worded) -> None:
    assert [(found.pointer, found.message) for found in one.told()] == []


@pytest.mark.parametrize(("one", "plant"), planted())
def test_a_planted_contradiction_is_told_at_its_clause_and_answer(one: Worded, plant: Plant) -> None:
    told = {(found.clause, found.pointer) for found in one.told(plant)} - {
        (found.clause, found.pointer) for found in one.told()
    }
    assert any(clause == plant.clause and pointer in plant.pointers for clause, pointer in told)
