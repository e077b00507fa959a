"""What ratios were when they were last agreed on: a later run holds to within a quarter of them.

`python -m bench.baseline FIGURES.json` agrees on those of a run; the change of the file is looked at like any other.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.figures import Figure, measured

FILE = Path(__file__).parent / "baseline.json"
WITHIN = 1.25


def held(name: str, ratio: float) -> Figure:
    """A ratio, held to the one that was agreed on."""
    agreed = _agreed().get(name)
    return measured(name, ratio, "ratio", None if agreed is None else round(agreed * WITHIN, 2))


def main(files: Sequence[str]) -> int:
    """Agree on the ratios of a run: those that were agreed on before, and no others."""
    found: list[Figure] = json.loads(Path(files[0]).read_text(encoding="utf-8"))
    values = {figure["name"]: figure["value"] for figure in found}
    agreed = {name: values.get(name) or before for name, before in _agreed().items()}
    FILE.write_text(json.dumps(agreed, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def _agreed() -> Mapping[str, float]:
    agreed: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return agreed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
