"""Writes every template again: `python -m templates.building`."""

from __future__ import annotations

import sys
from pathlib import Path

import templates
from templates.building.template import build
from templates.letters import LETTERS


def main() -> None:
    """Write the templates beside their wordings, and say which."""
    folder = Path(templates.__path__[0]) / "docx"
    for kind in LETTERS:
        (folder / f"{kind}.docx").write_bytes(build(kind))
        sys.stdout.write(f"{kind}.docx\n")


if __name__ == "__main__":
    main()
