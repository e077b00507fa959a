"""Every situation of tests/cases, in the regulation's words: what must follow was written from the law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from procedure.case import state_of
from procedure.casefile import read_closures, read_events, replay
from procedure.clock import Clock
from procedure.clocks import due
from procedure.permission import open_acts
from procedure.policy import POLICY, Policy
from procedure.remarks import remarks_of
from webapp.commands.case import load

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.toml"))
KINDS = {"clock", "remark", "refused", "may", "may_not", "on", "state", "no_remark_on"}

PROCEDURE_TRAPS = {f"4.{number}" for number in range(1, 34)} - {
    "4.32",  # the cut-off hour is a setting: test_appeals
}
"""The traps that are about procedure; 4.34 to 4.38 are about evidence, contact data, screening and pages."""


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_follows_from_a_case_is_what_the_law_says(path: Path) -> None:
    document = load(path)
    expected = document["expected"]
    assert set(expected) <= KINDS
    policy = replace(POLICY, closures=(*POLICY.closures, *read_closures(document)))
    history, refused = replay(read_events(document))
    assert state_of(history) == expected["state"]
    assert {one.event.number: one.why for one in refused}.keys() == {
        row["event"] for row in expected.get("refused", [])
    }
    for row in expected.get("refused", []):
        assert row["because"] in next(one.why for one in refused if one.event.number == row["event"])
    for row in expected.get("clock", []):
        _holds_clock(row, due(history, policy=policy), expected["on"], policy)
    remarks = remarks_of(history, on=expected["on"], policy=policy)
    for row in expected.get("remark", []):
        assert any(
            (each.clause, each.about) == (row["clause"], row.get("event")) and row["says"] in each.words
            for each in remarks
        ), (row, remarks)
    assert not {each.clause for each in remarks} & set(expected.get("no_remark_on", []))
    acts = {(each.act, str(by), each.about) for each in open_acts(history) for by in each.by}
    assert {_act(row) for row in expected.get("may", [])} <= acts
    assert not {_act(row)[:2] for row in expected.get("may_not", [])} & {act[:2] for act in acts}


def test_every_trap_of_the_procedure_has_its_case() -> None:
    traps = {trap for path in CASES for trap in load(path).get("traps", [])}
    assert traps >= PROCEDURE_TRAPS


def test_every_case_names_its_law_and_no_two_have_one_title() -> None:
    documents = [load(path) for path in CASES]
    assert all("96" in document["law"] or document["law"].endswith(".") for document in documents)
    assert len({document["title"] for document in documents}) == len(documents)


def _act(row: Mapping[str, Any]) -> tuple[str, str, int | None]:
    return row["act"], row["by"], row.get("about")


def _holds_clock(row: dict[str, Any], clocks: Sequence[Clock], on: Any, policy: Policy) -> None:
    row = dict(row)
    clause, event, period = row.pop("clause"), row.pop("event"), row.pop("period", None)
    found = [
        each
        for each in clocks
        if (each.deadline.clause, each.event.number) == (clause, event) and period in (None, each.deadline.name)
    ]
    if row.pop("none", False):
        assert not found
        return
    (clock,) = found
    seen = {
        "due": clock.due,
        "latest": clock.latest,
        "met": clock.met_on,
        "late": clock.late,
        "waiting": clock.start is None,
        "due_none": clock.due is None,
        "notes": len(clock.notes),
    }
    within = {"standing": clock.standing(on, policy), "note": " ".join(clock.notes), "ended": clock.ended}
    for name, value in row.items():
        assert (value in within[name]) if name in within else (seen[name] == value), (name, seen, within)
