from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import baseline
from bench.figures import measured, unmeasured


@pytest.fixture(autouse=True)
def _agreed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baseline, "FILE", tmp_path / "baseline.json")
    baseline.FILE.write_text('{"page": 4.0, "autosave": 2.0}')


def test_a_ratio_holds_to_within_a_quarter_of_what_was_agreed_on() -> None:
    assert baseline.held("page", 5.0)["holds"] is True
    assert baseline.held("page", 5.01)["holds"] is False
    assert baseline.held("page", 3.0)["target"] == 5.0


def test_a_ratio_that_nobody_agreed_on_is_only_told() -> None:
    assert baseline.held("list", 9.0)["holds"] is None


def test_the_ratios_of_a_run_are_agreed_on_and_nothing_else_of_it(tmp_path: Path) -> None:
    run = [measured("page", 4.4, "ratio"), unmeasured("autosave", "ratio", None, reason="No."), measured("x", 1, "ms")]
    (tmp_path / "figures.json").write_text(json.dumps(run))
    assert baseline.main([str(tmp_path / "figures.json")]) == 0
    assert json.loads(baseline.FILE.read_text()) == {"page": 4.4, "autosave": 2.0}


def test_what_is_agreed_on_in_the_repository_are_ratios(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baseline, "FILE", Path(baseline.__file__).parent / "baseline.json")
    assert all(value > 0 for value in json.loads(baseline.FILE.read_text()).values())
