"""What people enclose, read from real files and held against the form."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from forms.attaching.attached import examine
from tests.applications import ON, RIGHT
from tests.papers.evidence.make import layouts
from tests.papers.evidence.noise import noisy
from tests.papers.evidence.packages import OPEN_ENDED, PACKAGES, PLANTS, SLOTS, Package, Plant, words
from validator.evidence import Evidence
from validator.finding import Finding, Severity
from validator.findings import check
from validator.papers.kinds import likely_slot
from webapp.cli import main


def told(package: Package, *, slips: float = 0.0, plant: Plant | None = None) -> list[Finding]:
    papers = plant.evidence() if plant else package.evidence()
    if slips:
        papers = noisy(papers, slips, random.Random(966))  # noqa: S311  # the same slips each time
    return check(package.application, "submit", on=ON, evidence=papers)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.says)
def test_of_a_package_in_which_everything_agrees_nothing_is_found(package: Package) -> None:
    assert told(package) == []


@pytest.mark.parametrize("package", OPEN_ENDED, ids=lambda package: package.says)
def test_of_an_approval_without_an_end_only_that_is_asked(package: Package) -> None:
    assert [finding.pointer for finding in told(package)] == ["/irb_approval/no_expiration_basis"]


def test_every_layout_stands_in_a_package_that_agrees() -> None:
    used = {layout for package in (*PACKAGES, *OPEN_ENDED) for layout in package.papers.split()}
    assert used == set(layouts())
    assert all(len(layouts(kind)) >= 3 for kind in SLOTS)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.says)
def test_a_contradiction_is_found_where_it_is_and_told_with_the_words(plant: Plant) -> None:
    found = told(plant.package, plant=plant)
    here = [finding for finding in found if (finding.clause, finding.pointer) == plant.place]
    assert here
    assert all(finding.severity is not Severity.ERROR for finding in found)
    for finding in here:
        assert "was not found" in finding.message or finding.words or "does not name" in finding.message
        assert finding.page in (1, 2) if finding.words else finding.page is None


def test_a_contradiction_says_both_what_the_form_and_what_the_paper_says() -> None:
    plant = next(one for one in PLANTS if one.says == "the approval ended a year ago")
    finding = next(one for one in told(plant.package, plant=plant) if one.pointer == "/irb_approval/expires_on")
    assert finding.message == (
        "Expiration date of the approval: the form says “May 31, 2027”, and “irb-notice.pdf”, page 1, says "
        "“IRB-2026-0311 06/10/2025 06/01/2026 05/31/2026”."
    )
    assert (finding.page, finding.words) == (1, "IRB-2026-0311 06/10/2025 06/01/2026 05/31/2026")


def test_slips_of_a_program_that_reads_pictures_make_few_findings_and_hide_few() -> None:
    false = sum(len(told(package, slips=0.02)) for package in PACKAGES)
    assert false <= 1
    missed = [plant.says for plant in PLANTS if not _finds(plant, 0.02)]
    assert len(missed) <= 1


def _finds(plant: Plant, slips: float) -> bool:
    found = told(plant.package, slips=slips, plant=plant)
    return plant.place in {(finding.clause, finding.pointer) for finding in found}


@pytest.mark.parametrize(
    ("letter", "slot"),
    [("affiliation", "affiliation_letter"), ("security-certification", "security_certification")],
)
def test_the_letters_of_the_service_agree_with_the_form_that_they_are_made_from(
    letter: str, slot: str, tmp_path: Path
) -> None:
    application, written = tmp_path / "application.json", tmp_path / "letter.pdf"
    application.write_text(json.dumps(RIGHT), encoding="utf-8")
    assert main(["letter", letter, "--application", str(application), "-o", str(written)]) == 0
    pages = tuple(examine(written.read_bytes())["pages"])
    before = set(check(RIGHT, "submit", on=ON))
    found = check(RIGHT, "submit", on=ON, evidence=[Evidence(slot, "", "letter.pdf", pages)])
    assert [finding for finding in found if finding not in before] == []


@pytest.mark.parametrize("layout", layouts())
def test_a_paper_is_proposed_for_its_own_slot(layout: str) -> None:
    assert likely_slot(words(layout)) == SLOTS[layout.partition("-")[0]]
