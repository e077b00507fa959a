"""Twelve applications with their evidence as plain words, written by people who had not seen the matcher.

Three contradictions are planted in the papers of each. Those of the odd numbers are open: the matcher may be mended
for what they show. Those of the even numbers are held back, and only counted.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.applications import ON, changed
from validator.evidence import Evidence
from validator.finding import Finding
from validator.findings import check

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Plant:
    """A contradiction in one paper, and where it is to be told."""

    kind: str
    paper: str
    swaps: tuple[tuple[str, str], ...]
    """Words of the paper -> what stands there instead, at each place."""
    clause: str
    pointers: frozenset[str]

    def in_(self, paper: Evidence) -> Evidence:
        """The paper with the contradiction in it; any other paper as it is."""
        if paper.name != self.paper:
            return paper
        pages = paper.pages
        for old, new in self.swaps:
            assert any(old in page for page in pages), f"{paper.name} does not say {old!r}"
            pages = tuple(page.replace(old, new) for page in pages)
        return replace(paper, pages=pages)


@dataclass(frozen=True, slots=True)
class Worded:
    """An application, its papers that agree with it, and what may be planted in them."""

    name: str
    application: Mapping[str, Any]
    papers: tuple[Evidence, ...]
    plants: tuple[Plant, ...]

    @property
    def open(self) -> bool:
        """Whether the matcher may be mended for it: the odd numbers."""
        return int(self.name[:2]) % 2 == 1

    def told(self, plant: Plant | None = None) -> list[Finding]:
        """What is found because of the papers, and not because of the answers alone."""
        papers = self.papers if plant is None else tuple(map(plant.in_, self.papers))
        without = check(self.application, "submit", on=ON)
        return [one for one in check(self.application, "submit", on=ON, evidence=papers) if one not in without]


@cache
def everything() -> tuple[Worded, ...]:
    """All of them, in their order."""
    return tuple(_worded(file) for file in sorted(FOLDER.glob("[0-9]*.toml")))


def _worded(file: Path) -> Worded:
    said = tomllib.loads(file.read_text("utf-8"))
    application = changed({name: None if value == "" else value for name, value in said["application"].items()})
    papers = tuple(Evidence(**paper | {"pages": tuple(paper["pages"])}) for paper in said["papers"])
    return Worded(file.stem, application, papers, tuple(map(_plant, said["plants"])))


def _plant(said: Mapping[str, Any]) -> Plant:
    paper, _, kind = said["kind"].partition(".")
    wanted = _wants()[paper][kind]
    pointers = frozenset(pointer.format(said.get("person", "")) for pointer in wanted["pointers"])
    swaps = tuple((old, new) for old, new in said["swap"])
    return Plant(said["kind"], said["paper"], swaps, wanted["clause"], pointers)


@cache
def _wants() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "wants.toml").read_text("utf-8"))
