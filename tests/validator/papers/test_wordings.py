from __future__ import annotations

import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.applications import ON, changed
from tests.papers.evidence import packages
from validator.evidence import Evidence
from validator.findings import check
from validator.papers.kinds import likely_slot

PAPERS = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))["paper"]
AGREEING = [paper for paper in PAPERS if "found" not in paper]
CONTRADICTING = [paper for paper in PAPERS if "found" in paper]


def found(paper: dict[str, Any]) -> set[str]:
    """Where something is found because of a paper."""
    form = deepcopy(getattr(packages, paper["form"].upper())) if "form" in paper else {}
    person = "Alexandra Reyes" if paper["slot"] == "training" else ""
    evidence = [Evidence(paper["slot"], person, "paper.pdf", (paper["words"],))]
    before = set(check(changed(form), "submit", on=ON))
    return {one.pointer for one in check(changed(form), "submit", on=ON, evidence=evidence) if one not in before}


def first_line(paper: dict[str, Any]) -> str:
    words: str = paper["words"].strip()
    return f"{paper['slot']}: {words.splitlines()[-1][:60]}"


@pytest.mark.parametrize("paper", AGREEING, ids=first_line)
def test_a_paper_that_agrees_in_other_words_gives_no_finding_and_is_proposed_for_its_place(
    paper: dict[str, Any],
) -> None:
    assert found(paper) == set()
    assert likely_slot((paper["words"],)) == paper["slot"]


@pytest.mark.parametrize("paper", CONTRADICTING, ids=first_line)
def test_what_a_paper_says_otherwise_in_other_words_is_found(paper: dict[str, Any]) -> None:
    assert paper["found"] in found(paper)
    assert len(found(paper)) <= 2
