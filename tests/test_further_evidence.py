"""Papers by somebody who had not seen how they are matched, read from files that other programs made."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.papers.further.packages import BUILT, PICTURES, Package, Plant, is_open, packages, plants, table
from validator.finding import Severity

PACKAGES = tuple(packages().values())
PLANTS = plants()


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_of_a_further_package_in_which_everything_agrees_nothing_is_found(package: Package) -> None:
    assert package.findings() == ()


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.name} {plant.says}")
def test_a_further_contradiction_is_found(plant: Plant) -> None:
    found = plant.found()
    assert found
    assert all(finding.severity is not Severity.ERROR for finding in found)


def test_every_kind_of_paper_is_there_in_six_layouts() -> None:
    files = {(sheet.slot, sheet.file) for package in PACKAGES for sheet in package.sheets}
    kinds = Counter(_kind(slot, file) for slot, file in files if slot != "research_materials")
    assert len(kinds) == 8
    assert min(kinds.values()) >= 6


def test_every_file_is_used() -> None:
    used = {sheet.file for package in PACKAGES for sheet in package.sheets} | set(PICTURES.values())
    planted = {f"{name}.{one['paper'].rpartition('.')[2]}" for name, one in table("plants").items()}
    assert {path.name for path in BUILT.iterdir()} == used | planted


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_a_contradiction_is_in_the_half_of_its_package(plant: Plant) -> None:
    assert is_open(plant.name) == is_open(plant.package.name)


def _kind(slot: str, file: str) -> str:
    """What a paper is: reports and listings stand beside the officer's document."""
    return next((kind for kind in ("soc2", "fedramp") if kind in file), slot)
