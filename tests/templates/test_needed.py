from __future__ import annotations

import json
from importlib.resources import files

import pytest

from templates.letters import LETTERS
from templates.needed import needs, sometimes

NEEDS = files("templates") / "needs"
OURS = {"x-source", "x-counted", "x-days-after", "x-lines"}


def test_each_group_of_shared_facts_is_shared() -> None:
    groups = json.loads((NEEDS / "shared.json").read_text("utf-8"))
    used = [
        group for kind in LETTERS for group in json.loads((NEEDS / f"{kind}.json").read_text("utf-8")).get("shared", ())
    ]
    assert set(groups) == {*used, "contact"}


def test_every_file_of_facts_belongs_to_a_letter() -> None:
    names = {path.name.removesuffix(".json") for path in NEEDS.iterdir()}
    assert names == {*LETTERS, "common", "shared"}


@pytest.mark.parametrize("kind", list(LETTERS))
def test_each_fact_says_where_it_comes_from_and_each_counted_one_how(kind: str) -> None:
    for name, fact in needs(kind)["properties"].items():
        assert fact["x-source"], name
        assert ("x-counted" in fact) == fact["x-source"].startswith("counted") or name == "counting"
        assert {key for key in fact if key.startswith("x-")} <= OURS


@pytest.mark.parametrize("kind", list(LETTERS))
def test_facts_that_are_compared_or_counted_from_are_facts_of_a_letter(kind: str) -> None:
    every = {name for other in LETTERS for name in needs(other)["properties"]}
    for fact in needs(kind)["properties"].values():
        assert {*fact.get("x-days-after", ()), *fact.get("x-counted", {}).get("from", ())} <= every


def test_what_only_some_letters_of_a_kind_cannot_do_without() -> None:
    assert "last_day_to_appeal" in sometimes(needs("background-check-result"))
    assert sometimes(needs("denial")) == {"reasons_due_on"}
    assert not sometimes(needs("closure"))
