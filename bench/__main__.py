"""`python -m bench [figures.json]`: every figure with its target, as a table and in a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from bench.figures import Figure

SUBJECTS = (
    "reading", "printed", "scanning", "packages", "findings", "batch", "letters", "sealing", "clocks", "serving",
    "growth", "casework", "mixed", "notices",
)  # fmt: skip
VERDICTS = {True: "holds", False: "DOES NOT HOLD", None: ""}


def main(words: Sequence[str]) -> int:
    """Measure, print a table, and write it down in the file that is named, as `OUT=` or alone."""
    figures: list[Figure] = []
    for subject in SUBJECTS:
        if find_spec(f"bench.{subject}"):
            for figure in import_module(f"bench.{subject}").figures():
                print(_line(figure), flush=True)
                figures.append(figure)
    for file in filter(None, (word.removeprefix("OUT=") for word in words)):
        Path(file).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


def _line(figure: Figure) -> str:
    """One row of the table: name, value and unit, target, whether it holds."""
    value = "not measured" if figure["value"] is None else f"{figure['value']:,.2f} {figure['unit']}"
    target = "" if figure["target"] is None else f"at most {figure['target']:g}"
    verdict = figure.get("reason") or VERDICTS[figure["holds"]]
    return f"{figure['name']:<32}{value:>22}   {target:<14}{verdict}".rstrip()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
