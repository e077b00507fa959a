"""Measures how many slips of a program that reads pictures the comparison of papers bears.

python -m tests.papers.evidence.noise    prints the table of docs/evidence.md
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tests.applications import ON
from tests.papers.evidence.packages import PACKAGES, PLANTS, Package
from validator.evidence import Evidence
from validator.findings import check

_TAKEN_FOR = {
    "0": "O", "O": "0", "1": "l", "l": "1", "I": "l", "i": "l", "5": "S", "S": "5", "8": "B", "B": "8", "m": "rn",
    "w": "vv", "o": "0", "s": "5", "b": "8",
}  # fmt: skip
"""A sign, and what is read for it."""
SHARES = (0.0, 0.01, 0.02, 0.05, 0.1)
ROUNDS = 5


def noisy(evidence: Iterable[Evidence], share: float, chance: random.Random) -> list[Evidence]:
    """The papers with a share of the signs that are easily mistaken taken for their neighbours."""
    return [replace(one, pages=tuple(_mistaken(page, share, chance) for page in one.pages)) for one in evidence]


def _mistaken(page: str, share: float, chance: random.Random) -> str:
    return "".join(_TAKEN_FOR[sign] if sign in _TAKEN_FOR and chance.random() < share else sign for sign in page)


def told(package: Package, evidence: list[Evidence]) -> set[tuple[str, str]]:
    """What is found in a package, by clause and place."""
    return {(one.clause, one.pointer) for one in check(package.application, "submit", on=ON, evidence=evidence)}


def rows() -> Iterator[tuple[float, int, int, int, int]]:
    """Share of slips; false findings and of how many looked for; contradictions found, and of how many planted."""
    for share in SHARES:
        chance = random.Random(966)  # noqa: S311  # the same slips each time
        false = looked = found = planted = 0
        for _ in range(ROUNDS):
            for package in PACKAGES:
                looked += len(package.papers.split())
                false += len(told(package, noisy(package.evidence(), share, chance)))
            for plant in PLANTS:
                planted += 1
                found += plant.place in told(plant.package, noisy(plant.evidence(), share, chance))
        yield share, false, looked, found, planted


def main() -> None:
    """Print the table."""
    sys.stdout.write(
        "| slips among signs easily mistaken | findings that are none | contradictions found |\n|---|---|---|\n"
    )
    for share, false, looked, found, planted in rows():
        sys.stdout.write(f"| {share:.0%} | {false} in {looked} papers | {found} of {planted} |\n")


if __name__ == "__main__":
    main()
