from __future__ import annotations

import time

import pytest

from tests.applications import ON, changed
from tests.papers.evidence.packages import COMMITTEE, SOC2
from validator.evidence import Evidence
from validator.findings import check

SLOTS = ("irb_approval", "approval_verification", "curriculum_vitae", "security_certification", "affiliation_letter")
MOST = 5.0
"""Seconds of processor time for the worst page on a slow machine; a quadratic search takes minutes."""


@pytest.mark.parametrize(
    "piece",
    [
        "01/01/2026 to ", "approved expires 1/1/2026 2/2/2026 ", "expiration date ", "SOC 2 type II ", "A ", "1", ".",
        "Orders outcomes ", "Reyes Alexandra ", "a-\n", "\n", "CJIS Security Policy ", "entitled ",
    ],
)  # fmt: skip
def test_no_words_keep_the_comparison_busy(piece: str) -> None:
    pages = tuple(piece * (20_000 // len(piece)) for _ in range(15))
    papers = [Evidence(slot, "", "paper.pdf", pages) for slot in SLOTS]
    papers.append(Evidence("training", "Alexandra Reyes", "paper.pdf", pages))
    began = time.process_time()
    check(changed({**SOC2, **COMMITTEE}), "submit", on=ON, evidence=papers)
    assert time.process_time() - began < MOST


def test_of_a_long_paper_it_is_told_that_its_first_pages_were_looked_through() -> None:
    papers = [Evidence("irb_approval", "", "protocol.pdf", ("approved " * 9000,))]
    told = check(changed({}), "submit", on=ON, evidence=papers)
    assert any(finding.message.endswith("Only the first pages were looked through.") for finding in told)
