from __future__ import annotations

from pathlib import Path

import pytest

from bench import node_peer
from bench.applications import ERRORS
from bench.findings import against_node
from bench.papers import filled_with_errors
from tests.programs import needs


def test_without_node_the_figure_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    figure = against_node(filled_with_errors())
    assert figure["value"] is None
    assert figure["holds"] is None
    assert figure["reason"] == "Node.js is not installed."


@pytest.mark.slow
@needs("node")
@needs("npm")
def test_the_peer_finds_the_same_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    form = tmp_path / "form.pdf"
    form.write_bytes(filled_with_errors())
    try:
        with node_peer.started(form) as peer:
            found = peer.errors()
    except node_peer.NoPeerError as absent:
        pytest.skip(str(absent))
    assert len(found) == len(set(found)) == ERRORS
