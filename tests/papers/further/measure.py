"""Counts, half by half, the packages without a finding and the contradictions that are found.

python -m tests.papers.further.measure
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from tests.papers.further.packages import is_open, packages, plants


def main() -> None:
    """One line a half and table."""
    clean = {name: not package.findings() for name, package in packages().items()}
    found = {plant.name: bool(plant.found()) for plant in plants()}
    for half, opened in (("open", True), ("held back", False)):
        sys.stdout.write(f"{half}: {_share(clean, opened)} packages without a finding, ")
        sys.stdout.write(f"{_share(found, opened)} contradictions found\n")


def _share(held: Mapping[str, bool], opened: bool) -> str:  # which half
    half = [right for name, right in held.items() if is_open(name) is opened]
    return f"{sum(half)} of {len(half)}"


if __name__ == "__main__":
    main()
