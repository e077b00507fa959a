from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import page
from bench.figures import measured, unmeasured

FIGURES = [
    measured("read_vs_floor", 1.6, "ratio", 2.5),
    measured("read_vs_pypdf", 0.4, "ratio", 0.3),
    unmeasured("findings_vs_node", "ratio", 1.0, reason="Node.js is not installed."),
]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The page, after its figures were replaced."""
    figures = tmp_path / "figures.json"
    figures.write_text(json.dumps(FIGURES), encoding="utf-8")
    copy = tmp_path / "benchmarks.md"
    copy.write_text(f"before\n{page.BEGINS}former\n{page.ENDS}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(page, "PAGE", copy)
    page.main([str(figures)])
    page.main([str(figures)])
    return copy.read_text(encoding="utf-8")


def test_new_figures_stand_in_place_of_the_old_ones(written: str) -> None:
    assert written.startswith(f"before\n{page.BEGINS}| figure |")
    assert written.endswith(f"\n{page.ENDS}\nafter\n")
    assert "former" not in written
    assert written.count("`read_vs_floor`") == 1


def test_a_figure_that_does_not_hold_is_not_hidden(written: str) -> None:
    assert "| `read_vs_pypdf` | 0.40 ratio | 0.3 | does not hold |" in written
    assert "| `findings_vs_node` | not measured | 1 | Node.js is not installed. |" in written


def test_the_page_has_a_place_for_its_figures() -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    assert text.index(page.BEGINS) < text.index(page.ENDS)
