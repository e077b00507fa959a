"""Makes the papers that people enclose: each layout and wording is one typst file beside this one.

python -m tests.papers.evidence.make FOLDER    writes every paper as PDF, to be looked at
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

import typst

from typefaces.faces import folders

FOLDER = Path(__file__).parent


def layouts(kind: str = "") -> list[str]:
    """The names of all papers of a kind."""
    return sorted(path.stem for path in FOLDER.glob(f"{kind}*.typ") if path.stem != "parts")


def paper(layout: str, **facts: str) -> bytes:
    """A paper as PDF; what is not said is as in the application in which nothing is missing."""
    return _made(layout, tuple(sorted(facts.items())))


@cache
def _made(layout: str, facts: tuple[tuple[str, str], ...]) -> bytes:
    source = str(FOLDER / f"{layout}.typ")
    pdf: bytes = typst.compile(source, root=str(FOLDER), font_paths=_fonts(), sys_inputs=dict(facts))
    return pdf


@cache
def _fonts() -> Any:
    paths = [str(folder) for folder in folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def main(folder: Path) -> None:
    """Write every paper."""
    for layout in layouts():
        (folder / f"{layout}.pdf").write_bytes(paper(layout))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
