"""Draws every letter in both engines: `python -m tests.templates.look FOLDER`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from templates import office
from templates.convert import to_pdf
from templates.letters import LETTERS
from templates.rendering import render
from tests.templates.samples import SAMPLES, letterhead


def draw(folder: Path) -> list[Path]:
    """A picture of each page of each letter, made by our typesetting and, where it is installed, by LibreOffice."""
    letters = {}
    for (kind, name), facts in SAMPLES.items():
        draft = name == "minimal" and LETTERS[kind].writer == "Department"
        letters[f"{kind}-{name.replace(' ', '-')}"] = render(kind, facts, letterhead(kind, draft=draft))
    pdfs = {f"{name}-ours": to_pdf(docx) for name, docx in letters.items()}
    program = office.find()
    if program:
        pdfs |= {f"{name}-office": pdf for name, pdf in office.convert(letters, program).items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, pdf in pdfs.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", "60", "-png", f"{folder / name}.pdf", folder / name], check=True)
    return sorted(folder.glob("*.png"))


if __name__ == "__main__":
    sys.stdout.write(f"{len(draw(Path(sys.argv[1])))} pages drawn\n")
