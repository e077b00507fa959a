"""The page on clocks names every period and every act as the tables have them."""

from __future__ import annotations

import tomllib
from pathlib import Path

from procedure.acts import ACTS
from procedure.casefile import read_closures
from procedure.deadlines import DEADLINES
from procedure.events import Role

PAGE = (Path(__file__).parents[2] / "docs" / "clocks.md").read_text(encoding="utf-8")


def test_the_page_names_every_period_with_its_clause() -> None:
    for row in DEADLINES:
        assert f"| {row.clause} | `{row.name}` |" in PAGE


def test_the_page_names_every_act_with_what_it_states() -> None:
    for name, act in ACTS.items():
        states = f"{', '.join(act.asks) or '–'} | {', '.join(act.may) or '–'}"
        assert f"| `{name}` | {act.words} | {states} |" in PAGE


def test_the_page_names_every_role() -> None:
    assert all(role in PAGE for role in Role)


def test_a_closure_as_the_data_file_shows_it_can_be_read() -> None:
    lines = (Path(__file__).parents[2] / "procedure" / "closures.toml").read_text(encoding="utf-8").splitlines()
    example = "\n".join(line.removeprefix("# ") for line in lines[lines.index("# [[closure]]") :])
    (closure,) = read_closures(tomllib.loads(example))
    assert closure.why == "a day of mourning appointed by the Governor"
