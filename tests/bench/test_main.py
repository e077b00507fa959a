from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bench import __main__ as bench
from bench.figures import Figure, measured, unmeasured

FIGURES = [
    measured("read_vs_floor", 1.23456, "ratio", 2.5),
    measured("findings_vs_floor", 4.2, "ratio", 4),
    measured("batch_peak_mb", 140, "MB"),
    unmeasured("findings_vs_node", "ratio", 1.0, reason="Node.js is not installed."),
]


@pytest.fixture(autouse=True)
def _one_subject(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("bench.clocks")
    module.figures = lambda: FIGURES  # type: ignore[attr-defined] # a subject made up for the test
    monkeypatch.setitem(sys.modules, "bench.clocks", module)
    monkeypatch.setattr(bench, "SUBJECTS", ("clocks", "of_somebody_else"))
    monkeypatch.setattr(bench, "find_spec", lambda name: name == "bench.clocks")


def test_a_figure_holds_when_it_is_at_most_its_target() -> None:
    assert [figure["holds"] for figure in FIGURES] == [True, False, None, None]
    assert measured("read_vs_pypdf", 0.3, "ratio", 0.3)["holds"]


@pytest.mark.parametrize("word", ["{}", "OUT={}"])
def test_the_figures_are_written_where_one_says(word: str, tmp_path: Path) -> None:
    out = tmp_path / "figures.json"
    assert bench.main([word.format(out)]) == 0
    written: list[Figure] = json.loads(out.read_text(encoding="utf-8"))
    assert written == FIGURES
    assert written[0] == {"name": "read_vs_floor", "value": 1.235, "unit": "ratio", "target": 2.5, "holds": True}


def test_the_table_says_what_holds_and_what_could_not_be_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["OUT="]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [figure["name"] for figure in FIGURES]
    assert lines[0].endswith("at most 2.5   holds")
    assert lines[1].endswith("DOES NOT HOLD")
    assert lines[3].endswith("Node.js is not installed.")
