"""`python -m bench.page FIGURES.json`: puts measured figures into docs/benchmarks.md."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.figures import Figure

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
BEGINS, ENDS = "<!-- figures -->\n", "<!-- end of figures -->"


def main(files: Sequence[str]) -> int:
    """Write the figures of a file, in place of those that stand on the page."""
    figures: list[Figure] = json.loads(Path(files[0]).read_text(encoding="utf-8"))
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    PAGE.write_text(f"{before}{BEGINS}{''.join(_table(figures))}{ENDS}{after}", encoding="utf-8")
    return 0


def _table(figures: Sequence[Figure]) -> Iterator[str]:
    """The table, and below it the machine: only its ratios can be compared with another's."""
    yield "| figure | measured | at most | |\n| --- | ---: | ---: | --- |\n"
    for figure in figures:
        value = "not measured" if figure["value"] is None else f"{figure['value']:,.2f} {figure['unit']}"
        target = "" if figure["target"] is None else f"{figure['target']:g}"
        verdict = figure.get("reason") or {True: "holds", False: "does not hold", None: ""}[figure["holds"]]
        yield f"| `{figure['name']}` | {value} | {target} | {verdict} |\n"
    yield f"\nMeasured on {os.cpu_count()} cores with Python {platform.python_version()} on {platform.system()}.\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
