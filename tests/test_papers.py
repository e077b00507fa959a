"""The samples, as a researcher would send them: what is found is what their name says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.reader import Reader
from tests.applications import ON
from tests.papers.make import FOLDER, PAPERS, Paper
from validator.finding import Severity
from validator.findings import check
from webapp.unpacking.intake import Read, take_in

ERRORS = {
    "modified-without-number": {"966(b)(1)"},
    "second-signature-missing": {"966(b)(12)(C)"},
    "officer-signature-without-date": {"966(b)(12)(D)(i)"},
    "cloud-without-audit": {"966(b)(12)(D)(iii)"},
    "cloud-sentence-missing": {"966(b)(12)(D)(iii)"},
    "grant-without-expiration": {"966(b)(12)(A)(iv)"},
    "date-that-is-none": {"966(b)(2)"},
    "member-without-location": {"966(b)(10)(B)"},
    "irb-without-expiration": {"966(b)(12)(F)"},
    "certificate-of-training-missing": set[str](),
}
"""The clauses of the errors before submission, by the name of the paper; what is right has none."""


@pytest.fixture(scope="module")
def read() -> Iterator[Read]:
    with Reader() as reader:
        yield reader


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: f"{paper.name} by {paper.by}")
def test_a_paper_is_read_as_it_was_filled_and_found_as_it_is_named(paper: Paper, read: Read) -> None:
    path: Path = FOLDER / f"{paper.name}.pdf"
    taken = take_in(path, read)
    errors = {f.clause for f in check(taken.application, "submit", on=ON) if f.severity is Severity.ERROR}
    if paper.by == "blank":
        assert taken.application == {"data_system": "carpos", "edition": "1"}
        assert errors == {f.clause for f in check({}, "submit", on=ON) if f.severity is Severity.ERROR}
        return
    assert taken.application == paper.application
    assert errors == ERRORS.get(paper.name, set())
    assert paper.name.startswith("right-") == (paper.name not in ERRORS)


def test_a_certificate_is_only_missing_at_approval(read: Read) -> None:
    taken = take_in(FOLDER / "certificate-of-training-missing.pdf", read)
    errors = [f for f in check(taken.application, "approve", on=ON) if f.severity is Severity.ERROR]
    assert [(f.clause, f.label) for f in errors] == [
        ("966(e)", "Team Member 1 (Kai Lindqvist): Training certificate enclosed")
    ]
